import { mkdir } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { documentOf, faqsToCsv, faqsToHtml, faqsToJsonLd, faqsToMarkdown } from '../exchange/index.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { FileError, UsageError } from './command.ts'
import { readGoodFaqs, writeAtomically } from './faq-files.ts'

const FORMS = ['csv', 'jsonld', 'html', 'markdown'] as const

export const exportFaqs: Command = {
  help: helpOf('export'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        to: { type: 'string' },
        out: { type: 'string' },
        separator: { type: 'string' },
        public: { type: 'boolean', default: false },
        locale: { type: 'string' },
      },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('export.files')
    const { out } = values
    const form =
      FORMS.find((known) => known === values.to) ?? (values.to === undefined ? formOf(out) : undefined)
    if (!form) throw new UsageError('export.form', { forms: FORMS.join(', ') })
    const separator = values.separator === 'tab' ? '\t' : values.separator
    if (separator !== undefined && !/^[;,|\t]$/.test(separator)) throw new UsageError('export.separator')
    const files = await readGoodFaqs(positionals, terminal, values.locale)
    const faqs = files.map((file) => documentOf(file.faq, file.source))
    if (form === 'markdown') {
      if (out === undefined) throw new UsageError('export.folder')
      const texts = faqsToMarkdown(faqs)
      for (const [path, text] of texts) {
        const target = join(out, path)
        await mkdir(dirname(resolve(terminal.folder, target)), { recursive: true }).catch(
          (error: unknown) => {
            throw new FileError('export.make', { folder: dirname(target), reason: String(error) })
          },
        )
        await writeAtomically(target, text, terminal)
      }
      terminal.err(`${texts.size} files in ${out}\n`)
      return 0
    }
    const settings = { public: values.public }
    const text =
      form === 'csv'
        ? faqsToCsv(faqs, separator)
        : form === 'html'
          ? faqsToHtml(faqs, settings)
          : `${JSON.stringify(faqsToJsonLd(faqs, settings), null, 1)}\n`
    if (out === undefined) terminal.out(text)
    else {
      await writeAtomically(out, text, terminal)
      const articles = faqs.reduce((sum, faq) => sum + faq.articles.length, 0)
      terminal.err(`${out}: ${articles} articles\n`)
    }
    return 0
  },
}

/** The form that a file's ending names. */
function formOf(out: string | undefined): (typeof FORMS)[number] | undefined {
  if (out === undefined) return undefined
  const ending = extname(out).toLowerCase()
  return (
    {
      '.csv': 'csv',
      '.jsonld': 'jsonld',
      '.json': 'jsonld',
      '.html': 'html',
      '.htm': 'html',
      '': 'markdown',
    } as const
  )[ending]
}
