import { compileStep } from './compile-step.ts'
import { compileWith, type CompiledFlow } from './compile-with.ts'
import type { Flow } from './flow.ts'

/**
 * Compiles a flow, whatever its verbs, to an XState v5 machine; see `compile-with.ts`.
 *
 * @throws {Error} `BOT-210` when a step leads nowhere, two steps have one id, or the flow could run in circles
 * without ever waiting.
 */
export function compileFlow(flow: Flow): CompiledFlow {
  return compileWith(flow, compileStep)
}
