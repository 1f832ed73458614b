/** The parts of the engine that stand on a trimmed library, for `leave-out.test.ts` to bundle with and without it. */
export { compileFlow } from '../../../bot-engine/src/flow/compile.ts'
export { freshConversation, turnConversation } from '../../../bot-engine/src/conversation.machine.ts'
export { beginFlow, turnFlow } from '../../../bot-engine/src/flow/turn.ts'
export { Repair } from '../../../kb/src/repair.ts'
