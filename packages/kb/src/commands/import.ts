import { readdir, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { decode } from '../check/decode.ts'
import { FaqFile, LARGEST } from '../check/faq-file.ts'
import {
  documentOf,
  ExchangeError,
  formatFaq,
  importFormats,
  importText,
  markdownToFaqs,
  mergeFaq,
  sayNote,
} from '../exchange/index.ts'
import type { FaqDocument, Imported } from '../exchange/index.ts'
import type { Speak } from '../speaker.ts'
import { helpOf } from './help.ts'
import type { Command, Terminal } from './command.ts'
import { languageOfTerminal } from './terminal-language.ts'
import { commandSpeaker, FileError, UsageError } from './command.ts'
import type { CommandSentence } from './sentences/en.ts'
import { assertWritable, readBytes, writeAtomically } from './faq-files.ts'

/** A sheet whose columns slipped says the same of every row. */
const MOST_SAID = 50

export const importFaqs: Command = {
  help: helpOf('import'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        locale: { type: 'string' },
        out: { type: 'string' },
        into: { type: 'string', multiple: true },
        force: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        language: { type: 'string' },
      },
      allowPositionals: true,
    })
    const [source] = positionals
    if (source === undefined || positionals.length > 1) throw new UsageError('import.source')
    const format = importFormats.find((known) => known === values.from)
    if (values.from !== undefined && !format)
      throw new UsageError('import.from', { forms: importFormats.join(', ') })
    const imported = await read(source, format, values.locale, terminal)
    const language = values.language ?? languageOfTerminal(terminal)
    for (const note of imported.notes.slice(0, MOST_SAID)) {
      const { file = source, line } = note
      terminal.err(`${file}${line === undefined ? '' : `:${line}`}  ${sayNote(note, language)}\n`)
    }
    const unsaid = imported.notes.length - MOST_SAID
    if (unsaid > 0) terminal.err(`${commandSpeaker(language)('import.more', { count: unsaid })}\n`)
    for (const faq of imported.faqs) {
      if (faq.locale === 'und' && values.into?.length !== 1) throw new UsageError('import.locale', { source })
    }
    if (imported.faqs.length === 0) throw new FileError('import.empty', { source })
    const speak = commandSpeaker(language)
    if (values.into) await update(values.into, imported, values['dry-run'], terminal, speak)
    else if (values.out === undefined) {
      const [only] = imported.faqs
      if (!only || imported.faqs.length > 1)
        throw new UsageError('import.languages', languagesOf(imported.faqs))
      terminal.out(formatFaq(only))
    } else await create(values.out, imported.faqs, values.force, terminal, speak)
    return imported.notes.some(({ lost }) => lost) ? 1 : 0
  },
}

async function read(
  source: string,
  format: (typeof importFormats)[number] | undefined,
  locale: string | undefined,
  terminal: Terminal,
): Promise<Imported> {
  const settings = { file: source, ...(locale !== undefined && { locale }), ...(format && { format }) }
  try {
    const path = resolve(terminal.folder, source)
    const folder =
      source !== '-' &&
      (await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      ))
    if (!folder) return importText(await readText(source, terminal), settings)
    const files = new Map<string, string>()
    for (const entry of (await readdir(path, { recursive: true, withFileTypes: true })).toSorted((a, b) =>
      join(a.parentPath, a.name).localeCompare(join(b.parentPath, b.name)),
    )) {
      if (!entry.isFile() || !/\.mdx?$|\.markdown$|^_category_\.json$/i.test(entry.name)) continue
      const file = join(entry.parentPath, entry.name)
      files.set(relative(path, file).split(sep).join('/'), await readText(file, terminal))
    }
    return markdownToFaqs(files, settings)
  } catch (error) {
    if (error instanceof FileError) throw error
    throw new FileError('import.failed', {
      source,
      reason: (language) => (error instanceof ExchangeError ? error.in(language) : String(error)),
    })
  }
}

async function readText(source: string, terminal: Terminal): Promise<string> {
  const bytes = await readBytes(source, terminal)
  if (bytes.length > LARGEST)
    throw new FileError('import.large', {
      source,
      size: (bytes.length / 1e6).toFixed(0),
      most: LARGEST / 1e6,
    })
  return decode(bytes).text
}

/** Writes each language to its file; nothing that is there already is replaced without being asked to. */
async function create(
  out: string,
  faqs: readonly FaqDocument[],
  force: boolean,
  terminal: Terminal,
  speak: Speak<CommandSentence>,
): Promise<void> {
  if (faqs.length > 1 && !out.includes('{locale}')) {
    throw new UsageError('import.languages', languagesOf(faqs))
  }
  const targets = faqs.map((faq) => ({ faq, name: out.replaceAll('{locale}', faq.locale) }))
  for (const { name } of targets) {
    const there = await stat(resolve(terminal.folder, name)).then(
      () => true,
      () => false,
    )
    if (!there) continue
    const old = new FaqFile(name, await readBytes(name, terminal))
    if (!old.readable) throw new FileError('import.unreadable', { name })
    if (!force) throw new UsageError('import.there', { name })
  }
  for (const { faq, name } of targets) {
    await writeAtomically(name, formatFaq(faq), terminal)
    terminal.err(`${speak('import.articles', { name, count: faq.articles.length })}\n`)
  }
}

/** Puts what is new into the files of the same languages. */
async function update(
  names: readonly string[],
  imported: Imported,
  dryRun: boolean,
  terminal: Terminal,
  speak: Speak<CommandSentence>,
): Promise<void> {
  const files = await Promise.all(
    names.map(async (name) => new FaqFile(name, await readBytes(name, terminal))),
  )
  for (const file of files) {
    if (!file.readable || file.problems.length > 0) {
      throw new FileError('import.problems', { name: file.name })
    }
  }
  // A sheet that does not say its language has that of the only file it goes into.
  const faqs = imported.faqs.map((faq) => {
    const [only] = files
    return faq.locale === 'und' && only ? { ...faq, locale: only.locale } : faq
  })
  for (const faq of faqs) {
    const file = files.find(({ locale }) => locale === faq.locale)
    if (!file) throw new FileError('import.no-file', { locale: faq.locale })
  }
  const merges = faqs.flatMap((faq) => {
    const file = files.find(({ locale }) => locale === faq.locale)
    return file ? { file, ...mergeFaq(documentOf(file.faq, file.source), faq, imported.fields) } : []
  })
  const changing = merges.filter(({ added, changed }) => added.length + changed.length > 0)
  if (!dryRun) {
    await assertWritable(
      changing.map(({ file }) => file.name),
      terminal,
    )
    for (const { file, faq } of changing) {
      const indent = /\n([ \t]+)"/.exec(file.text)?.[1] ?? 2
      await writeAtomically(file.name, formatFaq(faq, indent), terminal)
    }
  }
  for (const { file, added, changed, kept } of merges) {
    const counts = { name: file.name, changed: list(changed), added: list(added), kept: list(kept) }
    terminal.out(`${speak('import.merged', counts)}${dryRun ? speak('import.dry') : ''}\n`)
  }
}

function languagesOf(faqs: readonly FaqDocument[]): { count: number; locales: string } {
  return { count: faqs.length, locales: faqs.map(({ locale }) => locale).join(', ') }
}

function list(ids: readonly string[]): string {
  return ids.length === 0
    ? '0'
    : `${ids.length} (${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ', …' : ''})`
}
