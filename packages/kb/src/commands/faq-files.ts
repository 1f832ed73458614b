import { randomUUID } from 'node:crypto'
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { checkFaqs, FaqFile } from '../check/index.ts'
import type { Terminal } from './command.ts'
import { commandSpeaker, FileError } from './command.ts'

/**
 * Reads FAQ files as their editors saved them, whatever is in them.
 *
 * @throws {FileError} when a file is not there
 */
export async function readFaqFiles(
  names: readonly string[],
  terminal: Terminal,
  locale?: string,
): Promise<FaqFile[]> {
  // A file that two patterns match is read once.
  const once = new Map(names.map((name) => [name === '-' ? name : resolve(terminal.folder, name), name]))
  return Promise.all(
    [...once.values()].map(async (name) => new FaqFile(name, await readBytes(name, terminal), locale)),
  )
}

/**
 * Reads FAQ files that must be good, to do something with them other than to check them.
 *
 * @throws {FileError} naming what is wrong, with its place
 */
export async function readGoodFaqs(
  names: readonly string[],
  terminal: Terminal,
  locale?: string,
): Promise<FaqFile[]> {
  const files = await readFaqFiles(names, terminal, locale)
  const problems = checkFaqs(files, { only: ['size', 'merge-conflict', 'syntax', 'schema'] })
  // An id that leads nowhere stands in nobody's way here: an FAQ in a new language has many.
  const serious = problems.filter(({ sentence }) => !sentence.endsWith('(KB-010)'))
  if (serious.length > 0) {
    const lines = serious
      .slice(0, 20)
      .map(({ file, line, column, rule, sentence }) => `${file}:${line}:${column}  ${rule}  ${sentence}`)
    throw new FileError('file.problems', { lines: lines.join('\n') })
  }
  return files
}

/** The bytes of a file, at most 60 MB of them; `-` is standard input. */
export async function readBytes(name: string, terminal: Terminal): Promise<Uint8Array> {
  if (name === '-') {
    const pieces: Uint8Array[] = []
    for await (const piece of terminal.input)
      pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
    return Buffer.concat(pieces)
  }
  const path = resolve(terminal.folder, name)
  try {
    const { size } = await stat(path)
    // Longer than anything that is read: its length is enough to say so.
    if (size > 60_000_000) return new Uint8Array(60_000_000)
    return await readFile(path)
  } catch (error) {
    throw new FileError('file.unreadable', { name, reason: reasonOf(error) })
  }
}

/**
 * Writes a file in one go: whoever reads it sees the old text or the new one, never half of it, and a full disk or a
 * crash leaves the old one.
 */
export async function writeAtomically(
  name: string,
  text: string | Uint8Array,
  { folder }: Terminal,
): Promise<void> {
  const path = await writable(name, folder)
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`)
  const mode = await stat(path).then(
    (old) => old.mode & 0o777,
    () => 0o644,
  )
  try {
    const file = await open(draft, 'w', mode)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw new FileError('file.unwritable', { name, reason: reasonOf(error) })
  }
}

/**
 * Makes sure that files may be written, before the first of them is.
 *
 * @throws {FileError} naming the one that may not
 */
export async function assertWritable(names: readonly string[], { folder }: Terminal): Promise<void> {
  await Promise.all(names.map((name) => writable(name, folder)))
}

/** The path to write to: where a link leads, so that the link stays one. A file that is locked is not replaced. */
async function writable(name: string, folder: string): Promise<string> {
  const path = resolve(folder, name)
  const target = await realpath(path).catch(() => path)
  const old = await stat(target).catch(() => undefined)
  if (old && (old.mode & 0o222) === 0) throw new FileError('file.read-only', { name })
  return target
}

function reasonOf(error: unknown): (language: string) => string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  const known = REASONS.find((reason) => reason === `reason.${code === 'EPERM' ? 'EACCES' : String(code)}`)
  return (language) => {
    if (known !== undefined) return commandSpeaker(language)(known)
    return error instanceof Error ? `${error.message}.` : String(error)
  }
}

const REASONS = ['reason.ENOENT', 'reason.EISDIR', 'reason.EACCES', 'reason.ENOSPC'] as const
