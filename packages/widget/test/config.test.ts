import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { errorOf } from '../src/problem.ts'
import type { Problem } from '../src/problem.ts'

const ADDRESS = 'https://shop.example/comptoir/config.json'

async function read(value: unknown, locale: 'fr' | 'en' = 'fr') {
  const found: Problem[] = []
  const config = readConfig(value, ADDRESS, locale, (problem) => found.push(problem))
  return {
    config,
    problems: (await Promise.all(found.map((one) => errorOf(one)))).map(({ message }) => message),
  }
}

const whole = {
  shop: 'Atelier Nelvet',
  faq: { fr: '/comptoir/faq.fr.json', en: '/comptoir/faq.en.json' },
  index: { fr: '/comptoir/index.fr.json' },
  desk: '/desk',
  contact: { phone: '02 61 91 00 42', email: 'a@shop.example', page: { fr: '/contact', en: '/en/contact' } },
  hours: { week: { mon: [['09:00', '18:00']] } },
  privacy: { fr: '/confidentialite', en: '/en/privacy' },
  theme: { accent: '#8a3b12', radius: 8 },
  survey: ['csat', 'ces', 'nps'],
  tone: 'warm',
  texts: { fr: { 'conversation.greeting': 'Bonjour !' } },
}

test('reads what is for one language, with addresses relative to the file', async () => {
  const { config, problems } = await read(whole)
  expect(problems).toEqual([])
  expect(config).toEqual({
    shop: 'Atelier Nelvet',
    faq: ['https://shop.example/comptoir/faq.fr.json'],
    index: 'https://shop.example/comptoir/index.fr.json',
    desk: 'https://shop.example/desk',
    contact: { phone: '02 61 91 00 42', email: 'a@shop.example', page: 'https://shop.example/contact' },
    hours: whole.hours,
    privacy: 'https://shop.example/confidentialite',
    theme: whole.theme,
    survey: whole.survey,
    tone: 'warm',
    texts: { 'conversation.greeting': 'Bonjour !' },
  })
  expect((await read({ ...whole, texts: undefined }, 'en')).config.privacy).toBe(
    'https://shop.example/en/privacy',
  )
})

test.each([
  [{ ...whole, shop: 12 }, 'shop: expected a text, found 12.'],
  [
    { ...whole, desk: 'javascript:alert(1)' },
    'desk: expected an address such as "/contact", found "javascript:alert(1)".',
  ],
  [
    { ...whole, theme: { accent: 'teal' } },
    'theme.accent: expected a colour such as "#1d5b4f", found "teal".',
  ],
  [{ ...whole, theme: { radius: 99 } }, 'theme.radius: expected pixels from 0 to 24, found 99.'],
  [{ ...whole, worker: 'yes' }, 'worker: expected true or false, found "yes".'],
  [{ ...whole, survey: false }, 'survey: expected a list of "csat", "ces" and "nps", found false.'],
  [{ ...whole, survey: ['stars'] }, 'survey: expected a list of "csat", "ces" and "nps", found ["stars"].'],
  [{ ...whole, tone: 'cold' }, 'tone: expected "plain" or "warm", found "cold".'],
  [{ ...whole, contact: [] }, 'contact: expected an object, found [].'],
  [{ ...whole, faq: { fr: 3 } }, 'faq: expected the address of a FAQ file, found 3.'],
  [{ ...whole, texts: { fr: { a: 1 } } }, 'texts.fr.a: expected a text, found 1.'],
])(
  'leaves out what does not fit and says where, what was expected and what was found',
  async (value, sentence) => {
    const { problems } = await read(value)
    expect(problems).toEqual([`WID-013: ${ADDRESS}, ${sentence}`])
  },
)

test('hours that are none are named with their path', async () => {
  const [problem] = (await read({ ...whole, hours: { week: { lundi: [] } } })).problems
  expect(problem).toContain('hours.week.lundi')
  expect(problem).toContain('mon, tue, wed')
})

test('a setting that does not exist is named, with those that do', async () => {
  const [problem] = (await read({ ...whole, lang: 'fr', theme: { acent: '#000' } })).problems
  expect(problem).toBe(
    `WID-014: ${ADDRESS}, lang: not a setting, so it was left out. Known here: $schema, shop, faq, index, worker, desk, contact, hours, privacy, theme, survey, tone, texts.`,
  )
})

test('a language without FAQ is named, with those that have one', async () => {
  const [problem] = (await read({ ...whole, faq: { fr: '/faq.json' } }, 'en')).problems
  expect(problem).toBe(
    `WID-017: ${ADDRESS}, faq: no FAQ for the language en, found fr. Add one, or set data-locale to a language that has one.`,
  )
})

test.each([null, [], 'text', 7, { __proto__: null }])(
  'anything at all gives a configuration that says nothing: %j',
  async (value) => {
    expect((await read(value)).config.faq).toEqual([])
  },
)

test('keys that reach for prototypes reach nothing', async () => {
  const { problems } = await read(
    JSON.parse(
      '{"__proto__":{"polluted":1},"faq":"/f.json","theme":{"constructor":{"prototype":{"polluted":1}}}}',
    ),
  )
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(problems.map((problem) => problem.split(':').slice(0, 3).join(':'))).toHaveLength(2)
})
