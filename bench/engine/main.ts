import { mask, type Flow } from '@comptoir/bot-engine'
import {
  freshConversation,
  turnConversation,
  type ConversationState,
} from '../../packages/bot-engine/src/conversation.machine.ts'
import { compileFlow } from '../../packages/bot-engine/src/flow/compile.ts'
import { shownScope } from '../../packages/bot-engine/src/flow/scope.ts'
import { beginFlow, turnFlow } from '../../packages/bot-engine/src/flow/turn.ts'
import { readAnswer } from '../../packages/bot-engine/src/read-answer.ts'
import { renderQuestion } from '../../packages/bot-engine/src/render.ts'
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
  steps: [...names.map((name) => ({ collect: name })), { id: 'over', end: 'resolved' }],
}
const questions = Object.fromEntries(
  names.map((name) => [name, `How many ${name} are there, {customer.level}?`]),
)
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
const world = { customer: { level: 1 } }

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
    readAnswer(text, book, {
      compiled,
      wait,
      data: frame.data,
      before: {},
      scope: frame.data,
      choices: new Map(),
    })
  const turned = turnFlow(compiled, frame, answer?.event ?? { type: 'MISS' }, world)
  let said = ''
  for (const effect of turned.effects) {
    if (effect.type !== 'ask' && effect.type !== 'askAgain') continue
    const again = effect.type === 'askAgain'
    said += renderQuestion(
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
}

function reducerTurn(stored: string, typed: string): { readonly stored: string; readonly said: string } {
  const state = JSON.parse(stored) as Plain
  if (!Number.isInteger(state.at) || state.at < 0 || state.at >= QUESTIONS || typeof state.data !== 'object')
    return { stored: FRESH, said: '' }
  const { text } = mask(typed)
  const found = /-?\d{1,12}(?:[.,]\d{1,4})?/.exec(text)?.[0]
  if (found === undefined) {
    if (state.tries >= 2) return { stored: FRESH, said: '' }
    return { stored: JSON.stringify({ ...state, tries: state.tries + 1 }), said: 'Write a number.' }
  }
  const data = { ...state.data, [`q${state.at + 1}`]: Number(found) }
  if (state.at + 1 === QUESTIONS) return { stored: FRESH, said: '' }
  const said = (questions[`q${state.at + 2}`] ?? '').replace(/\{([\w.]+)\}/g, () => '1')
  return { stored: JSON.stringify({ at: state.at + 1, tries: 0, data }), said }
}

const FRESH = JSON.stringify({ at: 0, tries: 0, data: {} })

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

const ratio = median(engine.map((own, round) => own / (reducer[round] ?? 1)))
const rows = [
  ['full turn, engine', `${median(engine).toFixed(1)} µs`],
  ['full turn, reducer written by hand', `${median(reducer).toFixed(1)} µs`],
  ['engine to reducer, median of paired rounds', `${ratio.toFixed(1)} (at most 10)`],
  [
    'stored conversation after 29 answers',
    `${JSON.stringify((JSON.parse(full) as { state: unknown }).state).length} bytes (at most 1024)`,
  ],
]
const width = Math.max(...rows.map(([name = '']) => name.length))
console.log(rows.map(([name = '', value]) => `${name.padEnd(width)}  ${value}`).join('\n'))
