import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import type { Flow, Step } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { compileFlow } from '../src/flow/compile.ts'

const page = readFileSync(new URL('../../../docs/flows.md', import.meta.url), 'utf8')
const schema = JSON.parse(readFileSync(new URL('../schema/flow.schema.json', import.meta.url), 'utf8')) as {
  readonly $defs: Readonly<Record<string, { readonly required?: readonly string[] }>>
}
const ajv = new Ajv.default({ allErrors: true, allowUnionTypes: true })
ajv.addKeyword('errorMessage')
const fits = ajv.compile(schema)

const section = page.slice(page.indexOf('### Verb by verb'), page.indexOf('### Without saying so'))
const examples = [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']): Flow => {
  const written = JSON.parse(json) as readonly Step[] | Pick<Flow, 'slots' | 'steps'>
  const { steps, slots = {} } = 'steps' in written ? written : { steps: written }
  const ends: readonly Step[] = [
    { id: 'done', end: 'resolved' },
    { id: 'stuck', end: 'unresolved' },
  ]
  return { id: 'example', version: 1, slots, fail: 'stuck', steps: [...steps, ...ends] }
})

describe('the page about flows', () => {
  test.each(examples.map((flow) => [JSON.stringify(flow.steps[0]), flow] as const))('%s', (_, flow) => {
    expect(fits(flow), ajv.errorsText(fits.errors)).toBe(true)
    expect(() => compileFlow(flow)).not.toThrow()
  })

  test('shows every verb', () => {
    const shown = new Set(examples.flatMap(({ steps }) => steps.flatMap((step) => Object.keys(step))))
    const verbs = Object.entries(schema.$defs).flatMap(([name, { required }]) =>
      name.startsWith('step-') ? (required?.[0] ?? []) : [],
    )
    expect(verbs.filter((verb) => !shown.has(verb))).toEqual([])
  })
})
