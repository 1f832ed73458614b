import { createMemoryStorage, type Message } from '@comptoir/bot-engine'
import { configure } from '@testing-library/preact'
import type { AgentCallback, AgentConversation, AgentOrder, Me, Queue } from '../../src/agent-api.ts'
import { RefusedError, type AgentClient } from '../../console/agent-client.ts'
import type { Listen, LiveHandlers } from '../../console/live-events.ts'
import { fakeOrder } from '../../src/fakes/fake-order.ts'
import { orderViewOf } from '../../src/order-view.ts'

// What is waited for may have to wait for the machine.
configure({ asyncUtilTimeout: 15_000 })

export const camille: Me = {
  id: 'agent-1',
  login: 'camille',
  name: 'Camille',
  title: 'conseillère',
  role: 'agent',
  state: 'available',
  mustChangePassword: false,
  timeZone: 'Europe/Paris',
}

export const order: AgentOrder = {
  ...orderViewOf(fakeOrder(), 2, [
    {
      number: 'FA-2026-00031',
      issuedAt: '2026-11-19',
      kind: 'invoice',
      total: { amount: 7800, currency: 'EUR' },
      fileName: 'facture.pdf',
      mail: { state: 'failed' },
    },
  ]),
  customerName: 'Jeanne Aubert',
  shippingMethod: 'Colissimo à domicile',
  paymentMethod: 'Carte bancaire',
  links: { backOffice: 'https://shop.example/admin/orders/XKBKNABJK' },
}

export function message(
  seq: number,
  author: Message['author'],
  text: string,
  more: Partial<Message> = {},
): Message {
  return { id: `message-${seq}`, seq, author, text, at: `2026-11-21T10:0${seq}:00.000Z`, ...more }
}

export const talk: readonly Message[] = [
  message(1, 'bot', 'Bonjour ! Je suis l’assistant **automatique** de la boutique.', {
    choices: [{ id: 'invoice', label: 'Ma facture' }],
  }),
  message(2, 'customer', 'je n’ai pas recu ma facture <b>merci</b>'),
  message(3, 'bot', 'Voici votre facture.', {
    card: { type: 'file', ref: 'invoice:X:1', name: 'facture.pdf', mime: 'application/pdf' },
  }),
]

export function conversation(changes: Partial<AgentConversation> = {}): AgentConversation {
  return {
    id: 'c1',
    locale: 'fr',
    createdAt: '2026-11-21T10:00:00.000Z',
    handoff: {
      state: 'waiting',
      topic: 'Facture introuvable',
      facts: { reference: 'XKBKNABJK', Demande: 'une facture' },
      since: '2026-11-21T10:00:00.000Z',
      mine: false,
    },
    messages: talk,
    digest: { count: 3, last: 3 },
    verification: { level: 2, at: '2026-11-21T10:00:00.000Z', live: true },
    orders: [order],
    ...changes,
  }
}

export const promise: AgentCallback = {
  id: 'callback-1',
  conversationId: 'c1',
  phone: '+33261910042',
  name: 'Jeanne Aubert',
  reason: 'Facture introuvable',
  locale: 'fr',
  from: '2026-11-21T10:30:00.000Z',
  to: '2026-11-21T11:00:00.000Z',
  state: 'due',
  attempts: 0,
  maxAttempts: 2,
  overdue: false,
  consent: { commercial: false, textVersion: 'callback-2026-06', at: '2026-11-21T10:00:00.000Z' },
}

export const waiting: Queue = {
  waiting: [
    {
      conversationId: 'c1',
      topic: 'Facture introuvable',
      locale: 'fr',
      since: new Date(Date.now() - 185_000).toISOString(),
    },
  ],
  mine: [],
  available: 1,
  callbacks: { open: 1, overdue: 0 },
  records: { open: 2, overdue: 0 },
}

/** A service that answers what it is told to, and remembers what it was asked. */
export function fakeService(changes: Partial<AgentClient> = {}): {
  client: AgentClient
  listen: Listen
  storage: ReturnType<typeof createMemoryStorage>
  asked: string[]
  /** Sends an event of a stream whose path begins so. */
  tell(path: string, event: string, data: unknown): void
  handlers(path: string): LiveHandlers | undefined
} {
  const asked: string[] = []
  const streams = new Map<string, LiveHandlers>()
  let seq = 3
  const mine = conversation({
    handoff: {
      ...conversation().handoff,
      state: 'live',
      mine: true,
      agent: 'Camille, conseillère',
    } as AgentConversation['handoff'] & object,
  })
  const client: AgentClient = {
    me: async () => camille,
    signInWays: async () => ({ passwords: true }),
    signIn: async () => camille,
    signOut: async () => {},
    changePassword: async () => ({ ...camille, mustChangePassword: false }),
    setState: async (state) => ({ ...camille, state }),
    queue: async () => waiting,
    conversation: async () => conversation(),
    take: async () => mine,
    messagesAfter: async () => [],
    putMessage: async () => ({ seq: (seq += 1) }),
    upload: async (_, { id, name }) => ({ ref: `upload:${id}`, name, mime: 'application/pdf', size: 8 }),
    mintLink: async (_, ref) => ({ href: `/desk/files/${ref.slice('upload:'.length)}` }),
    markRead: async () => {},
    typing: async () => {},
    close: async () => {},
    callbacks: async () => [promise],
    recordOutcome: async (_, outcome) => ({ ...promise, state: outcome === 'no-answer' ? 'due' : outcome }),
    ...changes,
  }
  const watched = Object.fromEntries(
    Object.entries(client).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        asked.push(
          [name, ...args.map((arg) => (typeof arg === 'object' ? JSON.stringify(arg) : String(arg)))].join(
            ' ',
          ),
        )
        return Reflect.apply(method, client, args)
      },
    ]),
  )
  const find = (path: string): LiveHandlers | undefined =>
    [...streams].find(([known]) => known.startsWith(path))?.[1]
  return {
    client: watched as unknown as AgentClient,
    storage: createMemoryStorage(),
    asked,
    listen: (path, handlers) => {
      streams.set(path, handlers)
      return () => void streams.delete(path)
    },
    tell: (path, event, data) => find(path)?.events[event]?.(data),
    handlers: find,
  }
}

export const refused = (status: number, code = ''): RefusedError => new RefusedError(status, code, 'No.')
