import { readFileSync } from 'node:fs'
import { ruleIds } from '../../src/check/explain.ts'
import { expect, test } from 'vitest'
import { operators } from './operators.ts'
import { findingsOf, runMutations } from './run-mutations.ts'

const now = new Date('2026-11-21T12:00:00Z')
const read = (path: string): { name: string; text: string } => ({
  name: path.split('/').at(-1) ?? path,
  text: readFileSync(new URL(path, import.meta.url), 'utf8'),
})
const shops = {
  'the demo shop': ['fr', 'en'].map((locale) =>
    read(`../../../../examples/shop/content/faq/faq.${locale}.json`),
  ),
  'a garden shop': ['fr', 'en'].map((locale) => read(`../garden/faq.${locale}.json`)),
}

for (const [shop, files] of Object.entries(shops)) {
  test(`the check has nothing to say about the FAQ of ${shop}`, { timeout: 60_000 }, () => {
    expect(
      findingsOf(files, now).map(({ file, line, rule, sentence }) => `${file}:${line} ${rule} ${sentence}`),
    ).toEqual([])
  })

  test(`every fault planted in the FAQ of ${shop} is found where it is`, { timeout: 120_000 }, () => {
    // The larger FAQ takes longer, and has more places than one round can try.
    const rounds = process.env['COMPTOIR_LONG'] ? 40 : shop === 'the demo shop' ? 1 : 3
    const scores = runMutations(files, rounds, now)
    const missed = scores.filter(({ planted, found }) => found < planted)
    expect(
      missed.map(
        ({ operator, missed: example }) =>
          `${operator.rule}: ${operator.name} (${example?.path}, seed ${example?.seed})`,
      ),
    ).toEqual([])
    expect(scores.reduce((sum, { planted }) => sum + planted, 0)).toBeGreaterThan(70 * rounds)
  })
}

test('every rule has an operator that plants its fault', () => {
  expect(ruleIds.filter((id) => !operators.some(({ rule }) => rule === id))).toEqual([])
})
