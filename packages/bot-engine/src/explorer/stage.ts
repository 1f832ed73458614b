import { createConversation } from '../create-conversation.ts'
import type { Conversation, ConversationView } from '../conversation.ts'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts'
import type { FlowLibrary } from '../flow/library.ts'
// What a conversation fetches when it needs it is fetched beforehand, so that no turn waits for a file.
import '../flow/correct.ts'
import '../flow-runner.ts'
import '../mask.ts'
import '../messages.ts'
import '../more-steps.ts'
import '../repair.ts'
import '../snapshot.ts'
import type { Knowledge } from '../knowledge.ts'
import type { LogEntry } from '../messages.ts'
import type { ConversationSnapshot } from '../snapshot.ts'
import type { Act } from './acts.ts'
import { ficklePorts, type Fates } from './fickle-ports.ts'
import { NOWHERE, type Situation } from './situation.ts'
import { DETOUR } from './stub-flows.ts'

/** What came of one act in one situation. */
export interface Played {
  readonly after: Situation
  /** Names of what was asked of the outside: those of the ports, `flow` and `stream`. */
  readonly asked: ReadonlySet<string>
  /** How many calls that can go one way or another were made. */
  readonly calls: number
  readonly log: readonly LogEntry[]
  /** Nothing that the customer sees has changed. */
  readonly mute: boolean
  /** After the reload it waited for something else than before. */
  readonly moved: boolean
}

/** Plays one act, in a process of its own as far as the conversation can tell. */
export type Stage = (from: Situation, act: Act, fates?: Fates) => Promise<Played>

/** Messages that a situation keeps: those that a question with its cards and choices can be made of. */
const KEPT = 6

export function createStage(explored: string, flows: FlowLibrary, locale: string): Stage {
  let ids = 0
  return async (from, act, fates = {}) => {
    const clock = createFakeClock(from.now)
    const log: LogEntry[] = []
    const asked = new Set<string>()
    const made = { count: 0 }
    const given: Fates = { ...fates, onCall: (name) => void asked.add(name) }
    const { snapshot } = from
    const conversation = createConversation({
      kb: KNOWLEDGE,
      flows: fickleFlows(flows, new Set([explored, DETOUR, ...flowsIn(snapshot)]), given),
      locale,
      ports: ficklePorts(given, clock, made),
      clock,
      newId: () => `m${++ids}`,
      shop: { name: 'Atelier', phone: '02 61 91 00 42' },
      log: (entry) => void log.push(entry),
      ...(from.url === undefined ? {} : { page: { url: from.url } }),
      ...(from === NOWHERE ? {} : { snapshot }),
    })
    if (from.signedIn) conversation.send({ type: 'CUSTOMER.IDENTIFY', token: 'signed' })
    conversation.start()
    let moved = false
    const event = { done: !act.event }
    if (act.event) void conversation.send(act.event).then(() => (event.done = true))
    else {
      await settle(conversation)
      // What the agent does is new in any case.
      moved =
        fates.agent === undefined &&
        !from.view.busy &&
        expectationOf(conversation.view) !== expectationOf(from.view)
      clock.advance(act.passes ?? 0)
    }
    await settle(conversation)
    for (let more = 0; !event.done && more < PATIENCE; more++) await settle(conversation)
    // A call that never answers has to be given up by the conversation itself; one that comes late, ignored.
    const rounds = fates.flows === 'hang' || act.stays ? 0 : GIVING_UP
    for (let calls = 0; conversation.view.busy && calls < rounds; calls++) await passTime(conversation, clock)
    if (fates.calls?.includes('late')) await passTime(conversation, clock)
    const { view } = conversation
    const stored = conversation.snapshot() as ConversationSnapshot
    conversation.stop()
    const said = stored.messages
      .slice(snapshot.messages.length)
      .map(({ author, text }) => `${author}: ${text}`)
    const told = said.length > 0 && act.say.startsWith('customer:') ? said : [act.say, ...said]
    return {
      after: {
        snapshot: { ...stored, messages: stored.messages.slice(-KEPT) },
        view,
        way: [...from.way, ...told],
        now: clock.now(),
        signedIn: from.signedIn,
        ...(act.event?.type === 'PAGE.CHANGE'
          ? { url: act.event.url }
          : from.url === undefined
            ? {}
            : { url: from.url }),
      },
      asked,
      calls: made.count,
      log,
      mute: shownIn(view.messages) === shownIn(snapshot.messages) && !showsMistakes(view),
      moved,
    }
  }
}

/** How often a file that the conversation fetches for itself is waited for; one that never comes, not longer. */
const PATIENCE = 5

/** Calls one after the other that may have to be given up in one act. */
const GIVING_UP = 8

async function passTime(conversation: Conversation, clock: FakeClock): Promise<void> {
  clock.advance(61_000)
  await settle(conversation)
}

/** What the customer sees of the bot, forms with their mistakes included. */
function shownIn(messages: ConversationView['messages']): string {
  return JSON.stringify(
    messages
      .filter(({ author }) => author !== 'customer')
      .map(({ id, text, card }) => [id, text, card])
      // Each act has a desk of its own, so the order says nothing.
      .sort(([first], [second]) => (String(first) < String(second) ? -1 : 1)),
  )
}

/** A form that was sent again with the same mistakes shows them still. */
function showsMistakes({ messages, waitingFor }: ConversationView): boolean {
  return (
    waitingFor.kind === 'form' &&
    messages.some(({ card }) => card?.type === 'form' && card.fields.some(({ error }) => error))
  )
}

/** What is waited for, and until when. */
function expectationOf({ waitingFor, deadline }: ConversationView): string {
  return JSON.stringify([waitingFor, deadline])
}

const KNOWLEDGE: Knowledge = {
  get: (id) => (id === 'faq' ? ARTICLE : undefined),
  ask(question) {
    const article = question.includes('livraison') ? ARTICLE : question.includes('digression') && LEADING_AWAY
    return article ? { kind: 'answer', confidence: 0.9, article } : { kind: 'escalate' }
  },
}

const LEADING_AWAY = { id: 'away', question: 'Digression', answer: 'Ailleurs.', action: DETOUR }

const ARTICLE = { id: 'faq', question: 'Livraison', answer: 'Deux jours.' }

function flowsIn({ state }: ConversationSnapshot): readonly string[] {
  return state.context.stack.map(({ frame }) => frame.flow)
}

/** The file of a flow that has not begun yet comes as the fates say. */
function fickleFlows(flows: FlowLibrary, atHand: ReadonlySet<string>, fates: Fates): FlowLibrary {
  return {
    ...flows,
    flow(id) {
      if (atHand.has(id)) return flows.flow(id)
      fates.onCall?.('flow')
      if (fates.flows === 'hang') return new Promise(() => {})
      if (fates.flows === 'lost') throw new Error('The file does not come.')
      return flows.flow(id)
    },
  }
}

async function settle(conversation: Conversation): Promise<void> {
  for (let quiet = 0, before = conversation.view; quiet < 2; quiet++) {
    await new Promise((resolve) => setImmediate(resolve))
    if (conversation.view !== before) quiet = 0
    before = conversation.view
  }
}
