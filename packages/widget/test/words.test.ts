import { expect, test } from 'vitest'
import cardsEn from '../src/i18n/cards.en.json' with { type: 'json' }
import cardsFr from '../src/i18n/cards.fr.json' with { type: 'json' }
import en from '../src/i18n/en.json' with { type: 'json' }
import fr from '../src/i18n/fr.json' with { type: 'json' }
import launcherEn from '../src/i18n/launcher.en.json' with { type: 'json' }
import launcherFr from '../src/i18n/launcher.fr.json' with { type: 'json' }
import { chooseLocale } from '../src/i18n/locale.ts'
import { count, fill } from '../src/i18n/texts.ts'

/** Every text with its path. */
function texts(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]): [string, string][] =>
    typeof entry === 'string' ? [[`${path}${key}`, entry]] : texts(entry as object, `${path}${key}.`),
  )
}

/** What a language has to agree on with another: keys, and the values to fill in. */
function shape(all: object): [string, string[]][] {
  return texts(all).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort()])
}

const pairs = [
  ['fr.json', fr, en],
  ['cards.fr.json', cardsFr, cardsEn],
  ['launcher.fr.json', launcherFr, launcherEn],
] as const

test.each(pairs)(
  '%s and its English have the same texts with the same values to fill',
  (_, french, english) => {
    expect(shape(english)).toEqual(shape(french))
  },
)

test.each(pairs)('%s has no line break before a colon, a question or an exclamation mark', (_, french) => {
  expect(texts(french).filter(([, text]) => /[^\u00a0\u202f\d][:;?!](?!\/)/.test(text))).toEqual([])
})

test('the privacy notice is short enough to be read', () => {
  for (const { home } of [fr, en]) expect(home.privacy.length).toBeLessThanOrEqual(300)
})

test('fills what it is given and leaves the rest', () => {
  expect(fill('{a} et {b} et {toString}', { a: 1 })).toBe('1 et {b} et {toString}')
})

test('counts as the language does', () => {
  const forms = { one: '{count} message', other: '{count} messages' }
  expect([0, 1, 2].map((number) => count(forms, number, 'fr'))).toEqual([
    '0 message',
    '1 message',
    '2 messages',
  ])
  expect([0, 1, 2].map((number) => count(forms, number, 'en'))).toEqual([
    '0 messages',
    '1 message',
    '2 messages',
  ])
})

test.each([
  ['en-GB', 'en'],
  ['EN', 'en'],
  ['fr-BE', 'fr'],
  ['', 'fr'],
  ['enm', 'fr'],
] as const)('the language tag %j is served in %s', (tag, locale) => {
  expect(chooseLocale(tag)).toBe(locale)
})
