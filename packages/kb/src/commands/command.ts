/** A command of `comptoir-kb`: one file of this folder, named after it. */
export interface Command {
  /** What `comptoir-kb help` says: how to call it, then one line on what it gives. */
  readonly usage: string
  readonly summary: string
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

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A file cannot be read or written; the message says which and why. */
export class FileError extends Error {
  override readonly name = 'FileError'
}
