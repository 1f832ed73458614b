import { ExchangeError } from './faq-document.ts'
import type { Imported } from './faq-document.ts'
import { helpDeskToFaqs } from './help-desk.ts'
import { htmlToFaqs } from './html-page.ts'
import { jsonLdToFaqs } from './json-ld.ts'
import { markdownToFaqs } from './markdown-folder.ts'
import { csvToFaqs } from './spreadsheet.ts'

/** The forms that can be read. */
export const importFormats = ['csv', 'jsonld', 'html', 'markdown', 'json'] as const
export type ImportFormat = (typeof importFormats)[number]

/**
 * Reads a FAQ in any form that is known, found out from its text when it is not said.
 *
 * @throws {ExchangeError} saying what was expected
 */
export function importText(
  text: string,
  options: { readonly format?: ImportFormat; readonly file?: string; readonly locale?: string } = {},
): Imported {
  const format = options.format ?? formatOf(text)
  if (format === 'html') return htmlToFaqs(text, options)
  if (format === 'markdown') return markdownToFaqs(new Map([[options.file ?? 'faq.md', text]]), options)
  if (format === 'csv') return csvToFaqs(text, options)
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new ExchangeError('not-json', { reason: error instanceof Error ? error.message : String(error) })
  }
  return format === 'jsonld' || text.includes('FAQPage')
    ? jsonLdToFaqs(value, options)
    : helpDeskToFaqs(value, options)
}

function formatOf(text: string): ImportFormat {
  const start = text.replace(/^\ufeff/, '').trimStart()
  if (/^[[{]/.test(start)) return start.includes('FAQPage') ? 'jsonld' : 'json'
  if (start.startsWith('<')) return 'html'
  return /^(?:---\s*\n|#{1,3} )/.test(start) ? 'markdown' : 'csv'
}
