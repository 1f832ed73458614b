import type { Command, Terminal } from './command.ts'
import { runCommands } from './run-commands.ts'

/** Each command by its name, loaded when it is called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  ask: async () => (await import('./ask.ts')).ask,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  build: async () => (await import('./build.ts')).build,
  lexicon: async () => (await import('./lexicon.ts')).lexicon,
  check: async () => (await import('./check.ts')).check,
  fix: async () => (await import('./fix.ts')).fix,
  compare: async () => (await import('./compare.ts')).compare,
  report: async () => (await import('./report.ts')).report,
  import: async () => (await import('./import.ts')).importFaqs,
  export: async () => (await import('./export.ts')).exportFaqs,
}

/**
 * Runs `comptoir-kb NAME ARGS`.
 *
 * @returns the exit code
 */
export function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommands(commands, args, terminal, new URL('../../package.json', import.meta.url))
}
