// How well, how fast and in how many bytes questions find their article, beside the peers, in one run:
//   pnpm bench kb -- --queries FOLDER --public FOLDER [--most 400] [--only quality|public|speed|size]
// The folders default to `queries` and `public` in the folder that COMPTOIR_DATA names.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Faq } from '@comptoir/kb'
import { evaluate } from '../../packages/kb/src/evaluation.ts'
import type { Evaluation } from '../../packages/kb/src/evaluation.ts'
import { engines } from './engines.ts'
import type { Engine } from './engines.ts'
import { publicSets, shopSet, twoRequests, withTypos } from './question-sets.ts'
import type { QuestionSet } from './question-sets.ts'
import { sizes } from './size.ts'
import { grown, timeEngine } from './speed.ts'

const HEAD = '                              first    three   at 5 %  AUROC  calib.'

/** So many questions in scope, and out of it, for an engine that is slow. */
const SOME = 60

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    queries: { type: 'string' },
    public: { type: 'string' },
    most: { type: 'string', default: '400' },
    only: { type: 'string' },
  },
})
const data = process.env['COMPTOIR_DATA']
const queries = values.queries ?? (data === undefined ? undefined : join(data, 'queries'))
const publicFolder = values.public ?? (data === undefined ? undefined : join(data, 'public'))
const most = Number(values.most)

if (wanted('quality')) shopQuality()
if (wanted('public')) publicQuality()
if (wanted('speed')) speed()
if (wanted('size')) {
  console.log('\nBytes after brotli')
  for (const [name, bytes] of Object.entries(await sizes())) console.log(`  ${name.padEnd(36)} ${bytes}`)
}

function wanted(part: string): boolean {
  return values.only === undefined || values.only === part
}

function shopQuality(): void {
  if (queries === undefined || !existsSync(queries)) {
    console.log(
      'Questions of the demo shop: not measured. Say their folder with --queries, or set COMPTOIR_DATA.',
    )
    return
  }
  const sets = (['fr', 'en'] as const).flatMap((locale) => [
    shopSet(queries, locale),
    shopSet(queries, locale, 'fewer'),
    shopSet(queries, locale, 'titles'),
  ])
  for (const set of sets) {
    console.log(`\n${set.name}: ${set.questions.length} questions`)
    console.log(HEAD)
    for (const engine of engines) {
      if (engine.slow !== true) report(engine, set)
      // Fuse.js takes seconds for what is long: it is asked some of the questions, and about the FAQ as it is.
      else if (set.isWhole) report(engine, sample(set, SOME))
    }
  }
  for (const locale of ['fr', 'en'] as const) requests(queries, locale)
}

/** Messages with two requests, and what is given beside the answer to one. */
function requests(folder: string, locale: 'fr' | 'en'): void {
  const [ours] = engines
  if (!ours) return
  const { faq, questions } = shopSet(folder, locale)
  const ask = ours.open(faq)
  const two = twoRequests(folder, locale).map(({ q, intents }) => {
    const { given = [] } = ask(q)
    return intents.filter((intent) => given.includes(intent)).length
  })
  const answers = questions.map(({ q }) => ask(q)).filter(({ kind }) => kind === 'answer')
  const beside = answers.filter(({ given = [] }) => given.length > 1).length
  console.log(
    `\n${locale}, two requests in one message: both given in ${two.filter((found) => found > 1).length} of ${two.length}, one at least in ${two.filter((found) => found > 0).length}; an answer to one comes with another in ${percent(beside / (answers.length || 1))}`,
  )
}

function publicQuality(): void {
  if (publicFolder === undefined || !existsSync(publicFolder)) {
    console.log('Public sets: not measured. Say their folder with --public, or set COMPTOIR_DATA.')
    return
  }
  const sets = ['banking77', 'bitext', 'clinc150', 'cnilfr', 'nlpjsfr'].flatMap((name) =>
    publicSets(publicFolder, name, most),
  )
  const near = ['banking77near', 'bitextnear'].flatMap((name) => publicSets(publicFolder, name, most))
  const sums = new Map<string, number[]>()
  for (const set of [...sets, ...near]) {
    console.log(`\n${set.name}: ${set.questions.length} questions`)
    console.log(`${HEAD}  first, with typos`)
    for (const engine of engines) {
      const fewer = engine.slow === true ? sample(set, SOME) : set
      let typos = 0
      const result = report(engine, fewer, () => {
        const typed = fewer.questions.map((question) => ({
          ...question,
          q: withTypos(question.q, set.locale),
        }))
        typos = measure(engine, { ...fewer, questions: typed }).hit1
        return percent(typos)
      })
      if (near.includes(set)) continue
      const sum = sums.get(engine.name) ?? [0, 0, 0, 0, 0]
      ;[result.hit1, result.hit3, result.rightAt5, result.auroc, typos].forEach((value, index) => {
        sum[index] = (sum[index] ?? 0) + value
      })
      sums.set(engine.name, sum)
    }
  }
  console.log(`\nMean of the ${sets.length} combinations`)
  for (const [name, [hit1 = 0, hit3 = 0, at5 = 0, auroc = 0, typos = 0]] of sums) {
    const n = sets.length || 1
    console.log(
      `  ${name.padEnd(26)} ${percent(hit1 / n)}  ${percent(hit3 / n)}  ${percent(at5 / n)}  ${(auroc / n).toFixed(3)}         ${percent(typos / n)}`,
    )
  }
}

function speed(): void {
  const faq = JSON.parse(
    readFileSync(new URL('../../examples/shop/content/faq/faq.fr.json', import.meta.url), 'utf8'),
  ) as Faq
  const asked = faq.articles
    .flatMap((article) => article.variants ?? [])
    .map((variant, index) => `${index % 3 === 0 ? 'bonjour, ' : ''}${variant}`)
  const typed = asked.map((question) => withTypos(question, 'fr'))
  for (const size of [100, 1000, 10_000]) {
    const large = grown(faq, size)
    console.log(
      `\n${size} articles, 5 phrasings each: milliseconds (p50 and p99 of a question, with typos too; the worst of any input)`,
    )
    let ours: number | undefined
    for (const engine of engines) {
      if (engine.slow === true && size > 1000) {
        console.log(`  ${engine.name.padEnd(26)} did not run: seconds a question at this size`)
        continue
      }
      const times = timeEngine(engine, large, [...asked, ...typed])
      ours ??= times.p99
      console.log(
        `  ${engine.name.padEnd(26)} build ${times.build.toFixed(0).padStart(6)}  p50 ${times.p50.toFixed(2).padStart(8)}  p99 ${times.p99.toFixed(2).padStart(8)}  worst ${times.worst.toFixed(0).padStart(6)}  p99 to ours ${(times.p99 / ours).toFixed(1)}`,
      )
    }
  }
}

function report(engine: Engine, set: QuestionSet, extra?: () => string): Evaluation {
  const result = measure(engine, set)
  console.log(
    `  ${engine.name.padEnd(26)} ${percent(result.hit1)}  ${percent(result.hit3)}  ${percent(result.rightAt5)}  ${result.auroc.toFixed(3)}  ${engine.name.startsWith('@') ? result.calibrationError.toFixed(3) : '    –'}${extra ? `  ${extra()}` : ''}`,
  )
  return result
}

function measure(engine: Engine, set: QuestionSet): Evaluation {
  const ids = new Set(set.faq.articles.map(({ id }) => id))
  return evaluate(set.questions, engine.open(set.faq), (id) => ids.has(id))
}

/** Every so many questions, in and out of scope alike. */
function sample(set: QuestionSet, count: number): QuestionSet {
  const inside = set.questions.filter(({ intent }) => intent !== undefined)
  const outside = set.questions.filter(({ intent }) => intent === undefined)
  const some = <T>(list: readonly T[]): T[] =>
    list.filter((_, index) => index % Math.ceil(list.length / count) === 0)
  return { ...set, questions: [...some(inside), ...some(outside)] }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`
}
