import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Lexicon } from '../lexicon.ts'
import type { Terminal } from './command.ts'
import { FileError } from './command.ts'
import { ownLexicon } from './own-lexicon.ts'

/** The languages that come with a lexicon. */
const LANGUAGES = ['fr', 'en']

/** The lexicons of several FAQ files, each language's once. */
export async function readLexicons(
  file: string | undefined,
  locales: readonly string[],
  terminal: Terminal,
): Promise<Lexicon[]> {
  // A file that cannot be read yet may turn out to be in any language: `fix` mends it, then checks it.
  const known = locales.includes('und') ? [...locales, ...LANGUAGES] : locales
  const languages = new Set(file === undefined ? known.map((locale) => locale.split('-')[0] ?? '') : [''])
  const found = await Promise.all([...languages].map((locale) => readLexicon(file, locale, terminal)))
  return found.filter((lexicon) => lexicon !== undefined)
}

/**
 * The lexicon to read questions with: the one of a file, or the one that comes with this package for the language.
 *
 * @param file a file, `none` for no lexicon, or undefined for the language's own
 * @throws {FileError} when the file is not there or is not a lexicon
 */
export async function readLexicon(
  file: string | undefined,
  locale: string,
  terminal: Terminal,
): Promise<Lexicon | undefined> {
  if (file === 'none') return undefined
  if (file === undefined) return ownLexicon(locale)
  let text: string
  try {
    text = await readFile(resolve(terminal.folder, file), 'utf8')
  } catch {
    throw new FileError('lexicon.unreadable', { file })
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && typeof Reflect.get(value, 'locale') === 'string')
      return value as Lexicon
  } catch {
    // Said below, with the same way out.
  }
  throw new FileError('lexicon.none', { file })
}
