import type { Command, Terminal } from './command.ts'
import { UsageError } from './command.ts'

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
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = 'help', ...rest] = args
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    const loaded = await Promise.all(Object.values(commands).map((each) => each()))
    const text = loaded.map(({ usage, summary }) => `${usage}\n    ${summary}\n`).join('\n')
    const asked = ['help', '--help', '-h'].includes(name)
    if (asked) terminal.out(text)
    else terminal.err(`There is no command "${name}".\n\n${text}`)
    return asked ? 0 : 2
  }
  const command = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${command.usage}\n\n${command.summary}\n`)
    return 0
  }
  try {
    return await command.run(rest, terminal)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    terminal.err(`${error.message}\n`)
    if (error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) {
      terminal.err(`\n${command.usage}\n`)
    }
    return 2
  }
}
