import fc from 'fast-check'
import type { FaqDocument } from '@comptoir/kb/exchange'

/** Texts that break careless formats: quotation marks, separators, formulas, HTML, Markdown, other scripts. */
const awkward = [
  '=HYPERLINK("https://evil.example","x")',
  '+33 2 61 91 00 42',
  "'=1+1",
  "''@SUM(A1)",
  '-10 % dès 50 articles',
  '- one\n- two',
  '# Not a heading\n\n---\ntext',
  'a;b,c\td|e',
  'He said "hello", twice.',
  '</script><script>alert(1)</script>',
  '<!-- steps -->',
  '  spaces around  ',
  'json:"x"',
  '[]',
  '1) first\n2) second',
  'Prix : 4,90 €',
  'ligne 1\r\nligne 2',
  'مرحبا 你好 😀',
  '\\*not bold\\* **bold** [link](/a_(b))',
  '2026-11-21',
  'true',
]
const text = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((value) => value.trim() !== ''),
)
const texts = fc.array(text, { maxLength: 4 })
const id = fc.stringMatching(/^[a-zA-Z][\w.:-]{0,20}$/)
const day = fc.constantFrom('2026-11-21', '2027-01-31T08:00:00Z')
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })

/** Any FAQ that passes the schema, news and all. */
export const anyFaq: fc.Arbitrary<FaqDocument> = fc
  .record({
    $schema: some(fc.constant('https://shop.example/faq.schema.json')),
    locale: fc.constantFrom('fr', 'en', 'fr-BE'),
    categories: fc.uniqueArray(fc.record({ id, label: text, description: some(text), parent: some(id) }), {
      selector: (item) => item.id,
      maxLength: 3,
    }),
    articles: fc.uniqueArray(
      fc.record({
        id,
        category: id,
        question: text,
        variants: some(texts),
        keywords: some(texts),
        answer: text,
        steps: some(
          fc.array(fc.record({ title: text, text, image: some(text), alt: some(text), link: some(text) }), {
            maxLength: 3,
          }),
        ),
        related: some(fc.array(id, { maxLength: 3 })),
        action: some(id),
        audience: some(
          fc.array(fc.constantFrom('visitor', 'customer', 'business', 'agent'), { maxLength: 2 }),
        ),
        when: some(fc.record({ pages: some(texts) })),
        validFrom: some(day),
        validTo: some(day),
        status: some(fc.constantFrom('draft', 'published')),
        owner: some(text),
        reviewBy: some(day),
        examples: some(texts),
      }),
      { selector: (item) => item.id, maxLength: 4 },
    ),
    news: some(
      fc.uniqueArray(
        fc.record({
          id,
          text,
          kind: some(fc.constantFrom('news', 'incident')),
          article: some(id),
          audience: some(fc.constant(['agent'])),
          validTo: some(day),
        }),
        {
          selector: (item) => item.id,
          maxLength: 2,
        },
      ),
    ),
  })
  .map((faq) => JSON.parse(JSON.stringify(faq)))
