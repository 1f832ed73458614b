import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { Session } from './check/terminal.ts'

// An hour of an editor's work on the demo's FAQ, as it is typed; each step goes on where the last one ended.
// Each step asks the whole FAQ all its questions, several times.
vi.setConfig({ testTimeout: 120_000 })

const editor = new Session()
const today = ['--now', '2026-11-21']
/** The rules that ask the whole FAQ all its questions; the last step of the ten asks them once for all. */
const asking = ['--skip', 'stolen-variant,too-close,example']

interface Entry extends Record<string, unknown> {
  id: string
  variants: string[]
  answer: string
}
interface Faq {
  locale: string
  categories: { id: string; label: string }[]
  articles: Entry[]
}

function demo(locale: 'fr' | 'en'): string {
  return readFileSync(
    new URL(`../../../examples/shop/content/faq/faq.${locale}.json`, import.meta.url),
    'utf8',
  )
}

/** Edits the file of a language as somebody who knows JSON. */
function edit(locale: string, change: (faq: Faq) => void): void {
  const faq: Faq = JSON.parse(editor.read(`faq.${locale}.json`))
  change(faq)
  editor.write(`faq.${locale}.json`, `${JSON.stringify(faq, null, 1)}\n`)
}

/** Edits it as somebody in a hurry, in the text itself. */
function type(locale: string, before: string, after: string): void {
  const text = editor.read(`faq.${locale}.json`)
  expect(text).toContain(before)
  editor.write(
    `faq.${locale}.json`,
    text.replace(before, () => after),
  )
}

function article(faq: Faq, id: string): Entry {
  const found = faq.articles.find((one) => one.id === id)
  if (!found) throw new Error(`There is no article "${id}".`)
  return found
}

/** What the check says: the file, the rule and the sentence. */
async function check(...only: string[]): Promise<string[]> {
  const { code, out } = await editor.type(
    'check',
    'faq.en.json',
    'faq.fr.json',
    ...today,
    ...(only[0] === 'all' ? [] : only.length > 0 ? ['--only', only.join(',')] : asking),
  )
  const lines = out.split('\n').filter((line) => /^\S+:\d+:\d+ {2}/.test(line))
  expect(code).toBe(lines.length > 0 ? 1 : 0)
  return lines.map((line) => line.replace(/:\d+:\d+(?= {2})/, ''))
}

beforeAll(() => {
  editor.write('faq.fr.json', demo('fr'))
  editor.write('faq.en.json', demo('en'))
})

describe('ten edits', () => {
  test('a new article is wanted in the other language, once, and fix puts its no-break space', async () => {
    edit('fr', (faq) => {
      faq.articles.push({
        id: 'rental.lamp',
        category: 'offers',
        question: 'Peut-on louer une lampe pour une fête ?',
        variants: ['location de lampes pour un mariage'],
        answer: 'Oui, nous louons nos lampes pour trois jours. Écrivez-nous deux semaines avant la date.',
      })
    })
    expect(await check()).toEqual([
      'faq.fr.json  missing-translation  "rental.lamp" (Peut-on louer une lampe pour une fête ?) is missing in "en": add it to faq.en.json.',
      'faq.fr.json  french-spacing  French wants a no-break space at "?".',
    ])
    const { out } = await editor.type('fix', 'faq.fr.json', ...today, ...asking)
    expect(out).toContain('Mended: 1, in files: 1. Left for you: 0.')
  })

  test('its translation, with a slip in the action and a text that was never translated', async () => {
    edit('en', (faq) => {
      faq.articles.push({
        id: 'rental.lamp',
        category: 'offers',
        question: 'Can I rent a lamp for a party?',
        variants: ['lamp hire for a wedding'],
        answer: 'Oui, nous louons nos lampes pour trois jours. Écrivez-nous deux semaines avant la date.',
        action: 'handof',
      })
    })
    expect(await check()).toEqual([
      'faq.en.json  wrong-language  This text is in another language ("fr") than its file ("en"). Translate it.',
      'faq.en.json  unknown-action  There is no flow "handof". There is "handoff".',
    ])
    type('en', '"handof"', '"handoff"')
    expect((await check()).at(-1)).toMatch(
      /^faq\.fr\.json {2}different-fields {2}"rental\.lamp" has action "handoff" in "en" \(faq\.en\.json:\d+\), and none in "fr"\. Add it, or remove it there\.$/,
    )
    edit('en', (faq) => {
      const lamp = article(faq, 'rental.lamp')
      lamp.answer = 'Yes, we rent our lamps for three days. Write to us two weeks before the date.'
      delete lamp['action']
    })
  })

  test('a step with a picture that nobody described, related articles and an example', async () => {
    for (const locale of ['fr', 'en']) {
      edit(locale, (faq) => {
        Object.assign(article(faq, 'rental.lamp'), {
          steps: [
            {
              title: locale === 'fr' ? 'Choisir' : 'Choose',
              text: locale === 'fr' ? 'Choisissez la lampe sur sa fiche.' : 'Choose the lamp on its page.',
              image: '/img/lamp.png',
              ...(locale === 'en' && { alt: 'The page of a lamp' }),
            },
          ],
          related: locale === 'fr' ? ['product.advise', 'store.hours'] : ['product.advice', 'store.hours'],
          examples: [locale === 'fr' ? 'location lampe mariage' : 'lamp hire wedding'],
        })
      })
    }
    const said = await check('missing-alt', 'schema', 'example')
    expect(said).toEqual([
      'faq.fr.json  missing-alt  The picture "/img/lamp.png" has no text for those who do not see it. Say in "alt", or between the brackets, what it shows.',
      'faq.fr.json  schema  "rental.lamp", related[0]: There is no article "product.advise" in this FAQ. Correct the id, or add it. Did you mean "product.advice"? (KB-010)',
    ])
    await editor.type('fix', 'faq.fr.json', ...today, ...asking)
    type('fr', '"image": "/img/lamp.png"', '"image": "/img/lamp.png", "alt": "La fiche d’une lampe"')
  })

  test('a price that changes in one language only', async () => {
    edit('fr', (faq) => {
      const costs = article(faq, 'delivery.costs')
      costs.answer = costs.answer.replace('3,90', '4,20')
    })
    expect(await check()).toEqual([
      expect.stringMatching(
        /different-facts {2}"delivery\.costs" says 4,20\u00a0€ in "fr" and €3\.90 in "en" \(faq\.en\.json:\d+\)/,
      ),
    ])
    edit('en', (faq) => {
      const costs = article(faq, 'delivery.costs')
      costs.answer = costs.answer.replace('3.90', '4.20')
    })
  })

  test('a category renamed in one language is known as the same, with each article it concerns', async () => {
    const rename = (locale: string): void =>
      editor.write(
        `faq.${locale}.json`,
        editor.read(`faq.${locale}.json`).replaceAll('"warranty"', '"after-sales"'),
      )
    rename('fr')
    const said = await check()
    expect(said[0]).toMatch(
      /missing-translation {2}The category "after-sales" \(Garantie et après-vente\) stands where "en" has "warranty" \(faq\.en\.json:\d+\)\. If you renamed it/,
    )
    expect(said.slice(1).every((line) => line.includes('has category "after-sales" in "fr"'))).toBe(true)
    rename('en')
  })

  test('variants, an article moved to another category, and a day on which one ends', async () => {
    edit('fr', (faq) => {
      article(faq, 'promo.welcome').variants.push('code de bienvenue jamais reçu', 'frais de port')
      article(faq, 'product.manual')['category'] = 'products'
      article(faq, 'promo.sales')['validTo'] = '15/01/2027'
    })
    expect(await check()).toEqual([
      expect.stringContaining('"product.manual" has category "products" in "fr" and "after-sales" in "en"'),
      'faq.fr.json  schema  "promo.sales", validTo: "15/01/2027" is not a date. Write a day, 2026-11-21, or an instant, 2026-11-21T08:00:00Z. Did you mean "2027-01-15"? (KB-014)',
      expect.stringContaining('"frais de port" is asked by "promo.welcome" and by "delivery.costs"'),
    ])
    edit('fr', (faq) => {
      article(faq, 'promo.welcome').variants.pop()
    })
    for (const locale of ['fr', 'en']) {
      edit(locale, (faq) => {
        article(faq, 'product.manual')['category'] = 'products'
        article(faq, 'promo.sales')['validTo'] = '2027-01-15'
      })
    }
    expect(await check('all')).toEqual([])
  })
})

describe('three mistakes', () => {
  test('a comma forgotten: named with its place, mended without touching anything else', async () => {
    const before = editor.read('faq.fr.json')
    type('fr', '"frais de port",', '"frais de port"')
    expect(await check('syntax')).toEqual(['faq.fr.json  syntax  A comma is missing here.'])
    expect(await editor.type('fix', 'faq.fr.json', ...today, ...asking)).toMatchObject({ code: 0 })
    expect(editor.read('faq.fr.json')).toBe(before)
  })

  test('a bracket forgotten: which one, and on which line it opens; fix leaves the file as it is', async () => {
    const before = editor.read('faq.fr.json')
    const broken = before.replace(/\n {3}\],(?=\n {3}"keywords")/, ',')
    editor.write('faq.fr.json', broken)
    const opened = broken.slice(0, broken.indexOf('"variants": [')).split('\n').length
    expect(await check('syntax')).toEqual([
      `faq.fr.json  syntax  This is not JSON: expected "," or "]" here, found :. The [ of line ${opened} is still open: its ] may be missing before this place.`,
    ])
    expect(await editor.type('fix', 'faq.fr.json', ...today, ...asking)).toMatchObject({ code: 1 })
    expect(editor.read('faq.fr.json')).toBe(broken)
    editor.write('faq.fr.json', before)
  })

  test('an id that is taken', async () => {
    const before = editor.read('faq.en.json')
    edit('en', (faq) => {
      article(faq, 'rental.lamp').id = 'order.track'
    })
    expect(await check('schema', 'missing-translation')).toEqual([
      expect.stringMatching(
        /^faq\.en\.json {2}schema {2}The id "order\.track" is taken already by faq\.en\.json:\d+\./,
      ),
      expect.stringContaining(
        '"rental.lamp" (Peut-on louer une lampe pour une fête\u00a0?) is missing in "en"',
      ),
    ])
    editor.write('faq.en.json', before)
  })
})

test('a stolen answer: check and compare name both articles, the question and why', async () => {
  edit('fr', (faq) => {
    article(faq, 'order.track')['examples'] = ['mais où est passé mon colis']
  })
  const before = editor.read('faq.fr.json')
  editor.write('before.json', before)
  edit('fr', (faq) => {
    const track = article(faq, 'order.track')
    track.variants = track.variants.filter((variant) => !variant.includes('colis'))
    article(faq, 'order.history').variants.push(
      'où est mon colis',
      'où est passé mon colis',
      'suivre mon colis',
    )
  })
  const [line] = await check('example')
  expect(line).toMatch(
    /example {2}The example "mais où est passé mon colis" of "order\.track" now finds "order\.history", which says "où est passé mon colis" \(faq\.fr\.json:\d+\): [^.]*colis[^.]*\. Move that phrasing, or add/,
  )
  const { code, out } = await editor.type('compare', 'before.json', 'faq.fr.json', ...today)
  expect(code).toBe(1)
  expect(out).toMatch(
    /^lost {5}"mais où est passé mon colis" should find order\.track\. It was [^;]*order\.track[^;]*; now it is answered by order\.history\. Because order\.history says "où est passé mon colis" \(faq\.fr\.json:\d+\): [^.]*colis[^.]*\.$/m,
  )
  editor.write('faq.fr.json', before)
})

test('a new language: what it lacks in one sentence, and what is wrong in it, all in its own file', async () => {
  editor.write(
    'faq.de.json',
    JSON.stringify(
      {
        locale: 'de',
        categories: [{ id: 'orders', label: 'Bestellungen' }],
        articles: [
          {
            id: 'order.guest',
            category: 'orders',
            question: 'Kann ich ohne Kundenkonto bestellen?',
            variants: ['als Gast bestellen'],
            answer: 'You can order without an account: choose "Continue as a guest" in the basket.',
          },
        ],
      },
      null,
      1,
    ),
  )
  const { out } = await editor.type(
    'check',
    'faq.de.json',
    'faq.en.json',
    'faq.fr.json',
    ...today,
    '--skip',
    'different-fields,different-facts,stolen-variant,too-close,example',
  )
  expect(out.match(/^\S+:\d+:\d+ {2}.*$/gm)).toEqual([
    expect.stringMatching(/^faq\.de\.json:\d+:\d+ {2}missing-translation {2}105 of 106 articles of "en"/),
    expect.stringMatching(
      /^faq\.de\.json:\d+:\d+ {2}wrong-language {2}This text is in another language \("en"\)/,
    ),
  ])
})

test('a round trip through Excel: Latin-1, semicolons, CRLF, a French date; bad rows are named and left out', async () => {
  await editor.type('export', 'faq.fr.json', 'faq.en.json', '--out', 'faq.csv')
  const sheet = editor.read('faq.csv').replace('\ufeff', '').replace('2027-01-15', '15/01/2027')
  const [head = ''] = sheet.split('\r\n')
  const row = (values: Record<string, string>): string =>
    head
      .split(';')
      .map((column) => values[column] ?? '')
      .join(';')
  const lamp = { row: 'article', locale: 'fr', category: 'offers' }
  const rows = [
    row({ ...lamp, question: 'Louez-vous des bancs ?', answer: 'Oui, nos bancs se louent trois jours.' }),
    row({ ...lamp, id: 'rental.bed', question: 'Louez-vous des lits ?' }),
  ]
  editor.write('excel.csv', Buffer.from(`${sheet}${rows.join('\r\n')}\r\n`, 'latin1'))
  const { code, out, err } = await editor.type(
    'import',
    'excel.csv',
    '--into',
    'faq.fr.json',
    '--into',
    'faq.en.json',
  )
  expect(err).toMatch(/Row \d+: "Louez-vous des bancs \?" has no id, and gets "louez-vous-des-bancs"\./)
  expect(err).toMatch(/Row \d+: The article "rental\.bed" has no answer and was left out\./)
  expect(code).toBe(1)
  expect(out).toContain('added 1 (louez-vous-des-bancs)')
  expect(await check('schema', 'missing-translation')).toEqual([
    expect.stringContaining('"louez-vous-des-bancs" (Louez-vous des bancs ?) is missing in "en"'),
  ])
})

test('a report on what was asked in vain says what to write, and what it leaves out', async () => {
  editor.write(
    'unanswered.jsonl',
    [
      'réserver un cours de poterie',
      'cours de poterie le samedi',
      'cours de poterie pour enfants',
      '{"question": "gibt es eine App", "locale": "de"}',
      '{"question": ',
    ].join('\n'),
  )
  const { code, out, err } = await editor.type(
    'report',
    'unanswered.jsonl',
    '--faq',
    'faq.fr.json',
    '--faq',
    'faq.en.json',
  )
  expect(code).toBe(0)
  expect(err).toContain('Lines without a question, left out: 5 (1 in all).')
  expect(err).toContain('Questions in languages that none of the FAQ files is in, left out: 1 (de).')
  expect(out).toMatch(/Write an article: ".*poterie.*"/)
})
