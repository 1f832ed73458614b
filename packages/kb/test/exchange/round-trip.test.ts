import { readFileSync } from 'node:fs'
import {
  csvToFaqs,
  documentOf,
  faqsToCsv,
  faqsToHtml,
  faqsToJsonLd,
  faqsToMarkdown,
  formatFaq,
  htmlToFaqs,
  jsonLdToFaqs,
  markdownToFaqs,
} from '@comptoir/kb/exchange'
import type { FaqDocument } from '@comptoir/kb/exchange'
import { parseFaq } from '@comptoir/kb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFaq } from './any-faq.ts'

const demo = ['fr', 'en'].map((locale) =>
  readFileSync(new URL(`../../../../examples/shop/content/faq/faq.${locale}.json`, import.meta.url), 'utf8'),
)

/** Each form, there and back. */
const forms: Record<string, (faqs: readonly FaqDocument[]) => readonly FaqDocument[]> = {
  'a spreadsheet with commas': (faqs) => csvToFaqs(faqsToCsv(faqs, ',')).faqs,
  'a spreadsheet with semicolons': (faqs) => csvToFaqs(faqsToCsv(faqs, ';')).faqs,
  'a spreadsheet with tabs': (faqs) => csvToFaqs(faqsToCsv(faqs, '\t')).faqs,
  'JSON-LD': (faqs) => jsonLdToFaqs(JSON.parse(JSON.stringify(faqsToJsonLd(faqs)))).faqs,
  'a page of HTML': (faqs) => htmlToFaqs(faqsToHtml(faqs)).faqs,
  'a folder of Markdown files': (faqs) => markdownToFaqs(faqsToMarkdown(faqs)).faqs,
}

for (const [form, thereAndBack] of Object.entries(forms)) {
  test(`the demo's FAQ comes back from ${form} to the letter`, () => {
    const faqs = demo.map((text) => documentOf(parseFaq(text), JSON.parse(text)))
    const back = thereAndBack(faqs)
    expect(back.map((faq) => formatFaq(faq, 1).trim())).toEqual(demo.map((text) => text.trim()))
  })

  test(`any FAQ comes back from ${form}`, () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyFaq, { selector: (faq) => faq.locale, minLength: 1, maxLength: 2 }),
        (faqs) => {
          expect(thereAndBack(faqs)).toEqual(faqs)
        },
      ),
      { numRuns: process.env['COMPTOIR_LONG'] ? 5000 : 150, seed: 8 },
    )
  })
}
