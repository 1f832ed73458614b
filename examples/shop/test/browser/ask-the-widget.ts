import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { askQuestions, countOutcomes } from './ask-questions.ts'
import { readQuestions } from './read-questions.ts'
import { openScene } from './scene.ts'

// Run by scripts/ask-the-widget.mjs: types a file of questions through the widget against a fresh demonstration.
const { values } = parseArgs({ options: { queries: { type: 'string' }, locale: { type: 'string' } } })
const file = values.queries ?? new URL('../queries/customers.jsonl', import.meta.url)
const questions = readQuestions(await readFile(file, 'utf8'), String(file))
const scene = await openScene()
const started = Date.now()
const asked = await askQuestions(scene, questions, {
  locale: values.locale === 'en' ? 'en' : 'fr',
  onAsked: ({ question, outcome, problem }) =>
    process.stdout.write(
      `${outcome.padEnd(9)} ${question.q}${problem === undefined ? '' : `\n  ✗ ${problem}`}\n`,
    ),
})
const complaints: unknown = await scene.ends().then(
  () => undefined,
  (error: unknown) => error,
)
await scene.close()

const problems = asked.filter(({ problem }) => problem !== undefined).length
const counts = Object.entries(countOutcomes(asked)).map(([outcome, count]) => `${count} ${outcome}`)
process.stdout.write(
  `\n${asked.length} questions in ${Math.round((Date.now() - started) / 1000)} s: ${counts.join(', ')}\n`,
)
if (complaints instanceof Error) process.stdout.write(`${complaints.message}\n`)
process.stdout.write(
  `${problems} without an answer or a way to a human, ${complaints === undefined ? 'no' : 'some'} errors in the browser\n`,
)
process.exit(problems === 0 && complaints === undefined && asked.length > 0 ? 0 : 1)
