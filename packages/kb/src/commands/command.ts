import { speakerOf } from '../speaker.ts'
import type { Speak } from '../speaker.ts'
import { en } from './sentences/en.ts'
import type { CommandSentence } from './sentences/en.ts'
import { fr } from './sentences/fr.ts'
import type { Help } from './run-commands.ts'

/** A command of `comptoir-kb`: one file of this folder, named after it. */
export interface Command {
  /** What `comptoir-kb help` says of it, in `fr` or else in English. */
  help(language: string): Help
  /**
   * Does it.
   *
   * @param args what stands after the command's name
   * @returns the exit code: 0 done and nothing to say, 1 there are problems, 2 it was called wrongly
   * @throws {UsageError} when the arguments make no sense; its sentence and the usage are printed
   */
  run(args: string[], terminal: Terminal): Promise<number>
}

/** What a command may touch besides files: given by `cli.ts`, and by tests. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Standard input, read by commands that take `-` for a file. */
  readonly input: AsyncIterable<Uint8Array | string>
  /** The folder that relative paths start from. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** A sentence of the command line, to be said in the language of the terminal. */
export class SpokenError extends Error {
  readonly #sentence: CommandSentence
  readonly #values: SpokenValues

  constructor(sentence: CommandSentence, values: SpokenValues = {}) {
    super(spoken(sentence, values, 'en'))
    this.#sentence = sentence
    this.#values = values
  }

  /** The sentence in `fr`, or in English. */
  in(language: string): string {
    return spoken(this.#sentence, this.#values, language)
  }
}

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends SpokenError {
  override readonly name = 'UsageError'
}

/** A file cannot be read or written; the message says which and why. */
export class FileError extends SpokenError {
  override readonly name = 'FileError'
}

/** A value may be a sentence of its own. */
export type SpokenValues = Readonly<Record<string, string | number | ((language: string) => string)>>

/** A speaker of the command line's sentences in `en` or `fr`. */
export const commandSpeaker: (language: string) => Speak<CommandSentence> = speakerOf(en, fr)

function spoken(sentence: CommandSentence, values: SpokenValues, language: string): string {
  const said = Object.entries(values).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'function' ? value(language) : value,
  ])
  return commandSpeaker(language)(sentence, Object.fromEntries(said))
}
