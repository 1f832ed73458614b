import { basename } from 'node:path'
import { mask, type Flow, type FlowTexts } from '@comptoir/bot-engine'
import { checkFlow } from '@comptoir/bot-engine/checker'
import { explore } from '@comptoir/bot-engine/explorer'
import {
  readFlowFiles,
  readLibrary,
  readSchema,
  SHIPPED,
} from '../../packages/bot-engine/src/commands/flow-files.ts'
import {
  freshConversation,
  turnConversation,
  type ConversationState,
} from '../../packages/bot-engine/src/conversation.machine.ts'
import { compileFlow } from '../../packages/bot-engine/src/flow/compile.ts'
import { shownScope } from '../../packages/bot-engine/src/flow/scope.ts'
import { beginFlow, turnFlow } from '../../packages/bot-engine/src/flow/turn.ts'
import { readPlainAnswer } from '../../packages/bot-engine/src/read-answer.ts'
import { renderAnyQuestion } from '../../packages/bot-engine/src/render-any-question.ts'
import { readSnapshot } from '../../packages/bot-engine/src/snapshot.ts'
import { createTextBook } from '../../packages/bot-engine/src/text-book.ts'

/**
 * One turn of a conversation as a server takes it: the stored text is parsed, checked and restored, the
 * customer's answer is masked, read and taken, the next question is rendered, and all is stored as text again.
 * The same thirty questions are led by a reducer written by hand, which does the same and nothing else.
 */
const QUESTIONS = 30
const ROUNDS = 10
const TURNS = 3000

const names = Array.from({ length: QUESTIONS }, (_, index) => `q${index + 1}`)
const flow: Flow = {
  id: 'thirty',
  version: 1,
  fail: 'over',
  slots: Object.fromEntries(names.map((name) => [name, { type: 'number' } as const])),
  steps: [
    ...names.map((name) => ({ collect: name, silence: { after: 600, say: 'still' } })),
    { id: 'over', end: 'resolved' },
  ],
}
const questions: Readonly<Record<string, string>> = {
  still: 'Are you still there?',
  ...Object.fromEntries(names.map((name) => [name, `How many ${name} are there, {customer.level}?`])),
}
const compiled = compileFlow(flow)
const book = createTextBook({
  library: {
    ids: ['thirty'],
    locales: ['en'],
    flow: () => flow,
    texts: (_, id) => (id === 'thirty' ? questions : { 'retry.number': 'Write a number.' }),
  },
  locale: 'en',
  report: () => {},
})
await book.open('thirty')
await book.open('conversation')

// Seven answers in ten are numbers.
const answers = ['12', 'three hundred', '7', '42', 'no idea', '1', '99', '5', 'what?', '64']
const NOW = '2026-11-21T10:00:00.000Z'
const world = { customer: { level: 1 }, now: NOW }

function freshStore(): string {
  const { frame } = beginFlow(compiled, {}, world)
  const state = turnConversation(freshConversation, { type: 'FLOW.ENTER', entry: { frame, aside: false } })
  return JSON.stringify({ version: 1, locale: 'en', messages: [], engaged: false, state })
}

function engineTurn(stored: string, typed: string): { readonly stored: string; readonly said: string } {
  const { state } = readSnapshot(JSON.parse(stored), () => {})
  const frame = state?.context.stack[0]?.frame
  if (!state || !frame) return { stored: freshStore(), said: '' }
  const { text } = mask(typed)
  const wait = compiled.waits.get(frame.at)
  const answer =
    wait &&
    readPlainAnswer(text, book, {
      compiled,
      wait,
      data: frame.data,
      before: {},
      scope: frame.data,
      choices: new Map(),
      anything: false,
      entriesOf: () => [],
    })
  const turned = turnFlow(compiled, frame, answer ?? { type: 'MISS' }, world)
  let said = ''
  for (const effect of turned.effects) {
    if (effect.type !== 'ask' && effect.type !== 'askAgain') continue
    const again = effect.type === 'askAgain'
    said += renderAnyQuestion(
      compiled,
      String(effect.params['step']),
      shownScope(compiled, effect.context),
      book,
      { again },
    ).text
  }
  if (turned.done) return { stored: freshStore(), said }
  const after: ConversationState = turnConversation(state, { type: 'FLOW.TURN', frame: turned.frame })
  return {
    stored: JSON.stringify({ version: 1, locale: 'en', messages: [], engaged: false, state: after }),
    said,
  }
}

interface Plain {
  readonly at: number
  readonly tries: number
  readonly data: Record<string, number>
  readonly deadline: number
}

function reducerTurn(stored: string, typed: string): { readonly stored: string; readonly said: string } {
  const state = JSON.parse(stored) as Plain
  if (!Number.isInteger(state.at) || state.at < 0 || state.at >= QUESTIONS || typeof state.data !== 'object')
    return { stored: FRESH, said: '' }
  const { text } = mask(typed)
  const found = /-?\d{1,12}(?:[.,]\d{1,4})?/.exec(text)?.[0]
  if (found === undefined) {
    if (state.tries >= 2) return { stored: FRESH, said: '' }
    const again = { ...state, tries: state.tries + 1, deadline: inTenMinutes() }
    return { stored: JSON.stringify(again), said: 'Write a number.' }
  }
  const data = { ...state.data, [`q${state.at + 1}`]: Number(found) }
  if (state.at + 1 === QUESTIONS) return { stored: FRESH, said: '' }
  const said = (questions[`q${state.at + 2}`] ?? '').replace(/\{([\w.]+)\}/g, () => '1')
  return { stored: JSON.stringify({ at: state.at + 1, tries: 0, data, deadline: inTenMinutes() }), said }
}

function inTenMinutes(): number {
  return Date.parse(NOW) + 600_000
}

const FRESH = JSON.stringify({ at: 0, tries: 0, data: {}, deadline: 0 })

/** Microseconds of processor time a turn. */
function measure(take: typeof engineTurn, start: string): number {
  let stored = start
  const before = process.cpuUsage()
  for (let turn = 0; turn < TURNS; turn++) stored = take(stored, answers[turn % answers.length] ?? '').stored
  const { user, system } = process.cpuUsage(before)
  return (user + system) / TURNS
}

function median(values: readonly number[]): number {
  return [...values].sort((first, second) => first - second)[Math.floor(values.length / 2)] ?? 0
}

const engine: number[] = []
const reducer: number[] = []
for (let round = 0; round <= ROUNDS; round++) {
  const [own, plain] = [measure(engineTurn, freshStore()), measure(reducerTurn, FRESH)]
  // The first round warms up.
  if (round > 0) {
    engine.push(own)
    reducer.push(plain)
  }
}
let full = freshStore()
for (let turn = 0; turn < QUESTIONS - 1; turn++) full = engineTurn(full, '12').stored

/**
 * Typebot's engine (830ba71 of 22 August 2026, its database stubbed) led the same thirty questions on another day:
 * its full turn cost nine times that of a bare XState machine, and that one 7.3 times that of a reducer.
 */
const TYPEBOT_TO_REDUCER = 9 * 7.3

/** Seconds of processor time. */
async function seconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const library = readLibrary([])
const others = await Promise.all(library.ids.map((id) => library.flow(id)))
const shared = new Map<string, FlowTexts>()
for (const locale of library.locales) shared.set(locale, await library.texts(locale, 'conversation'))
const checks: number[] = []
const walks: number[] = []
for (const { file, text, texts } of readFlowFiles(['.'], SHIPPED)) {
  const check = (): unknown => checkFlow(text, { file, schema: readSchema(), texts, shared, others })
  check()
  checks.push(await seconds(check))
  const id = basename(file).replace(/\.flow\.json$/, '')
  walks.push(await seconds(() => explore({ flow: id, flows: library })))
}

const ratio = median(engine.map((own, round) => own / (reducer[round] ?? 1)))
const rows = [
  ['full turn, engine', `${median(engine).toFixed(1)} µs`],
  ['full turn, reducer written by hand', `${median(reducer).toFixed(1)} µs`],
  ['engine to reducer, median of paired rounds', `${ratio.toFixed(1)} (at most 10)`],
  ["Typebot's engine to reducer, recorded", TYPEBOT_TO_REDUCER.toFixed(0)],
  ["engine to Typebot's, by the recorded ratio", `${(ratio / TYPEBOT_TO_REDUCER).toFixed(2)} (at most 0.2)`],
  [
    'stored conversation after 29 answers',
    `${JSON.stringify((JSON.parse(full) as { state: unknown }).state).length} bytes (at most 1024)`,
  ],
  ['checking a shipped flow, slowest', `${(Math.max(...checks) * 1000).toFixed(0)} ms (at most 50)`],
  ['exploring a shipped flow, median', `${median(walks).toFixed(1)} s`],
  ['exploring a shipped flow, slowest', `${Math.max(...walks).toFixed(1)} s (at most 2)`],
  [
    `exploring all ${walks.length} shipped flows`,
    `${walks.reduce((sum, walk) => sum + walk, 0).toFixed(0)} s (at most 30)`,
  ],
]
const width = Math.max(...rows.map(([name = '']) => name.length))
console.log(rows.map(([name = '', value]) => `${name.padEnd(width)}  ${value}`).join('\n'))
