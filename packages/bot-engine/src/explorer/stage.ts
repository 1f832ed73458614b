import { createConversation } from '../create-conversation.ts'
import type { Conversation, ConversationView } from '../conversation.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import type { FlowLibrary } from '../flow/library.ts'
// What a conversation fetches when it needs it is fetched beforehand, so that no turn waits for a file.
import '../flow/correct.ts'
import '../flow-runner.ts'
import '../mask.ts'
import '../messages.ts'
import '../more-port-calls.ts'
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
  /** Where it stood at each call that was looked at one by one. */
  readonly pauses: readonly Pause[]
  readonly log: readonly LogEntry[]
  /** Nothing that the customer sees has changed. */
  readonly mute: boolean
  /** After the reload it waited for something else than before. */
  readonly moved: boolean
}

/** An act in the middle: something was asked, and there is no answer yet. */
export interface Pause {
  readonly call: number | 'flow'
  readonly name: string
  readonly situation: Situation
}

/**
 * Plays one act, in a process of its own as far as the conversation can tell. Where it stops at calls, those whose
 * fate is known already are passed over.
 */
export type Stage = (from: Situation, act: Act, fates?: Fates, stops?: boolean) => Promise<Played>

/** Messages that a situation keeps: those that a question with its cards and choices can be made of. */
const KEPT = 6

export function createStage(explored: string, flows: FlowLibrary, locale: string): Stage {
  let ids = 0
  return async (from, act, fates = {}, stops = false) => {
    const clock = createFakeClock(from.now)
    const log: LogEntry[] = []
    const asked = new Set<string>()
    const pauses: Pause[] = []
    const held: (Pick<Pause, 'call' | 'name'> & { readonly goOn: () => void })[] = []
    const isNew = (call: Pause['call']): boolean =>
      call === 'flow' || (call >= (fates.calls?.length ?? 0) && call < MOST_CALLS)
    const given: Fates = {
      ...fates,
      onCall: (name) => void asked.add(name),
      ...(stops && {
        hold: async (call, name) => {
          if (isNew(call)) await new Promise<void>((goOn) => held.push({ call, name, goOn }))
        },
      }),
    }
    const { snapshot } = from
    const conversation = createConversation({
      kb: KNOWLEDGE,
      flows: fickleFlows(flows, new Set([explored, DETOUR, ...flowsIn(snapshot)]), given),
      locale,
      ports: ficklePorts(given, clock),
      clock,
      newId: () => `m${++ids}`,
      shop: { name: 'Atelier', phone: '02 61 91 00 42' },
      log: (entry) => void log.push(entry),
      ...(from.url === undefined ? {} : { page: { url: from.url } }),
      ...(from === NOWHERE ? {} : { snapshot }),
    })
    const { url } = act.event?.type === 'PAGE.CHANGE' ? act.event : from
    const standing = (): Situation => {
      const stored = conversation.snapshot() as ConversationSnapshot
      const said = stored.messages
        .slice(snapshot.messages.length)
        .map(({ author, text }) => `${author}: ${text}`)
      const told = said.length > 0 && act.say.startsWith('customer:') ? said : [act.say, ...said]
      return {
        snapshot: { ...stored, messages: stored.messages.slice(-KEPT) },
        view: conversation.view,
        way: [...from.way, ...told],
        now: clock.now(),
        signedIn: from.signedIn,
        ...(url === undefined ? {} : { url }),
      }
    }
    /** Until nothing moves any more. */
    const rest = async (): Promise<void> => {
      await settle(conversation)
      for (let next = held.shift(); next; next = held.shift()) {
        pauses.push({ call: next.call, name: next.name, situation: standing() })
        next.goOn()
        await settle(conversation)
      }
    }
    const passTime = async (): Promise<void> => {
      clock.advance(61_000)
      await rest()
    }
    /** A call that never answers has to be given up by the conversation itself; one that comes late, ignored. */
    const giveUp = async (): Promise<void> => {
      for (let calls = 0; conversation.view.busy && calls < GIVING_UP; calls++) await passTime()
    }
    if (from.signedIn) conversation.send({ type: 'CUSTOMER.IDENTIFY', token: 'signed' })
    conversation.start()
    let moved = false
    const event = { done: !act.event }
    if (act.event) void conversation.send(act.event).then(() => (event.done = true))
    else {
      await rest()
      // What the agent does is new in any case.
      moved =
        fates.agent === undefined &&
        !from.view.busy &&
        expectationOf(conversation.view) !== expectationOf(from.view)
      clock.advance(act.passes ?? 0)
    }
    await rest()
    for (let more = 0; !event.done && more < PATIENCE; more++) await rest()
    await giveUp()
    if (fates.calls?.includes('late')) {
      await passTime()
      // Time that passes for the late answer may have moved the flow on to another call.
      await giveUp()
    }
    const after = standing()
    conversation.stop()
    return {
      after,
      asked,
      pauses,
      log,
      mute: shownIn(after.view.messages) === shownIn(snapshot.messages) && !showsMistakes(after.view),
      moved,
    }
  }
}

/** Calls of one act that are looked at one by one: a person would lose patience before. */
const MOST_CALLS = 4

/** How often a file that the conversation fetches for itself is waited for; one that never comes, not longer. */
const PATIENCE = 5

/** Calls one after the other that may have to be given up in one act. */
const GIVING_UP = 8

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
    async flow(id) {
      if (atHand.has(id)) return flows.flow(id)
      fates.onCall?.('flow')
      if (fates.flows === 'lost') throw new Error('The file does not come.')
      await fates.hold?.('flow', 'flow')
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
