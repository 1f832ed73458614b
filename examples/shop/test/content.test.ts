import { describe, expect, test } from 'vitest'
import { readdirSync, readFileSync } from 'node:fs'
import catalogue from '../content/catalogue.json' with { type: 'json' }
import en from '../content/texts/en.json' with { type: 'json' }
import fr from '../content/texts/fr.json' with { type: 'json' }
import { createShop } from '../src/shop.ts'

const folder = new URL('../content/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')
const pages = readdirSync(new URL('pages/fr/', folder))
const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe('the texts', () => {
  test('are the same in both languages, hole by hole', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr))
    const english: Readonly<Record<string, string>> = en
    for (const [key, text] of Object.entries(fr))
      expect([key, ...holes(english[key] ?? '')]).toEqual([key, ...holes(text)])
  })

  test('pages exist in both languages', () => {
    expect(readdirSync(new URL('pages/en/', folder))).toEqual(pages)
  })

  test('French keeps its double punctuation on the line', () => {
    const french = [
      ...Object.entries(fr),
      ...pages.map((page) => [page, read(`pages/fr/${page}`)] as const),
      ...catalogue.products.map(
        (product) => [product.sku, Object.values(product).map(frenchOf).join('\n')] as const,
      ),
    ]
    for (const [name, text] of french)
      expect([name, text.match(/.{0,20}(?: [;:?!»€%]|« ).{0,10}/g)]).toEqual([name, null])
  })

  test('nothing refers to the closed European platform, or charges for a call', () => {
    const all = JSON.stringify([fr, en]) + pages.map((page) => read(`pages/fr/${page}`)).join('')
    expect(all).not.toContain('ec.europa.eu')
    expect(all).not.toMatch(/\b08[12] ?\d/)
  })
})

describe('the answers of the FAQ', () => {
  test.each(['fr', 'en'])('lead only to pages that there are (%s)', async (locale) => {
    const shop = createShop({ seed: false })
    const links = new Set(
      [...read(`faq/faq.${locale}.json`).matchAll(/\]\((\/[^)#?\s]+)/g)].map(([, path]) => path ?? ''),
    )
    expect(links.size).toBeGreaterThan(30)
    for (const path of links)
      expect([path, (await shop.fetch(new Request(`http://localhost:3000${path}`))).status]).toEqual([
        path,
        200,
      ])
    shop.close()
  })
})

function frenchOf(value: unknown): string {
  const { fr: text }: { fr?: unknown } = Object(value)
  return typeof text === 'string' ? text : ''
}
