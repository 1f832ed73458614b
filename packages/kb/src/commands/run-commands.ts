import { readFileSync } from 'node:fs'
import { commandSpeaker, SpokenError } from './command.ts'
import { languageOfTerminal } from './terminal-language.ts'

export { ownLexicon } from './own-lexicon.ts'

/** A command as the runner knows it; what else its terminal can do is between the two. */
export interface Runnable<Terminal> {
  /** What `help` says of it, in `fr` or else in English. */
  help(language: string): Help
  /** @returns the exit code */
  run(args: string[], terminal: Terminal): Promise<number>
}

/** What `help` says of a command. */
export interface Help {
  /** How to call it. */
  readonly usage: string
  /** What it gives, in a line or a few. */
  readonly summary: string
}

/** What the runner itself needs of a terminal. */
export interface Output {
  out(text: string): void
  err(text: string): void
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/**
 * Runs one of several commands, as `comptoir-kb` and `comptoir-bot` do: `NAME ARGS`, `NAME --help`, `help NAME`, `help`.
 *
 * A thrown error is printed as a sentence, with the usage below it when it is a `UsageError` or what `parseArgs` throws.
 *
 * @param commands each by its name, loaded when it is called
 * @param manifest `package.json` of the package that the commands belong to: `--version` says which version it names
 * @returns the exit code: that of the command, or 2 when it was called wrongly or could not be done
 *
 * @example
 * ```ts
 * const help = () => ({ usage: 'hello', summary: 'Greets.' })
 * const commands = { hello: async () => ({ help, run: async () => 0 }) }
 * process.exitCode = await runCommands(commands, ['hello'], { out: console.log, err: console.error })
 * ```
 */
export async function runCommands<Terminal extends Output>(
  commands: Readonly<Record<string, () => Promise<Runnable<Terminal>>>>,
  args: readonly string[],
  terminal: Terminal,
  manifest?: URL,
): Promise<number> {
  const [name = 'help', ...rest] = args
  if (name === '--version' && manifest) {
    terminal.out(`${versionIn(manifest)}\n`)
    return 0
  }
  const asked = HELP.includes(name)
  const language = languageOf(args, terminal)
  // `help check` is `check --help`.
  const wanted = asked ? rest.slice(0, 1).find((arg) => !arg.startsWith('-')) : name
  if (wanted === undefined) {
    const loaded = await Promise.all(Object.values(commands).map((each) => each()))
    const helps = loaded.map((command) => command.help(language))
    terminal.out(helps.map(({ usage, summary }) => `${usage}\n    ${summary}\n`).join('\n'))
    return 0
  }
  const load = Object.hasOwn(commands, wanted) ? commands[wanted] : undefined
  if (!load) {
    const say = commandSpeaker(language)
    terminal.err(`${say('command.unknown', { name: wanted, known: Object.keys(commands).join(', ') })}\n`)
    return 2
  }
  const command = await load()
  const { usage, summary } = command.help(language)
  if (asked || rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${usage}\n\n${summary}\n`)
    return 0
  }
  try {
    return await command.run(rest, terminal)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    terminal.err(`${sentenceOf(error, language)}\n`)
    if (error.name === 'UsageError' || isArgumentError(error)) terminal.err(`\n${usage}\n`)
    return 2
  }
}

/**
 * Ends the process in silence when nobody reads what it writes any more: `comptoir-kb check faq.json | head`.
 *
 * @param process whose standard output it is
 */
export function endWhenUnread(process: WritingProcess): void {
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}

/** What of Node's `process` it takes to end it. */
export interface WritingProcess {
  readonly stdout: {
    on(event: 'error', listener: (error: Error & { readonly code?: string }) => void): unknown
  }
  exit(): void
}

/**
 * The version that a package's manifest names.
 *
 * @param manifest where its `package.json` is, e.g. `new URL('../package.json', import.meta.url)`
 */
export function versionIn(manifest: URL): string {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(manifest, 'utf8'))
  return version
}

const HELP = ['help', '--help', '-h']

function languageOf(args: readonly string[], terminal: Output): string {
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

/** Of what `parseArgs` says, the first sentence; the rest is about names of files that begin with `-`. */
function aboutOption(message: string): string {
  return `${message.split('. ', 1)[0]?.replace(/\.$/, '') ?? message}.`
}

/** What `parseArgs` throws for an unknown or incomplete option. */
function isArgumentError(error: Error & { code?: unknown }): boolean {
  return typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS')
}
