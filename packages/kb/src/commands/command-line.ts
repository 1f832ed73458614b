import { languageOfTerminal } from './terminal-language.ts'
import type { Command, Terminal } from './command.ts'
import { commandSpeaker, SpokenError, UsageError } from './command.ts'

/** Each command by its name, loaded when it is called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  ask: async () => (await import('./ask.ts')).ask,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  build: async () => (await import('./build.ts')).build,
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
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = 'help', ...rest] = args
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    const asked = ['help', '--help', '-h'].includes(name)
    const text = await help()
    if (asked) terminal.out(text)
    else terminal.err(`${commandSpeaker(languageOf(args, terminal))('command.unknown', { name })}\n\n${text}`)
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
    const language = languageOf(rest, terminal)
    terminal.err(`${sentenceOf(error, language)}\n`)
    if (error instanceof UsageError || isArgumentError(error)) {
      terminal.err(`\n${command.usage}\n`)
    }
    return 2
  }
}

function languageOf(args: readonly string[], terminal: Terminal): string {
  const at = args.indexOf('--language')
  return (at < 0 ? undefined : args[at + 1]) ?? languageOfTerminal(terminal)
}

function sentenceOf(error: Error & { code?: unknown }, language: string): string {
  if (error instanceof SpokenError) return error.in(language)
  if (!isArgumentError(error)) return error.message
  const option = error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && /'(-[^']*)'/.exec(error.message)?.[1]
  return language.startsWith('fr') && option !== undefined && option !== false
    ? commandSpeaker(language)('option.unknown', { option })
    : aboutOption(error.message)
}

async function help(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()))
  return `${loaded.map(({ usage, summary }) => `${usage}\n    ${summary}\n`).join('\n')}`
}

/** Of what `parseArgs` says, the first sentence; the rest is about names of files that begin with `-`. */
function aboutOption(message: string): string {
  return `${message.split('. ', 1)[0]?.replace(/\.$/, '') ?? message}.`
}

/** What `parseArgs` throws for an unknown or incomplete option. */
function isArgumentError(error: Error & { code?: unknown }): boolean {
  return typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS')
}
