import { graphOf } from '../checker/flow-graph.ts'
import { liveNames } from '../checker/live-names.ts'
import { createConversation } from '../create-conversation.ts'
import type { Conversation, ConversationView } from '../conversation.ts'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts'
import { compileFlow } from '../flow/compile.ts'
import type { Flow } from '../flow/flow.ts'
import type { FlowLibrary } from '../flow/library.ts'
import type { Knowledge } from '../knowledge.ts'
import { inspectTurns } from '../pure-scope.ts'
import { freshConversation } from '../conversation.machine.ts'
import type { ConversationSnapshot } from '../snapshot.ts'
import { inputsOf, withStubs } from './stub-flows.ts'
import { actsFor, type Act } from './acts.ts'
import { refusalReasons } from '../acts.ts'
import { fickleDesk, fickleShop, type Fates } from './fickle-ports.ts'

export interface ExploreOptions {
  readonly flow: string
  readonly flows: FlowLibrary
  /** @default 'fr' */
  readonly locale?: string
  /** Configurations at most. @default 3000 */
  readonly limit?: number
}

/** What was found by walking through every reachable configuration of a flow. */
export interface Exploration {
  readonly flow: string
  /** Different situations that a customer can be in: where the flows rest, what they know, what was tried. */
  readonly configurations: number
  /** Acts that were tried. */
  readonly acts: number
  readonly states: Coverage
  readonly transitions: Coverage
  /** Situations without a way out, throws, and hangs; none for a sound flow. */
  readonly traps: readonly Trap[]
  /** The limit was reached before the end. */
  readonly cut: boolean
}

export interface Coverage {
  readonly seen: number
  readonly all: number
  /** What was never reached, by name. */
  readonly missed: readonly string[]
}

/** A situation that should not exist, with the conversation that leads to it. */
export interface Trap {
  readonly kind: 'no-human' | 'no-exit' | 'silence' | 'error' | 'hang' | 'missing-text'
  readonly sentence: string
  readonly conversation: readonly string[]
}

/**
 * Walks a flow as customers would, through `createConversation` and ports of its own: from every situation it
 * tries every answer (right, wrong, ambiguous), every command and interruption, and every fate of the calls to
 * the outside (well, refused, down, silent, garbage, twice), until no new situation appears. In each it asks for a
 * human, and takes leave.
 */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const { flow, flows, locale = 'fr', limit = 3000 } = options
  const real = await preload(flows, locale)
  const all = new Map(await Promise.all(flows.ids.map(async (id) => [id, await real.flow(id)] as const)))
  const explored = all.get(flow)
  if (!explored) throw new Error(`There is no flow "${flow}" in the library.`)
  const preloaded = withStubs(real, explored, all)
  const live = liveNames(graphOf(compileFlow(explored)))
  const traps: Trap[] = []
  const seenStates = new Set<string>()
  const seenTransitions = new Set<string>()
  const stop = inspectTurns(({ machine, from, to }) => {
    if (machine !== flow) return
    seenStates.add(from).add(to)
    seenTransitions.add(`${from} → ${to}`)
  })
  const known = new Map<string, Situation>()
  let acts = 0

  try {
    const open: Situation[] = []
    /** The act as it goes well; and where it asks the outside, with every other fate of the calls. */
    const tryAll = async (from: Situation | undefined, act: Act): Promise<void> => {
      const asked = new Set<string>()
      const onCall = (name: string): void => void asked.add(name)
      acts++
      const well = await play(from, act, { onCall })
      // Another flow in between is walked on its own; here it only has to begin, and to leave a way out.
      if (act.interrupts) return
      meet(well)
      for (const fate of fates.filter((each) => concerns(each, asked))) {
        acts++
        meet(await play(from, act, fate))
      }
    }
    const meet = (found: Situation): void => {
      const key = keyOf(found, flow, live)
      if (known.has(key)) return
      known.set(key, found)
      open.push(found)
    }
    const starts: readonly Act[] = inputsOf(explored, all).map((input) => ({
      say: `(${flow})`,
      event: { type: 'FLOW.START', flow, input },
    }))
    for (const start of starts) await tryAll(undefined, start)
    if (JSON.stringify(explored).includes('customer.signedIn')) {
      for (const start of starts) await tryAll({ ...NOWHERE, signedIn: true }, start)
    }
    for (let situation = open.shift(); situation && known.size < limit; situation = open.shift()) {
      if (!isInside(situation.snapshot, flow)) {
        // Asked for again, with what is known by now.
        if (givesWay(situation.snapshot)) for (const start of starts) await tryAll(situation, start)
        continue
      }
      for (const act of actsFor(situation.view, situation.snapshot)) {
        await tryAll(situation, act)
      }
      await lookForExits(situation)
    }
    const compiled = compileFlow(await preloaded.flow(flow))
    const states = Object.keys(compiled.config.states)
    const transitions = Object.entries(compiled.config.states).flatMap(([from, state]) =>
      [...(state.always ?? []), ...Object.values(state.on ?? {}).flat()].flatMap(({ target, guard }) =>
        target && !(guard?.type === 'isKnown' && isAlwaysAsked(explored, String(guard.params?.['name'])))
          ? [`${from} → ${target}`]
          : [],
      ),
    )
    return {
      flow,
      configurations: known.size,
      acts,
      states: coverage(states, new Set([...seenStates, compiled.config.initial])),
      transitions: coverage([...new Set(transitions)], seenTransitions),
      traps: distinct(traps),
      cut: known.size >= limit,
    }
  } finally {
    stop()
  }

  /** One act in one situation, in a process of its own as far as the conversation can tell. */
  async function play(from: Situation | undefined, act: Act, fate: Fates): Promise<Situation> {
    const clock = createFakeClock(from?.now)
    const faults: string[] = []
    const conversation = createConversation({
      kb: KNOWLEDGE,
      flows: preloaded,
      locale,
      ports: { shop: fickleShop(fate), desk: fickleDesk(fate, clock) },
      clock,
      newId: counter(from?.snapshot.messages.length ?? 0),
      shop: { name: 'Atelier', phone: '02 61 91 00 42' },
      log: ({ code, message }) => {
        if (code === 'BOT-203') faults.push(message)
        if (code === 'BOT-202' || code === 'BOT-302') faults.push(message)
      },
      ...(from && from.way.length > 0
        ? { snapshot: JSON.parse(JSON.stringify(from.snapshot)) as unknown }
        : {}),
    })
    if (from?.signedIn) conversation.send({ type: 'CUSTOMER.IDENTIFY', token: 'signed' })
    conversation.start()
    await settle(conversation)
    const before = conversation.view.messages.length
    const shown = JSON.stringify(botMessages(conversation.view))
    conversation.send(act.event)
    await settle(conversation)
    for (let calls = 0; conversation.view.busy && calls < 8; calls++) await outlast(conversation, clock)
    const snapshot = conversation.snapshot() as ConversationSnapshot
    const { view } = conversation
    conversation.stop()
    const said = snapshot.messages.slice(before).map(({ author, text }) => `${author}: ${text}`)
    const way = [...(from?.way ?? []), ...(said.length > 0 ? said : [act.say])]
    for (const fault of faults)
      traps.push({
        kind: fault.includes('missing in') ? 'missing-text' : 'error',
        sentence: fault,
        conversation: way,
      })
    const mute = JSON.stringify(botMessages(view)) === shown && !showsMistakes(view)
    if (mute && view.waitingFor.kind !== 'agent' && act.event.type !== 'PAGE.CHANGE') {
      traps.push({
        kind: 'silence',
        sentence: 'The bot says nothing to this.',
        conversation: [...way, act.say],
      })
    }
    if (view.busy)
      traps.push({
        kind: 'hang',
        sentence: 'It waits for an answer from outside that never comes.',
        conversation: way,
      })
    return {
      snapshot: { ...snapshot, messages: snapshot.messages.slice(-3) },
      view,
      way,
      now: clock.now(),
      signedIn: from?.signedIn ?? false,
    }
  }

  /** From here a human, and leave, have to be one act away. */
  async function lookForExits(situation: Situation): Promise<void> {
    const asked = await play(
      situation,
      {
        say: 'customer: un conseiller',
        event: { type: 'MESSAGE.SEND', text: locale === 'fr' ? 'un conseiller' : 'an advisor' },
      },
      {},
    )
    const reached =
      asked.view.waitingFor.kind === 'agent' ||
      asked.snapshot.state.context.stack.some(({ frame }) => frame.flow === 'handoff')
    if (!reached && situation.view.waitingFor.kind !== 'agent') {
      traps.push({
        kind: 'no-human',
        sentence: 'Asking for a human does not reach one from here.',
        conversation: asked.way,
      })
    }
    const left = await play(situation, { say: '(stop)', event: { type: 'COMMAND', name: 'stop' } }, {})
    if (left.snapshot.state.mode !== 'over')
      traps.push({
        kind: 'no-exit',
        sentence: 'Taking leave does not end it from here.',
        conversation: left.way,
      })
  }
}

interface Situation {
  readonly snapshot: ConversationSnapshot
  readonly view: ConversationView
  readonly way: readonly string[]
  readonly now: number | undefined
  /** The shop's page says who the customer is. */
  readonly signedIn: boolean
}

/** What may become of the calls of one act, beside going well. */
const fates: readonly Fates[] = [
  ...(['down', 'hang', 'garbage', 'twice', 'refused', 'forbidden'] as const).map((call) => ({ call })),
  { call: 'down', after: 1 },
  { call: 'down', after: 2 },
  { call: 'forbidden', after: 1 },
  ...(['none', 'two'] as const).map((orders) => ({ orders })),
  ...(['closed', 'nobody', 'no-slots', 'handoff-closed', 'live'] as const).map((desk) => ({ desk })),
  ...(['closes', 'goes'] as const).map((agent) => ({ agent })),
  ...(['unpaid', 'not-shipped', 'two-invoices', 'shipped'] as const).map((order) => ({ order })),
  ...(['miss', 'locked'] as const).map((verify) => ({ verify })),
  ...refusalReasons.map((act) => ({ act })),
]

/** Does it make a difference which fate it is, for the calls that were made? */
function concerns(
  { call, verify, order, orders, act, desk, agent }: Fates,
  asked: ReadonlySet<string>,
): boolean {
  if (call) return asked.size > 0
  if (verify) return asked.has('verify')
  if (order) return asked.has('order') || asked.has('orders')
  if (orders) return asked.has('orders')
  if (act) return asked.has('act')
  if (agent) return asked.has('handoff')
  return (
    desk !== undefined && (asked.has('availability') || asked.has('callbackSlots') || asked.has('handoff'))
  )
}

/** What the customer sees of the bot, forms with their mistakes included. */
function botMessages({ messages }: ConversationView): readonly unknown[] {
  return messages.filter(({ author }) => author !== 'customer').map(({ id, text, card }) => [id, text, card])
}

/** A form that was sent again with the same mistakes shows them still. */
function showsMistakes({ messages, waitingFor }: ConversationView): boolean {
  return (
    waitingFor.kind === 'form' &&
    messages.some(({ card }) => card?.type === 'form' && card.fields.some(({ error }) => error))
  )
}

/** Nothing can have said it before its question: skipping the question is only there for flows that are edited. */
function isAlwaysAsked({ steps, input = [] }: Flow, name: string): boolean {
  const first = steps.findIndex((step) => 'collect' in step)
  const asked = steps.findIndex((step) => 'collect' in step && step.collect === name)
  return (
    asked === first &&
    !input.includes(name) &&
    !steps.some((step) => 'set' in step && Object.hasOwn(step.set, name))
  )
}

/** Before anything was said. */
const NOWHERE: Situation = {
  snapshot: { version: 1, locale: '', messages: [], engaged: false, acts: [], state: freshConversation },
  view: {
    messages: [],
    waitingFor: { kind: 'text' },
    busy: false,
    handoff: { state: 'none' },
    level: 0,
    connection: 'none',
  },
  way: [],
  now: undefined,
  signedIn: false,
}

const KNOWLEDGE: Knowledge = {
  get: () => undefined,
  ask: (question) =>
    question.includes('livraison')
      ? {
          kind: 'answer',
          confidence: 0.9,
          article: { id: 'faq', question: 'Livraison', answer: 'Deux jours.' },
        }
      : { kind: 'escalate' },
}

/** Every flow and text at hand, so that no turn waits for a file. */
async function preload(flows: FlowLibrary, locale: string): Promise<FlowLibrary> {
  const loaded = new Map(await Promise.all(flows.ids.map(async (id) => [id, await flows.flow(id)] as const)))
  const texts = new Map(
    await Promise.all(
      ['conversation', ...flows.ids].map(async (id) => [id, await flows.texts(locale, id)] as const),
    ),
  )
  return {
    ids: flows.ids,
    locales: [locale],
    flow: (id) => loaded.get(id) ?? flows.flow(id),
    texts: (_, id) => texts.get(id) ?? {},
  }
}

async function settle(conversation: Conversation): Promise<void> {
  for (let quiet = 0, before = conversation.view; quiet < 3; quiet++) {
    await new Promise((resolve) => setImmediate(resolve))
    if (conversation.view !== before) quiet = 0
    before = conversation.view
  }
}

/** A call that never answers has to be given up by the conversation itself. */
async function outlast(conversation: Conversation, clock: FakeClock): Promise<void> {
  clock.advance(61_000)
  await settle(conversation)
}

/** By state of the explored flow, the names that still decide about the way. */
type LiveNames = ReadonlyMap<string, ReadonlySet<string>>

/** What makes two situations the same: everything that can still decide about the way, but words, ids and times. */
function keyOf({ snapshot: { state }, signedIn }: Situation, flow: string, live: LiveNames): string {
  const { stack, level, locked, handoff, facts, confirmed } = state.context
  const at = stack.find(({ frame }) => frame.flow === flow)?.frame.at
  // Inside the flow, what is known of the customer makes a difference only where it is looked at again.
  const lookedAt = (name: string): boolean => at === undefined || live.get(at)?.has(name) === true
  return JSON.stringify([
    state.mode,
    handoff.state,
    ...(lookedAt('customer') ? [signedIn, level, locked, confirmed !== ''] : []),
    ...(lookedAt('facts') ? Object.keys(facts) : []),
    stack.map(({ frame, aside }) => [
      frame.flow,
      frame.at,
      aside,
      // Earlier questions that were missed make no difference any more.
      frame.tries[frame.at] ?? 0,
      Object.entries(frame.data)
        .filter(([name]) => frame.flow !== flow || live.get(frame.at)?.has(name))
        .map(([name, value]) => [name, summary(value)]),
    ]),
  ])
}

function summary(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 2 ? 'many' : value.length
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? 'text' : value
  return ['status', 'paid', 'state', 'level', 'open'].map((name) => Reflect.get(value, name) ?? null)
}

function isInside({ state }: ConversationSnapshot, flow: string): boolean {
  const { stack } = state.context
  return stack.some(({ frame }) => frame.flow === flow) && !stack.some(({ aside }) => aside)
}

/** Nothing is under way but the survey, which is left as soon as something else is asked. */
function givesWay({ state: { mode, context } }: ConversationSnapshot): boolean {
  return mode === 'listening' || (mode === 'leading' && context.stack[0]?.frame.flow === 'survey')
}

function coverage(all: readonly string[], seen: ReadonlySet<string>): Coverage {
  const missed = all.filter((name) => !seen.has(name))
  return { seen: all.length - missed.length, all: all.length, missed }
}

function distinct(traps: readonly Trap[]): readonly Trap[] {
  return [...new Map(traps.map((trap) => [`${trap.kind} ${trap.sentence}`, trap])).values()]
}

function counter(from: number): () => string {
  let count = from
  return () => `m${++count}`
}
