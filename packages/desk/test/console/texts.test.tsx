import { describe, expect, it } from 'vitest'
import { amount, elapsed, phone } from '../../console/format.ts'
import en from '../../console/locales/en.json' with { type: 'json' }
import fr from '../../console/locales/fr.json' with { type: 'json' }
import { fill, textsOf } from '../../console/texts.ts'

/** Every text with its key, `composer.send` → `Envoyer`. */
function flat(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  )
}

/** The places for values in a text. */
function places(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
}

describe('the texts', () => {
  it('are the same in both languages, with the same places for values', () => {
    const french = new Map(flat(fr))
    const english = new Map(flat(en))
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort())
    for (const [key, text] of french) expect(places(english.get(key) ?? ''), key).toEqual(places(text))
  })

  it('have French spaces before : ; ? ! and inside « »', () => {
    for (const [key, text] of flat(fr)) {
      expect(text, key).not.toMatch(/[^\u00A0][;?!]| [:;?!»]|« /)
    }
  })
})

describe('what is put in them', () => {
  it('is text, and only what was given', () => {
    expect(fill('{name} a dit {what}', { name: '<b>' })).toBe('<b> a dit {what}')
    expect(fill('{constructor}', {})).toBe('{constructor}')
  })

  it('is an amount, a number and a wait as people of the place write them', () => {
    expect(amount({ amount: 7800, currency: 'EUR' }, 'fr')).toMatch(/^78,00\s€$/)
    expect(amount({ amount: 7800, currency: 'JPY' }, 'en')).toContain('7,800')
    expect(phone('+33261910042')).toBe('02 61 91 00 42')
    expect(phone('+4930123456')).toBe('+4930123456')
    const since = '2026-11-21T10:00:00.000Z'
    const after = (minutes: number): string =>
      elapsed(since, Date.parse(since) + minutes * 60_000, textsOf('fr'))
    expect([after(0), after(12), after(65)]).toEqual(['moins d’une minute', '12 min', '1 h 05'])
  })
})
