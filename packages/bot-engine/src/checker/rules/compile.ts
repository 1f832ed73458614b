import { compileFlow } from '../../flow/compile.ts'
import type { FlowRule } from '../flow-rule.ts'

/** What the compiler refuses: a step that leads nowhere, two steps with one id, a loop that never waits. */
export const compile: FlowRule = {
  id: 'compile',
  find({ flow, compiled }) {
    if (compiled) return []
    try {
      compileFlow(flow)
      return []
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause)
      const [, path = 'steps', sentence = message] = /, ([\w.[\]]+): (.*)$/s.exec(message) ?? []
      return [{ path, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) }]
    }
  },
}
