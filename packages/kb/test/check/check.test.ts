import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkFaqs, FaqFile, fixFaqs, readSitemap } from '@comptoir/kb/check'
import { explainRule, meaningOf, ruleIds } from '../../src/check/explain.ts'
import { en } from '../../src/check/sentences/en.ts'
import { fr } from '../../src/check/sentences/fr.ts'
import { checkText } from '@comptoir/kb/text-rules'
import { garden, Session } from './terminal.ts'

test('an editor whose edit takes an answer from another article is told both articles, the question and why', async () => {
  const editor = new Session()
  const faq = JSON.parse(garden('fr'))
  faq.articles
    .find((article: { id: string }) => article.id === 'gift')
    .variants.push('où est passé mon colis')
  editor.write('faq.fr.json', JSON.stringify(faq, null, 2))
  const { code, out } = await editor.type('check', 'faq.fr.json')
  expect(code).toBe(1)
  expect(out).toMatch(
    /^faq\.fr\.json:\d+:\d+ {2}example {2}The example "où est passé mon colis" of "track" now finds "gift", which says just that \(faq\.fr\.json:179\)\. Move it from there to the variants of "track", or remove the example\.$/m,
  )
  expect(out).toContain('`comptoir-kb check --explain RULE` says more.')
})

test('a clean FAQ says nothing and exits with 0, in JSON an empty list', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr'))
  editor.write('faq.en.json', garden('en'))
  expect(await editor.type('check', 'faq.fr.json', 'faq.en.json')).toEqual({ code: 0, out: '', err: '' })
  expect(await editor.type('check', 'faq.fr.json', 'faq.en.json', '--json')).toEqual({
    code: 0,
    out: '[]\n',
    err: '',
  })
})

test('problems in JSON carry file, line, column, rule, sentence, path, id and whether fix can mend them', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr').replace('"track-order"', '"track-ordre"'))
  const { out } = await editor.type('check', 'faq.fr.json', '--json')
  expect(JSON.parse(out)).toEqual([
    {
      file: 'faq.fr.json',
      line: 29,
      column: 17,
      rule: 'unknown-action',
      sentence: 'There is no flow "track-ordre". There is "track-order".',
      path: 'articles[0].action',
      id: 'track',
      fixable: true,
    },
  ])
})

test('what does not fit the format is said in French too, whatever it is', async () => {
  const editor = new Session()
  const faq = JSON.parse(garden('fr'))
  const [first, second, third] = faq.articles
  Object.assign(first, { titre: 'Suivi', validTo: '15/01/2027', status: 'brouillon', variants: 3 })
  delete second.answer
  third.related = ['nulle-part']
  editor.write('faq.fr.json', JSON.stringify(faq, null, 1))
  const { out } = await editor.type('check', 'faq.fr.json', '--only', 'schema', '--language', 'fr')
  expect(out.match(/schema {2}.*$/gm)?.toSorted()).toEqual(
    [
      `«\u00a0${first.id}\u00a0», titre\u00a0: Le champ "titre" n’existe pas pour un article. Les champs connus\u00a0: id, category, question, variants, keywords, answer, steps, related, action, audience, when, validFrom, validTo, status, owner, reviewBy, examples. (KB-008)`,
      `«\u00a0${first.id}\u00a0», validTo\u00a0: «\u00a015/01/2027\u00a0» n’est pas une date. Écrivez un jour, 2026-11-21, ou un instant, 2026-11-21T08:00:00Z. Vouliez-vous écrire «\u00a02027-01-15\u00a0»\u00a0? (KB-014)`,
      `«\u00a0${first.id}\u00a0», status\u00a0: On attend l’un de ces mots\u00a0: draft, published, et il y a "brouillon". (KB-006)`,
      `«\u00a0${first.id}\u00a0», variants\u00a0: On attend une liste, et il y a un nombre. (KB-006)`,
      `«\u00a0${second.id}\u00a0»\u00a0: "answer" manque\u00a0: un article doit l’avoir. (KB-007)`,
      `«\u00a0${third.id}\u00a0», related[0]\u00a0: Il n’y a pas d’article «\u00a0nulle-part\u00a0» dans cette FAQ. Corrigez l’identifiant, ou ajoutez-le. (KB-010)`,
    ]
      .map((sentence) => `schema  ${sentence}`)
      .toSorted(),
  )
})

test('a French editor is spoken to in French', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr').replace('"gift-card"', '"machine-a-cafe"'))
  const { out } = await editor.type('check', 'faq.fr.json', '--language', 'fr')
  expect(out).toContain('unknown-action  Il n’y a pas de parcours «\u00a0machine-a-cafe\u00a0»')
})

test('links are followed to pages and anchors of the site', () => {
  const link = (address: string): string =>
    JSON.stringify({
      locale: 'en',
      categories: [],
      articles: [
        {
          id: 'a',
          category: 'c',
          question: 'Where is it shown?',
          answer: `It is shown on [this page](${address}) of the shop.`,
        },
      ],
    })
  const site = readSitemap(
    '<urlset><url><loc>https://www.shop.example/contact</loc></url><url><loc>https://www.shop.example/en/</loc></url></urlset>',
  )
  site.add('/help', new Set(['returns']))
  const say = (address: string): string[] =>
    checkFaqs([new FaqFile('f', link(address))], { site, only: ['dead-link'] }).map(
      ({ sentence }) => sentence,
    )
  for (const good of [
    '/contact',
    '/contact/',
    '/contact?from=faq',
    'https://shop.example/contact',
    '/en',
    '/help#returns',
    'https://elsewhere.example/x',
    'mailto:a@b.example',
  ]) {
    expect(say(good)).toEqual([])
  }
  expect(say('/contakt')).toEqual(['There is no page "/contakt". There is "/contact".'])
  expect(say('/about-us')).toEqual(['There is no page "/about-us". Correct the link, or remove it.'])
  expect(say('https://shop.example/about-us')).toEqual([
    'There is no page "https://shop.example/about-us". Correct the link, or remove it.',
  ])
  expect(say('/help#retours')).toEqual([
    'The page has no place "/help#retours". Correct what stands after #, or remove it.',
  ])
})

test('a language that has just been begun gets one sentence, not a hundred', () => {
  const demo = readFileSync(
    new URL('../../../../examples/shop/content/faq/faq.fr.json', import.meta.url),
    'utf8',
  )
  const faq = JSON.parse(demo)
  const german = {
    locale: 'de',
    categories: faq.categories,
    articles: [
      {
        ...faq.articles[0],
        question: 'Wie bestelle ich?',
        variants: [],
        keywords: [],
        related: [],
        answer: 'Legen Sie die Artikel in den Warenkorb und klicken Sie auf „Bestellen“.',
      },
    ],
  }
  const missing = checkFaqs(
    [new FaqFile('faq.fr.json', demo), new FaqFile('faq.de.json', JSON.stringify(german))],
    { only: ['missing-translation'] },
  )
  expect(missing.map(({ file, sentence }) => `${file}  ${sentence}`)).toEqual([
    'faq.de.json  104 of 105 articles of "fr" are missing in "de". Next: order.guest, order.phone, order.modify, order.cancel, order.confirmation-missing.',
  ])
})

describe('figures in two languages', () => {
  const article = (answer: string): object => ({
    id: 'return.time',
    category: 'returns',
    question: 'Combien de temps ai-je ?',
    answer,
  })
  const told = (french: string, locale: string, other: string, more: object = {}): string[] =>
    checkFaqs(
      [
        new FaqFile('faq.fr.json', JSON.stringify({ locale: 'fr', articles: [article(french)] })),
        new FaqFile(
          `faq.${locale}.json`,
          JSON.stringify({ locale, articles: [{ ...article(other), ...more }] }),
        ),
      ],
      { only: ['different-facts', 'different-fields'] },
    ).map(({ sentence }) => sentence)
  const french = 'Vous avez 14 jours, dès le 8 janvier, et 20 % de plus en mars : appelez le 02 61 91 00 42.'

  test.each([
    ['de', 'Sie haben vierzehn Tage ab dem 8. Januar und 20 Prozent mehr im März: Tel. 02 61 91 00 42.'],
    ['es', 'Tiene 14 días desde el 8 de enero y un 20 por ciento más en marzo: llame al 02 61 91 00 42.'],
    ['nl', 'U hebt veertien dagen vanaf 8 januari en 20 % meer in maart: bel 02 61 91 00 42.'],
    ['pl', 'Masz 14 dni od 8 stycznia i 20 % więcej w marcu: 02 61 91 00 42.'],
  ])('months, percentages and numbers in words are the same in "%s"', (locale, text) => {
    expect(told(french, locale, text)).toEqual([])
    expect(told(french, locale, text.replace('8', '9'))).toHaveLength(1)
  })

  test.each([
    ['en', 'Closed from 7:30 pm on.'],
    ['en', 'Closed from 7.30 p.m. on.'],
    ['de', 'Ab 19.30 Uhr geschlossen.'],
    ['es', 'Cerrado desde las 19:30.'],
  ])('a time is the same however "%s" writes it: %s', (locale, text) => {
    expect(told('Fermé à partir de 19\u00a0h\u00a030.', locale, text)).toEqual([])
    expect(told('Fermé à partir de 20\u00a0h\u00a030.', locale, text)).toHaveLength(1)
  })

  test('a draft is not held against what is published, and the same figure is named once', () => {
    expect(told(french, 'de', 'Ein Entwurf.', { status: 'draft', action: 'coupon' })).toEqual([])
    expect(told('Puis 5 €, et 5 € encore.', 'de', 'Noch nichts.')).toEqual([
      '"return.time" says 5 € in "fr" (faq.fr.json:1), and "de" does not. Add it, or remove it there.',
    ])
  })

  test('what names a category, flow or article that there is not is said where it stands alone', () => {
    expect(told('Oui.', 'de', 'Ja.', { action: 'coupn' })).toEqual([])
    expect(told('Oui.', 'de', 'Ja.', { related: ['nothing'] })).toEqual([])
    expect(told('Oui.', 'de', 'Ja.', { action: 'coupon' })).toHaveLength(1)
  })
})

test('a day written as people write it is put as the format wants it, where it can only mean one', () => {
  const mended = (locale: string, day: string): unknown => {
    const article = { id: 'a', category: 'b', question: 'c', answer: 'd', validTo: day }
    const [file] = fixFaqs([new FaqFile('faq.json', JSON.stringify({ locale, articles: [article] }))]).files
    return JSON.parse(file?.text ?? '').articles[0].validTo
  }
  expect(mended('fr', '31/12/2026')).toBe('2026-12-31')
  expect(mended('fr', '1.2.2027')).toBe('2027-02-01')
  expect(mended('en', '12/31/2026')).toBe('2026-12-31')
  expect(mended('en', '1/2/2027')).toBe('1/2/2027')
  expect(mended('fr', '31/02/2027 au soir')).toBe('31/02/2027 au soir')
})

test('articles in two files of one language may refer to each other', () => {
  const article = (id: string, related: string[]): object => ({
    id,
    category: 'c',
    question: `What about the ${id} of the shop?`,
    answer: 'Ask us about it in the shop.',
    related,
  })
  const one = new FaqFile(
    'one.json',
    JSON.stringify({ locale: 'en', articles: [article('lamps', ['aprons'])] }),
  )
  const two = new FaqFile(
    'two.json',
    JSON.stringify({ locale: 'en', articles: [article('aprons', ['lamps'])] }),
  )
  expect(checkFaqs([one, two])).toEqual([])
  expect(checkFaqs([one]).map(({ rule, line }) => ({ rule, line }))).toEqual([{ rule: 'schema', line: 1 }])
})

test('a misspelt field is named once, and not again by every article that refers to its article', () => {
  const file = new FaqFile('faq.fr.json', garden('fr').replace('"answer"', '"anwser"'))
  expect(checkFaqs([file]).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'schema articles[0]',
    'schema articles[0].anwser',
  ])
})

test('rules can be chosen and left out, and an unknown one is said', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr').replace('Une fois toutes', 'UNE FOIS TOUTES  toutes'))
  const rules = async (...args: string[]): Promise<string[]> =>
    JSON.parse((await editor.type('check', 'faq.fr.json', '--json', ...args)).out).map(
      ({ rule }: { rule: string }) => rule,
    )
  expect(await rules()).toEqual(['caps', 'whitespace'])
  expect(await rules('--only', 'caps')).toEqual(['caps'])
  expect(await rules('--skip', 'caps,whitespace')).toEqual([])
  const { code, err } = await editor.type('check', 'faq.fr.json', '--only', 'capitals')
  expect(code).toBe(2)
  expect(err).toContain('There is no rule "capitals".')
})

test('every rule is explained in both languages, and the page of the docs says the same', async () => {
  for (const language of ['en', 'fr']) {
    for (const id of ruleIds) {
      const { means, mend } = meaningOf(id, language)
      expect([id, means.length > 20, mend.length > 20]).toEqual([id, true, true])
    }
  }
  const sections = ruleIds.map(
    (id) => `## ${id}\n\n${meaningOf(id, 'en').means}\n\n${meaningOf(id, 'en').mend}\n`,
  )
  const page = `# What \`comptoir-kb check\` looks at\n\nEach rule is a file in \`packages/kb/src/check/rules\` or \`packages/kb/src/text-rules\`. \`comptoir-kb check --explain RULE\`\nsays the same in the terminal, in French with \`--language fr\`.\n\n${sections.join('\n')}`
  await expect(page).toMatchFileSnapshot('../../../../docs/kb/checks.md')
  expect(explainRule('caps', 'en')).toContain('Words in capitals shout')
})

test('every sentence has its French twin with the same holes and no-break spaces', () => {
  const holes = (sentence: string): string =>
    [...new Set([...sentence.matchAll(/\{\w+\}/g)].map(([hole]) => hole))].sort().join()
  expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort())
  expect(
    Object.entries(en).filter(([key, sentence]) => holes(String(Reflect.get(fr, key))) !== holes(sentence)),
  ).toEqual([])
  const spaced = Object.values(fr).flatMap((sentence) =>
    checkText(sentence.replace(/`[^`]*`/g, '…'), { locale: 'fr' }),
  )
  expect(spaced.filter(({ rule }) => rule === 'french-spacing')).toEqual([])
})

test('whatever a file holds, the check ends with findings and never throws', () => {
  const text = garden('en')
  const spoiled = fc
    .tuple(fc.nat(text.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 12 }))
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.json(), fc.string(), fc.uint8Array({ maxLength: 200 })), (content) => {
      const findings = checkFaqs([new FaqFile('faq.en.json', content)])
      expect(
        findings.every(
          ({ line, column, sentence }) =>
            line >= 1 && column >= 1 && !/\{\w+\}/.test(sentence.replace(/"[^"]*"/g, '')),
        ),
      ).toBe(true)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    }),
    { numRuns: process.env['COMPTOIR_LONG'] ? 5000 : 200, seed: 3 },
  )
})
