import { readdir, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { decode } from '../check/decode.ts'
import { FaqFile, LARGEST } from '../check/faq-file.ts'
import {
  documentOf,
  formatFaq,
  importFormats,
  importText,
  markdownToFaqs,
  mergeFaq,
} from '../exchange/index.ts'
import type { FaqDocument, Imported } from '../exchange/index.ts'
import type { Command, Terminal } from './command.ts'
import { FileError, UsageError } from './command.ts'
import { assertWritable, readBytes, writeAtomically } from './faq-files.ts'

export const importFaqs: Command = {
  usage:
    'comptoir-kb import FILE|FOLDER [--from csv|jsonld|html|markdown|json] [--locale fr]\n' +
    '                   [--out FILE [--force] | --into FILE... [--dry-run]]',
  summary:
    'Makes FAQ files of a spreadsheet, a FAQPage, a page of HTML, Markdown or the JSON of a help desk. --out writes new\n' +
    '    files ("faq.{locale}.json" for several languages), --into brings existing ones up to date and removes nothing.',
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
      },
      allowPositionals: true,
    })
    const [source] = positionals
    if (source === undefined || positionals.length > 1)
      throw new UsageError('Say one file or folder to import.')
    const format = importFormats.find((known) => known === values.from)
    if (values.from !== undefined && !format)
      throw new UsageError(`--from is one of ${importFormats.join(', ')}.`)
    const imported = await read(source, format, values.locale, terminal)
    for (const { file = source, line, sentence } of imported.notes) {
      terminal.err(`${file}${line === undefined ? '' : `:${line}`}  ${sentence}\n`)
    }
    for (const faq of imported.faqs) {
      if (faq.locale === 'und')
        throw new UsageError(`The language of "${source}" is not known. Say it: --locale fr.`)
    }
    if (imported.faqs.length === 0) throw new FileError(`There is no article in "${source}".`)
    if (values.into) await update(values.into, imported, values['dry-run'], terminal)
    else if (values.out === undefined) {
      const [only] = imported.faqs
      if (!only || imported.faqs.length > 1)
        throw new UsageError(
          `There are ${imported.faqs.length} languages. Give their files a name: --out "faq.{locale}.json".`,
        )
      terminal.out(formatFaq(only))
    } else await create(values.out, imported.faqs, values.force, terminal)
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
      if (!entry.isFile() || !/\.mdx?$|\.markdown$/i.test(entry.name)) continue
      const file = join(entry.parentPath, entry.name)
      files.set(relative(path, file).split(sep).join('/'), await readText(file, terminal))
    }
    return markdownToFaqs(files, settings)
  } catch (error) {
    if (error instanceof FileError) throw error
    throw new FileError(
      `"${source}" cannot be imported: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

async function readText(source: string, terminal: Terminal): Promise<string> {
  const bytes = await readBytes(source, terminal)
  if (bytes.length > LARGEST)
    throw new FileError(
      `"${source}" is ${(bytes.length / 1e6).toFixed(0)} MB, and at most ${LARGEST / 1e6} MB are read. Split it.`,
    )
  return decode(bytes).text
}

/** Writes each language to its file; nothing that is there already is replaced without being asked to. */
async function create(
  out: string,
  faqs: readonly FaqDocument[],
  force: boolean,
  terminal: Terminal,
): Promise<void> {
  if (faqs.length > 1 && !out.includes('{locale}')) {
    throw new UsageError(
      `There are ${faqs.length} languages (${faqs.map(({ locale }) => locale).join(', ')}). Give each a file: --out "faq.{locale}.json".`,
    )
  }
  const targets = faqs.map((faq) => ({ faq, name: out.replaceAll('{locale}', faq.locale) }))
  for (const { name } of targets) {
    const there = await stat(resolve(terminal.folder, name)).then(
      () => true,
      () => false,
    )
    if (!there) continue
    const old = new FaqFile(name, await readBytes(name, terminal))
    if (!old.readable)
      throw new FileError(
        `"${name}" is there already and cannot be read as a FAQ: it is left as it is. Run \`comptoir-kb check ${name}\`, or choose another name.`,
      )
    if (!force)
      throw new UsageError(
        `"${name}" is there already. Bring it up to date with --into ${name}, or replace it with --force.`,
      )
  }
  for (const { faq, name } of targets) {
    await writeAtomically(name, formatFaq(faq), terminal)
    terminal.err(`${name}: ${faq.articles.length} articles\n`)
  }
}

/** Puts what is new into the files of the same languages. */
async function update(
  names: readonly string[],
  imported: Imported,
  dryRun: boolean,
  terminal: Terminal,
): Promise<void> {
  const files = await Promise.all(
    names.map(async (name) => new FaqFile(name, await readBytes(name, terminal))),
  )
  for (const file of files) {
    if (!file.readable || file.problems.length > 0) {
      throw new FileError(
        `"${file.name}" has problems of its own: nothing was changed. Run \`comptoir-kb check ${file.name}\` first.`,
      )
    }
  }
  for (const faq of imported.faqs) {
    const file = files.find(({ locale }) => locale === faq.locale)
    if (!file)
      throw new FileError(
        `No file given with --into is in "${faq.locale}": nothing was changed. Add it, or write a new one with --out.`,
      )
  }
  const merges = imported.faqs.flatMap((faq) => {
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
    terminal.out(
      `${file.name}: changed ${list(changed)}, added ${list(added)}, not in the source and kept ${list(kept)}${dryRun ? '; nothing was written' : ''}\n`,
    )
  }
}

function list(ids: readonly string[]): string {
  return ids.length === 0
    ? '0'
    : `${ids.length} (${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ', …' : ''})`
}
