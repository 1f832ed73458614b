import {
  createConversation,
  createMemoryStorage,
  type Card,
  type CommandName,
  type Conversation,
  type ConversationOptions,
  type ConversationView,
  type LogEntry,
  type Message,
} from '@comptoir/bot-engine'
import {
  createFakeClock,
  createFakeDesk,
  createFakeShop,
  type FakeClock,
  type FakeDesk,
  type FakeDeskOptions,
  type FakeShop,
  type FakeShopOptions,
} from '@comptoir/bot-engine/fakes'
// What a conversation fetches when it needs it is fetched beforehand, so that no turn waits for a file.
import '../src/flow/correct.ts'
import '../src/flow-runner.ts'
import '../src/mask.ts'
import '../src/messages.ts'
import '../src/more-port-calls.ts'
import '../src/more-steps.ts'
import '../src/repair.ts'
import '../src/snapshot.ts'
import { preloadedFlows } from './preloaded-flows.ts'
import { expect } from 'vitest'
import { knowledge } from './knowledge.ts'

export interface TalkOptions extends Partial<ConversationOptions> {
  /** ISO 8601. @default a Saturday within the hours */
  readonly now?: string
  readonly fakeShop?: FakeShopOptions
  readonly fakeDesk?: FakeDeskOptions
  /** No desk at all: static hosting. */
  readonly alone?: boolean
}

/** A conversation played in a test: each line is one turn of the dialogue. */
export interface Talk {
  readonly conversation: Conversation
  readonly clock: FakeClock
  readonly shop: FakeShop
  readonly desk: FakeDesk
  readonly log: readonly LogEntry[]
  readonly view: ConversationView
  customer(text: string): Promise<void>
  /** Picks a quick reply by its label or by the end of its id. */
  picks(choice: string | RegExp): Promise<void>
  fills(values: Record<string, unknown>): Promise<void>
  asks(command: CommandName): Promise<void>
  /** The bot's next message not yet looked at. */
  bot(text: string | RegExp): Message
  /** Everything was looked at. */
  silence(): void
  /** Skips to the bot's last message. */
  last(): Message
  card<Type extends Card['type']>(type: Type): Extract<Card, { type: Type }>
  settle(): Promise<void>
  /** The same conversation in a new process. */
  reload(options?: Partial<ConversationOptions>): Promise<void>
  /** Author and text of everything said so far. */
  transcript(): string
}

export async function talk(options: TalkOptions = {}): Promise<Talk> {
  const { now, fakeShop, fakeDesk, alone, ...rest } = options
  const clock = createFakeClock(now)
  const shop = createFakeShop(fakeShop)
  const desk = createFakeDesk({ clock, ...fakeDesk })
  const log: LogEntry[] = []
  const storage = rest.storage ?? createMemoryStorage()
  let ids = 0
  let seen = 0
  const make = (more: Partial<ConversationOptions>): Conversation =>
    createConversation({
      kb: knowledge(rest.locale ?? 'fr'),
      flows: preloadedFlows,
      locale: 'fr',
      ...(alone ? {} : { ports: { shop, desk } }),
      shop: {
        name: 'Atelier Nelvet',
        phone: '02 61 91 00 42',
        email: 'service@shop.example',
        page: '/contact',
      },
      clock,
      storage,
      newId: () => `m${++ids}`,
      log: (entry) => void log.push(entry),
      ...rest,
      ...more,
    })
  let conversation = make({})
  conversation.start()

  const said = (): readonly Message[] =>
    conversation.view.messages.filter(({ author }) => author === 'bot' || author === 'system')

  const settle = async (): Promise<void> => {
    for (let quiet = 0, before = conversation.view; quiet < 4; quiet++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (conversation.view !== before) quiet = 0
      before = conversation.view
    }
  }
  await settle()

  const played: Talk = {
    get conversation() {
      return conversation
    },
    clock,
    shop,
    desk,
    log,
    get view() {
      return conversation.view
    },
    async customer(text) {
      conversation.send({ type: 'MESSAGE.SEND', text })
      await settle()
    },
    async picks(choice) {
      const choices = conversation.view.messages.flatMap(({ choices: replies = [], card }) =>
        card?.type === 'rating' ? [...card.options, ...replies] : replies,
      )
      const found = choices.findLast(({ id, label }) =>
        typeof choice === 'string' ? label === choice || id.endsWith(choice) : choice.test(label),
      )
      if (!found)
        throw new Error(
          `Nobody offered ${String(choice)}. Offered: ${choices.map(({ label }) => label).join(' | ')}`,
        )
      conversation.send({ type: 'CHOICE.PICK', id: found.id })
      await settle()
    },
    async fills(values) {
      const { waitingFor } = conversation.view
      if (waitingFor.kind !== 'form') throw new Error('No form is open.')
      conversation.send({ type: 'FORM.SUBMIT', id: waitingFor.id, values })
      await settle()
    },
    async asks(name) {
      conversation.send({ type: 'COMMAND', name })
      await settle()
    },
    bot(text) {
      const message = said()[seen++]
      if (!message)
        throw new Error(`The bot said nothing more; expected ${String(text)}\n${played.transcript()}`)
      if (typeof text === 'string') expect(message.text).toContain(text)
      else expect(message.text).toMatch(text)
      return message
    },
    silence() {
      expect(
        said()
          .slice(seen)
          .map(({ text }) => text),
      ).toEqual([])
    },
    last() {
      seen = said().length
      const message = said().at(-1)
      if (!message) throw new Error('The bot has said nothing yet.')
      return message
    },
    card(type) {
      const found = conversation.view.messages.findLast(({ card }) => card?.type === type)?.card
      if (found?.type !== type) throw new Error(`No card ${type} was shown.`)
      return found as ReturnType<typeof played.card<typeof type>>
    },
    settle,
    async reload(more = {}) {
      const snapshot: unknown = JSON.parse(JSON.stringify(conversation.snapshot()))
      conversation.stop()
      conversation = make({ snapshot, ...more })
      conversation.start()
      await settle()
    },
    transcript: () =>
      conversation.view.messages
        .map(
          ({ author, text, card, choices }) =>
            `${author}: ${text}${card ? ` [${card.type}]` : ''}${choices ? ` {${choices.map(({ label }) => label).join(' | ')}}` : ''}`,
        )
        .join('\n'),
  }
  return played
}
