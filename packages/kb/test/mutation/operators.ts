import { Site } from '@comptoir/kb/check'
import type { RuleId } from '@comptoir/kb/check'
import type { Operator, Planted, Random, Specimen } from './operator.ts'

/** Every operator; each rule of the check has at least one. */
export const operators: readonly Operator[] = [
  // --- The file -----------------------------------------------------------------------------------------------
  onText('size', 'eleven megabytes', (text) => text + ' '.repeat(11_000_000)),
  onFile('encoding', 'saved as Latin-1', (text) =>
    /[\u00a1-\u00ff]/.test(text) ? Buffer.from(text.replace(/[^\0-\u00ff]/g, '?'), 'latin1') : undefined,
  ),
  onFile('encoding', 'saved as UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  onText('merge-conflict', 'both halves of a conflict', (text, random) =>
    atLine(text, random, (line) => `<<<<<<< HEAD\n${line}\n=======\n${line}\n>>>>>>> editor`),
  ),
  onText('merge-conflict', 'half a conflict', (text, random) =>
    atLine(text, random, (line) => `=======\n${line}\n>>>>>>> editor`),
  ),
  onText('syntax', 'a comment', (text, random) =>
    atLine(text, random, (line) => `// checked with Léa\n${line}`),
  ),
  onText('syntax', 'a comma too many', (text, random) =>
    atMatch(text, random, /"\s*\n?\s*(?=[\]}])/g, (found) => found.replace('"', '",')),
  ),
  onText('syntax', 'a comma missing', (text, random) =>
    atMatch(text, random, /",\s*"/g, (found) => found.replace(',', ' ')),
  ),
  onText('syntax', 'curly quotation marks', (text, random) =>
    atMatch(text, random, /: "[^"\\]+"/g, (found) => found.replace('"', '“').replace(/"$/, '”')),
  ),
  onText('syntax', 'single quotation marks', (text, random) =>
    atMatch(text, random, /: "[^"'\\]+"/g, (found) => found.replaceAll('"', "'")),
  ),
  onText('syntax', 'a tab inside a text', (text, random) =>
    atMatch(text, random, /(?<=: "[^"\\]{4,20}) /g, () => '\t'),
  ),
  onText('syntax', 'a line break inside a text', (text, random) =>
    atMatch(text, random, /(?<=: "[^"\\]{4,20}) (?=\p{L})/gu, () => '\n'),
  ),
  onText('syntax', 'quotation marks inside a text', (text, random) =>
    atMatch(text, random, /(?<=: "[^"\\]{4,60} )\p{L}+(?= [^"\\]*")/gu, (found) => `"${found}"`),
  ),
  onText('syntax', 'a field name without quotation marks', (text, random) =>
    atMatch(text, random, /"(?:id|answer|category)"(?=\s*:)/g, (found) => found.replaceAll('"', '')),
  ),
  onText('syntax', 'cut off in the middle', (text) => text.slice(0, Math.floor(text.length / 2))),
  onText('syntax', 'a no-break space between values', (text, random) =>
    atMatch(text, random, /(?<=": )(?=")/g, () => '\u00a0'),
  ),
  onText('syntax', 'nothing at all', () => ''),

  // --- The format ---------------------------------------------------------------------------------------------
  onArticle('schema', 'no answer', (article) => void delete article['answer'], ''),
  onArticle('schema', 'a misspelt field', (article) => rename(article, 'answer', 'anwser'), ''),
  onArticle('schema', 'a number for a question', (article) => void (article['question'] = 42), 'question'),
  onArticle(
    'schema',
    'one text for a list',
    (article) => void (article['variants'] = 'only one'),
    'variants',
  ),
  onArticle('schema', 'an empty question', (article) => void (article['question'] = '  '), 'question'),
  onArticle(
    'schema',
    'a related article that does not exist',
    (article) => void (article['related'] = ['no.such-article']),
    'related[0]',
  ),
  onArticle(
    'schema',
    'a category that does not exist',
    (article, { faq }) => (faq.categories.length > 0 ? void (article['category'] = 'no-such-shelf') : false),
    'category',
  ),
  onArticle('schema', 'a day that is none', (article) => void (article['validTo'] = '31/12/2030'), 'validTo'),
  onArticle('schema', 'a status that is none', (article) => void (article['status'] = 'brouillon'), 'status'),
  onArticle(
    'schema',
    '__proto__',
    (article) =>
      void Object.defineProperty(article, '__proto__', { value: { polluted: 1 }, enumerable: true }),
    '',
  ),
  onFaq('schema', 'an id twice', (faq, random) => {
    const [one, two] = twoOf(faq, random)
    const at = faq.articles.indexOf(two)
    two['id'] = one['id']
    return { path: `articles[${Math.max(at, faq.articles.indexOf(one))}]` }
  }),
  onText('schema', 'a key twice', (text, random) =>
    atMatch(text, random, /"answer"\s*:/g, (found) => `"answer": "x", ${found}`),
  ),

  // --- Articles that get in each other's way ----------------------------------------------------------------------
  onFaq('duplicate-question', 'the question of another article', (faq, random) => {
    const [one, two] = twoOf(faq, random)
    two['variants'] = [...textsIn(two, 'variants'), String(one['question']).toLowerCase()]
    return {}
  }),
  onArticle(
    'duplicate-question',
    'a phrasing twice',
    (article) =>
      void (article['variants'] = [
        ...textsIn(article, 'variants'),
        String(article['question']).toUpperCase(),
      ]),
    'variants',
  ),
  onArticle(
    'duplicate-question',
    'a keyword twice',
    (article) => void (article['keywords'] = ['retour', 'Retour']),
    'keywords[1]',
  ),
  onFaq('too-close', 'an article written a second time', (faq, random) => {
    const one = random.pick(faq.articles)
    const reworded = textsIn(one, 'variants').map((text) => text.split(' ').toReversed().join(' '))
    const copy = {
      ...structuredClone(one),
      id: `${String(one['id'])}.bis`,
      question: swapped(String(one['question'])),
      variants: reworded.filter((text) => text.includes(' ')),
    }
    faq.articles.push(copy)
    return { path: `articles[${faq.articles.length - 1}]` }
  }),
  onFaq('stolen-variant', 'the question of another article, a little reworded', (faq, random) => {
    const [one, two] = twoOf(faq, random)
    two['variants'] = [...textsIn(two, 'variants'), `${swapped(String(one['question']))} ?`]
    return { path: `articles[${faq.articles.indexOf(two)}]` }
  }),
  onFaq('example', 'a question that another article answers', (faq, random) => {
    const [one, two] = twoOf(faq, random)
    two['examples'] = [String(one['question'])]
    return { path: `articles[${faq.articles.indexOf(two)}].examples[0]` }
  }),
  onArticle(
    'example',
    'a question that nothing answers',
    (article) => void (article['examples'] = ['xylophone zwqk brontosaure']),
    'examples[0]',
  ),

  // --- What articles lead to ----------------------------------------------------------------------------------------
  onArticle(
    'unknown-action',
    'a flow that does not exist',
    (article) => void (article['action'] = 'make-coffee'),
    'action',
  ),
  onArticle(
    'unknown-action',
    'a misspelt flow',
    (article) => void (article['action'] = 'get-invoce'),
    'action',
  ),
  onArticle(
    'link-address',
    'a script for an address',
    (article) => append(article, '[x](javascript:alert(1))'),
    'answer',
  ),
  onArticle(
    'link-address',
    'no https://',
    (article) => append(article, '[x](www.shop.example/page)'),
    'answer',
  ),
  onArticle(
    'link-address',
    'an e-mail address without mailto:',
    (article) => append(article, '[x](sav@shop.example)'),
    'answer',
  ),
  onArticle(
    'link-address',
    'an address relative to the page',
    (article) => append(article, '[x](../orders/track.html)'),
    'answer',
  ),
  onArticle('link-address', 'an empty address', (article) => append(article, '[x]()'), 'answer'),
  onArticle(
    'dead-link',
    'a page that does not exist',
    (article) => append(article, '[x](/no/such/page-at-all)'),
    'answer',
  ),
  onArticle(
    'related',
    'an article related to itself',
    (article) => void (article['related'] = [article['id']]),
    'related[0]',
  ),
  onFaq('related', 'a related article twice', (faq, random) => {
    const [one, two] = twoOf(faq, random)
    one['related'] = [two['id'], two['id']]
    return { path: `articles[${faq.articles.indexOf(one)}].related[1]` }
  }),
  onArticle(
    'missing-alt',
    'a picture without words',
    (article) =>
      void (article['steps'] = [
        { title: 'Ouvrir', text: 'Ouvrez la page indiquée ci-dessous.', image: '/x.png' },
      ]),
    'steps[0].image',
  ),
  onArticle(
    'missing-alt',
    'a picture in the answer without words',
    (article) => append(article, '![](/x.png)'),
    'answer',
  ),
  onFaq('unreachable-category', 'an empty category', (faq) => {
    if (faq.categories.length === 0) return undefined
    faq.categories.push({ id: 'empty-shelf', label: 'Divers' })
    return { path: `categories[${faq.categories.length - 1}]` }
  }),
  onFaq('unreachable-category', 'a category with drafts only', (faq) => {
    if (faq.categories.length === 0) return undefined
    faq.categories.push({ id: 'drafts-only', label: 'Divers' })
    faq.articles.push({
      ...structuredClone(faq.articles[0]),
      id: 'draft.one',
      category: 'drafts-only',
      status: 'draft',
    })
    return { path: `categories[${faq.categories.length - 1}]` }
  }),

  // --- Languages ------------------------------------------------------------------------------------------------------
  onLanguages('missing-translation', 'an article left out of one language', (faq, random) => {
    const [gone] = faq.articles.splice(random.below(faq.articles.length), 1)
    faq.articles.forEach(
      (article) => (article['related'] = textsIn(article, 'related').filter((id) => id !== gone?.['id'])),
    )
    return 'other'
  }),
  onLanguages('different-facts', 'another price', (faq, random) =>
    changeFact(faq, random, /\d[\d\u00a0]*(?:[.,]\d\d)?(?=[ \u00a0]?€)|(?<=€)\d+(?:[.,]\d\d)?/),
  ),
  onLanguages('different-facts', 'another number', (faq, random) =>
    changeFact(faq, random, /(?<![\d\p{L}.,:/-])\d{2,3}(?![\d\p{L}.,:%€/-]|[ \u00a0]?[€%h])/u),
  ),
  onLanguages('different-facts', 'a price in one language only', (faq, random) => {
    const index = random.below(faq.articles.length)
    const article = faq.articles[index]
    if (article)
      article['answer'] =
        `${String(article['answer'])} ${faq.locale === 'en' ? 'It costs €17.35.' : 'Cela coûte 17,35\u00a0€.'}`
    return `articles[${index}]`
  }),
  onLanguages('different-fields', 'another action', (faq, random) => {
    const index = random.below(faq.articles.length)
    const article = faq.articles[index]
    if (article) article['action'] = article['action'] === 'survey' ? 'coupon' : 'survey'
    return `articles[${index}]`
  }),

  // --- Time -------------------------------------------------------------------------------------------------------------
  onArticle(
    'overdue-review',
    'a review that is late',
    (article) => void (article['reviewBy'] = '2020-01-31'),
    'reviewBy',
  ),
  onArticle(
    'expired',
    'an end that is past',
    (article) => void (article['validTo'] = '2020-01-31'),
    'validTo',
  ),
  onArticle(
    'expired',
    'an end before the beginning',
    (article) => void Object.assign(article, { validFrom: '2090-02-01', validTo: '2090-01-01' }),
    'validTo',
  ),

  // --- Length -------------------------------------------------------------------------------------------------------------
  onArticle(
    'answer-length',
    'an answer four times as long',
    (article) =>
      void (article['answer'] = Array(8)
        .fill(String(article['answer']).padEnd(200, ' et la suite'))
        .join('\n\n')),
    'answer',
  ),
  onArticle(
    'answer-length',
    'an answer of one word',
    (article) => void (article['answer'] = 'Oui.'),
    'answer',
  ),
  onArticle(
    'question-length',
    'a question that is a letter',
    (article) =>
      void (article['question'] = `${String(article['question'])} ${'et encore une précision '.repeat(7)}`),
    'question',
  ),

  // --- Texts, in the language of the file -------------------------------------------------------------------------------
  onWords('abbreviation', 'a hurried word', {
    fr: ['Écrivez-nous SVP.', 'Prenez rdv avec un conseiller.', 'Indiquez la qté voulue.'],
    en: ['Please answer ASAP.', 'Say the qty you want.', 'Reply with thx.'],
  }),
  onWords('blame', 'a reproach', {
    fr: [
      'Vous avez oublié de remplir le formulaire.',
      "C'est la faute du transporteur.",
      'Vous auriez dû lire la notice.',
      "Vous n'avez pas respecté le délai.",
    ],
    en: [
      'You forgot to fill in the form.',
      "It is the carrier's fault.",
      'You should have read the notice.',
      'This is your mistake.',
    ],
  }),
  onWords('caps', 'a shouted sentence', {
    fr: ['NE RENVOYEZ RIEN SANS ÉTIQUETTE.', 'IMPORTANT : gardez le carton.'],
    en: ['DO NOT SEND ANYTHING BACK.', 'This is VERY urgent.'],
  }),
  onWords('control-character', 'characters nobody sees', {
    fr: ['Voi\u200bci la suite.', 'Voici \u202Ela suite.'],
    en: ['He\u200bre it is.', 'Here \u202Eit is.'],
  }),
  onWords('html', 'a tag or an entity', {
    fr: ['Cliquez <b>ici</b>.', 'Oui&nbsp;!', '<script>alert(1)</script>', 'Ligne<br/>suivante'],
    en: ['Click <b>here</b>.', 'Yes&nbsp;!', '<img src=x onerror=alert(1)>', 'A line<br>and another'],
  }),
  onWords('markdown', 'a heading or an open mark', {
    fr: ['\n\n## Ensuite\n\nAttendez.', 'Un **mot jamais fermé.'],
    en: ['\n\n# Next\n\nWait a day.', 'A **word that never closes.'],
  }),
  onWords('mojibake', 'a wrong encoding', {
    fr: ['Votre numÃ©ro de commande.', 'Lâ€™adresse.', 'Votre num\ufffdro.'],
    en: ['Itâ€™s there.', 'The cafÃ© is open.', 'Caf\ufffd'],
  }),
  onWords('odr-link', 'the closed platform', {
    fr: ['Voir https://ec.europa.eu/consumers/odr.', '[Litiges](https://webgate.ec.europa.eu/odr/main)'],
    en: ['See http://ec.europa.eu/consumers/odr/.', '[Disputes](https://ec.europa.eu/odr)'],
  }),
  onWords('placeholder', 'a hole', {
    fr: ['Comptez {{delai}} jours.', 'Le tarif est de [à compléter].', 'TODO'],
    en: ['Allow {{delay}} days.', 'Costs [to be completed].', 'Lorem ipsum dolor.'],
  }),
  onWords('promise', 'a promise', {
    fr: [
      'Nous vous garantissons une livraison demain.',
      'Le colis arrivera à coup sûr.',
      'Satisfaction garantie.',
      'Nous vous répondrons dans les meilleurs délais.',
    ],
    en: [
      'We guarantee it arrives tomorrow.',
      'It will arrive without fail.',
      'Your satisfaction guaranteed.',
      'You will hear from us as soon as possible.',
    ],
  }),
  onWords('repeated-punctuation', 'shouted signs', {
    fr: ['Merci !!', 'Vraiment ???'],
    en: ['Thank you!!', 'Really???'],
  }),
  onWords('surcharged-number', 'a number that costs', {
    fr: [
      'Appelez le 08 92 68 24 24.',
      'Composez le 3232.',
      'Appel à 0,35 € / min.',
      'Tél. 0825123456.',
      '+33 8 99 70 12 34',
    ],
    en: ['Call 0892 68 24 24.', 'Dial 3232.', 'Calls cost €0.35 per minute.', '+33 8 99 70 12 34'],
  }),
  onWords('whitespace', 'a space too many', {
    fr: ['Voici  la suite.', 'Oui , bien sûr.'],
    en: ['Here  it is.', 'Yes , of course.'],
  }),
  onArticle(
    'french-spacing',
    'an ordinary space before a question mark',
    (article, { faq }) => {
      const all = JSON.stringify(faq.articles)
      const [noBreak, ordinary] = [/\u00a0[:;?!»%€]/g, / [:;?!»%€]|\p{L}[;?!](?=[\s"])/gu].map(
        (space) => all.match(space)?.length ?? 0,
      )
      // A FAQ that never had no-break spaces is left alone.
      if (faq.locale !== 'fr' || (noBreak ?? 0) <= (ordinary ?? 0) + 1) return false
      article['question'] = `${String(article['question']).replace(/[\s\u00a0]*\?.*$/, '')} ?`
      return undefined
    },
    'question',
  ),
  onArticle(
    'wrong-language',
    'an answer in the other language',
    (article, { faq }) => {
      if (faq.locale !== 'fr' && faq.locale !== 'en') return false
      article['answer'] =
        faq.locale === 'fr'
          ? 'You can find your invoice in your account, on the page of the order, as soon as the parcel has left our workshop.'
          : 'Vous trouvez votre facture dans votre compte, sur la page de la commande, dès que le colis a quitté notre atelier.'
      return undefined
    },
    'answer',
  ),
]

// --- How operators are made ---------------------------------------------------------------------------------------------

type Fields = Record<string, unknown>

interface Parsed {
  readonly faq: { readonly locale: string; readonly categories: Fields[]; readonly articles: Fields[] }
  readonly name: string
  write(): string
}

/** Changes the text of one file. */
function onText(
  rule: RuleId,
  name: string,
  change: (text: string, random: Random) => string | undefined,
): Operator {
  return onFile(rule, name, change)
}

function onFile(
  rule: RuleId,
  name: string,
  change: (text: string, random: Random) => string | Uint8Array | undefined,
): Operator {
  return {
    rule,
    name,
    plant(files, random) {
      const file = random.pick(files)
      const content = change(file.text, random)
      return content === undefined ? undefined : replaced(files, file.name, content)
    },
  }
}

/** Changes one article; a change that gives `false` found no place. */
function onArticle(
  rule: RuleId,
  name: string,
  change: (article: Fields, parsed: Parsed) => void | false,
  field: string,
): Operator {
  return onFaq(rule, name, (faq, random, parsed) => {
    const index = random.below(faq.articles.length)
    const article = faq.articles[index]
    if (!article || change(article, parsed) === false) return undefined
    return { path: `articles[${index}]${field === '' ? '' : `.${field}`}` }
  })
}

/** Changes one language of the FAQ. */
function onFaq(
  rule: RuleId,
  name: string,
  change: (faq: Parsed['faq'], random: Random, parsed: Parsed) => { path?: string } | undefined,
): Operator {
  return {
    rule,
    name,
    plant(files, random) {
      const file = random.pick(files)
      const parsed = parse(file)
      if (parsed.faq.articles.length < 2) return undefined
      const place = change(parsed.faq, random, parsed)
      if (!place) return undefined
      const path = place.path === undefined ? {} : { path: place.path }
      return {
        ...replaced(files, file.name, parsed.write()),
        ...path,
        ...(rule === 'dead-link' && { options: { site: siteOf(files) } }),
      }
    },
  }
}

/** Changes one of several languages; gives the path, or `other` when another file is the one that is named. */
function onLanguages(
  rule: RuleId,
  name: string,
  change: (faq: Parsed['faq'], random: Random) => string | undefined,
): Operator {
  return {
    rule,
    name,
    plant(files, random) {
      const locales = new Set(files.map((file) => parse(file).faq.locale))
      if (locales.size < 2 || locales.size !== files.length) return undefined
      // The last file is compared with the first.
      const file = files.at(-1)
      if (!file) return undefined
      const parsed = parse(file)
      const path = change(parsed.faq, random)
      if (path === undefined) return undefined
      const planted = replaced(files, file.name, parsed.write())
      return path === 'other' ? { ...planted, file: files[0]?.name ?? '' } : { ...planted, path }
    },
  }
}

/** Adds a sentence to one answer, in the file's language. */
function onWords(
  rule: RuleId,
  name: string,
  sentences: { readonly fr: readonly string[]; readonly en: readonly string[] },
): Operator {
  return {
    rule,
    name,
    plant(files, random) {
      const parsed = parse(random.pick(files))
      const language = parsed.faq.locale.split('-')[0]
      if (language !== 'fr' && language !== 'en') return undefined
      const index = random.below(parsed.faq.articles.length)
      const article = parsed.faq.articles[index]
      if (!article) return undefined
      append(article, random.pick(sentences[language]))
      return { ...replaced(files, parsed.name, parsed.write()), path: `articles[${index}].answer` }
    },
  }
}

function parse({ name, text }: Specimen): Parsed {
  const value = JSON.parse(text)
  const faq = Array.isArray(value)
    ? { locale: 'und', categories: [], articles: value }
    : { ...value, categories: value.categories ?? [] }
  return {
    faq,
    name,
    write: () => JSON.stringify(Array.isArray(value) ? faq.articles : { ...value, ...faq }, null, 1),
  }
}

function replaced(files: readonly Specimen[], name: string, content: string | Uint8Array): Planted {
  return {
    files: files.map((file) => ({ name: file.name, content: file.name === name ? content : file.text })),
    file: name,
  }
}

/** A site with every page that the FAQ links to. */
function siteOf(files: readonly Specimen[]): Site {
  const site = new Site()
  site.add('/')
  for (const { text } of files)
    for (const match of text.matchAll(/\]\((\/[^)\s]*)/g)) site.add(match[1] ?? '/')
  for (const { text } of files)
    for (const match of text.matchAll(/"link"\s*:\s*"(\/[^"]*)"/g)) site.add(match[1] ?? '/')
  return site
}

function atLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n')
  const at = lines.length < 3 ? 0 : 1 + random.below(lines.length - 2)
  lines[at] = change(lines[at] ?? '')
  return lines.join('\n')
}

function atMatch(
  text: string,
  random: Random,
  pattern: RegExp,
  change: (found: string) => string,
): string | undefined {
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return undefined
  const { 0: found, index } = random.pick(matches)
  return text.slice(0, index) + change(found) + text.slice(index + found.length)
}

function changeFact(faq: Parsed['faq'], random: Random, pattern: RegExp): string | undefined {
  const indices = faq.articles.flatMap((article, index) =>
    pattern.test(String(article['answer']).replace(/\]\([^)]*\)/g, '')) ? [index] : [],
  )
  if (indices.length === 0) return undefined
  const index = random.pick(indices)
  const article = faq.articles[index]
  if (article)
    article['answer'] = String(article['answer']).replace(pattern, (found) =>
      `77${found}`.replace(/^77(\d)/, (_, digit: string) => `${(Number(digit) % 9) + 1}7${digit}`),
    )
  return `articles[${index}]`
}

function twoOf(faq: Parsed['faq'], random: Random): [Fields, Fields] {
  const first = random.below(faq.articles.length)
  const second = (first + 1 + random.below(faq.articles.length - 1)) % faq.articles.length
  return [faq.articles[first] ?? {}, faq.articles[second] ?? {}]
}

function append(article: Fields, sentence: string): void {
  article['answer'] = `${String(article['answer'])} ${sentence}`
}

function rename(article: Fields, from: string, to: string): void {
  article[to] = article[from]
  delete article[from]
}

function textsIn(article: Fields, field: string): string[] {
  const value = article[field]
  return Array.isArray(value) ? value.map(String) : []
}

/** The same words, two of them exchanged. */
function swapped(question: string): string {
  const words = question.replace(/[\s\u00a0]*[?!.]+\s*$/, '').split(/[\s\u00a0]+/)
  const [first = '', second = '', ...rest] = words
  return [second, first, ...rest].join(' ').trim()
}
