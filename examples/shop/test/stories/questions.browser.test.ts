import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { askQuestions, countOutcomes, type Question } from '../browser/ask-questions.ts'
import { readQuestions } from '../browser/read-questions.ts'
import { setStage } from '../browser/stage.ts'

const file = new URL('../queries/customers.jsonl', import.meta.url)
const questions = readQuestions(readFileSync(file, 'utf8'), 'queries/customers.jsonl')

const scene = await setStage()

test(
  'what customers type gets an answer without an error, and a human is never more than two steps away',
  async () => {
    const share = process.env['COMPTOIR_LONG'] ? questions : draw(questions, 40, 20_261_121)
    const asked = await askQuestions(scene, share)
    expect(asked.filter(({ problem }) => problem !== undefined)).toEqual([])
    const counts = countOutcomes(asked)
    expect(counts.answer + counts.flow + counts.clarify).toBeGreaterThan(share.length / 2)
  },
  process.env['COMPTOIR_LONG'] ? 600_000 : 120_000,
)

/** So many of them, the same ones for the same seed. */
function draw(all: readonly Question[], count: number, seed: number): readonly Question[] {
  let state = seed
  const next = (): number => (state = (state * 48_271) % 2_147_483_647)
  return all
    .map((question) => ({ question, place: next() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, count)
    .map(({ question }) => question)
}
