import { runCommands } from '@comptoir/kb/command-line'
import type { Command, Terminal } from './command.ts'

/** Each command by its name, loaded when it is called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  explore: async () => (await import('./explore.ts')).exploreFlows,
  faults: async () => (await import('./faults.ts')).faults,
  play: async () => (await import('./play.ts')).play,
  test: async () => (await import('./test.ts')).testScripts,
  graph: async () => (await import('./graph.ts')).graph,
}

/**
 * Runs `comptoir-bot NAME ARGS`.
 *
 * @returns the exit code
 */
export function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommands(commands, args, terminal, new URL('../../package.json', import.meta.url))
}
