import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { preloadedFlows } from './preloaded-flows.ts'

const schema = JSON.parse(
  readFileSync(new URL('../schema/flow.schema.json', import.meta.url), 'utf8'),
) as object
const ajv = new Ajv.default({ allErrors: true, allowUnionTypes: true })
ajv.addKeyword('errorMessage')
const fits = ajv.compile(schema)

describe('the published schema', () => {
  test.each(preloadedFlows.ids)('takes %s', async (id) => {
    expect(fits(await preloadedFlows.flow(id)), ajv.errorsText(fits.errors)).toBe(true)
  })

  test.each<[string, object]>([
    ['no id', { version: 1, steps: [{ end: 'resolved' }] }],
    ['no steps', { id: 'a', version: 1, steps: [] }],
    ['version 0', { id: 'a', version: 0, steps: [{ end: 'resolved' }] }],
    ['an unknown field', { id: 'a', version: 1, step: [], steps: [{ end: 'resolved' }] }],
    ['an unknown verb', { id: 'a', version: 1, steps: [{ dance: 'tango' }] }],
    ['two verbs in one step', { id: 'a', version: 1, steps: [{ say: 'x', go: 'y' }] }],
    ['an unknown outcome', { id: 'a', version: 1, steps: [{ end: 'happy' }] }],
    [
      'an unknown slot type',
      { id: 'a', version: 1, slots: { x: { type: 'colour' } }, steps: [{ end: 'resolved' }] },
    ],
    ['a condition in code', { id: 'a', version: 1, steps: [{ when: 'order.paid', go: 'x' }] }],
    ['an operator that is none', { id: 'a', version: 1, steps: [{ when: { a: { like: 'b' } }, go: 'x' }] }],
    ['a path into a prototype', { id: 'a', version: 1, steps: [{ switch: '__proto__', cases: { a: 'b' } }] }],
    ['without limit', { id: 'a', version: 1, steps: [{ collect: 'x', tries: 99 }] }],
  ])('refuses a flow with %s', (_, flow) => {
    expect(fits(flow)).toBe(false)
  })
})
