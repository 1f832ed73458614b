import { describe, expect, test } from 'vitest'
import schema from '../schema/faq.schema.json' with { type: 'json' }
import { ARTICLE, CATEGORY, FILE, NEWS, STEP, WHEN } from '../src/faq-shape.ts'
import type { Shape } from '../src/faq-shape.ts'
import { checkFaqs, FaqFile } from '@comptoir/kb/check'

// What an editor completes and underlines is what `check` reads.

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly required?: readonly string[]
  readonly description?: string
  readonly $ref?: string
  readonly enum?: readonly string[]
  readonly enumDescriptions?: readonly string[]
  readonly defaultSnippets?: readonly { label: string; description: string; body: Record<string, unknown> }[]
}
const parts: Readonly<Record<string, Node>> = schema.$defs

const shapes: Readonly<Record<string, Shape>> = {
  file: FILE,
  category: CATEGORY,
  article: ARTICLE,
  step: STEP,
  news: NEWS,
  when: WHEN,
}

describe.each(Object.entries(shapes))('the schema of %s', (name, shape) => {
  const part = parts[name] ?? {}

  test('has the fields that are read, and wants those that must be there', () => {
    expect(Object.keys(part.properties ?? {})).toEqual(Object.keys(shape))
    const wanted = Object.keys(shape).filter((field) => shape[field]?.endsWith('!'))
    // A file without its language is read where the caller names it; an editor is asked for it.
    expect((part.required ?? []).filter((field) => field !== 'locale').toSorted()).toEqual(wanted.toSorted())
  })

  test('says what each field is for, and each of the words that it may be', () => {
    for (const [field, node] of Object.entries(part.properties ?? {})) {
      const inside = [node, node.items].filter((one) => one !== undefined).map((one) => said(one))
      for (const { description, enum: words, enumDescriptions } of inside) {
        expect({ field, description }).toEqual({ field, description: expect.stringMatching(/\.$/) })
        expect({ field, words: enumDescriptions?.length }).toEqual({ field, words: words?.length })
      }
    }
  })
})

test('what the snippets of an editor write is a good FAQ once its holes are filled', () => {
  const written = (name: string): unknown[] =>
    (parts[name]?.defaultSnippets ?? []).map(({ body }, index) => filled(body, `${name}${index}`))
  const [articles, categories, news] = [written('article'), written('category'), written('news')]
  expect([articles.length, categories.length, news.length, written('step').length]).toEqual([2, 1, 1, 1])
  const file = {
    locale: 'en',
    categories,
    articles: articles.map((one) => ({ ...Object(one), category: 'category0.1' })),
    news,
  }
  const findings = checkFaqs([new FaqFile('faq.json', JSON.stringify(file))], { only: ['schema', 'syntax'] })
  expect(findings.map(({ sentence }) => sentence)).toEqual([])
})

function said(node: Node): Node {
  const name = node.$ref?.split('/').at(-1)
  const part = name === undefined ? undefined : parts[name]
  // A record of fields says what each is for; its own description stands where it is used.
  return part?.properties && part.description === undefined
    ? { ...part, description: 'A record.' }
    : (part ?? node)
}

/** A snippet as an editor writes it: `$1` is typed, `${3:2026-12-31}` is proposed. */
function filled(value: unknown, word: string): unknown {
  if (typeof value === 'string')
    return value.replace(
      /\$\{\d:([^}]+)\}|\$(\d)/g,
      (_, proposed?: string, hole?: string) => proposed ?? `${word}.${hole}`,
    )
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, word))
  return Object.fromEntries(Object.entries(Object(value)).map(([key, item]) => [key, filled(item, word)]))
}
