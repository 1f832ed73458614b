import type { Help } from '@comptoir/kb/command-line'

/** A command of `comptoir-bot`: one file of this folder, named after it. */
export interface Command {
  /** What `comptoir-bot help` says of it, in `fr` or else in English. */
  help(language: string): Help
  /**
   * Does it.
   *
   * @returns the exit code: 0 all is well, 1 there are problems, 2 it was called wrongly
   * @throws {UsageError} when the arguments make no sense
   */
  run(args: string[], terminal: Terminal): Promise<number>
}

/** What a command may touch besides files: given by `cli.ts`, and by tests. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  readonly input: AsyncIterable<Uint8Array | string>
  /** The folder that relative paths start from. */
  readonly folder: string
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
