import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { PostgresDatabase } from '../store/postgres-database.ts'
import type { Broker, BrokerEvent } from './broker.ts'
import { createLocalBroker } from './local.ts'

/** A payload of NOTIFY has less than 8000 bytes; an event has some 120. */
const eventsPerNotice = 40

/**
 * Events between the nodes of a desk, by PostgreSQL's LISTEN and NOTIFY. They wake readers up and carry nothing that
 * counts: what was said stands in the tables, which every stream reads after its own cursor. So the tables are the
 * outbox. When the connection that listens breaks, everybody here reads again once it is back.
 */
export function createPostgresBroker(database: PostgresDatabase): Broker {
  const local = createLocalBroker()
  const node = randomUUID()
  const channel = `comptoir ${database.schema}`.slice(0, 60)
  let outgoing: BrokerEvent[] = []
  let sending: Promise<void> | undefined
  let closed = false
  let listener: Client | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  // Not within the transactions of what happened: NOTIFY would make their commits wait for one another.
  const send = async (): Promise<void> => {
    while (outgoing.length > 0) {
      const events = outgoing.slice(0, eventsPerNotice)
      outgoing = outgoing.slice(eventsPerNotice)
      // Where this fails, the others find out with their next heartbeat.
      await database.notify(channel, JSON.stringify({ node, events })).catch(() => {})
    }
  }

  const listen = async (): Promise<void> => {
    if (closed) return
    try {
      const client = await database.connect()
      if (closed) return void (await client.end())
      listener = client
      client.on('notification', ({ payload = '' }) => hear(payload))
      client.on('error', () => {})
      client.on('end', () => again())
      await client.query(`LISTEN "${channel}"`)
      local.wakeAll()
    } catch {
      again()
    }
  }

  const again = (): void => {
    listener = undefined
    if (closed || retry) return
    retry = setTimeout(() => {
      retry = undefined
      void listen()
    }, 500)
  }

  const hear = (payload: string): void => {
    const notice: { readonly node: string; readonly events: readonly BrokerEvent[] } = JSON.parse(payload)
    if (notice.node !== node) for (const event of notice.events) local.publish(event)
  }

  const listening = listen()

  return {
    publish: (event) => {
      local.publish(event)
      outgoing.push(event)
      sending ??= Promise.resolve()
        .then(send)
        .finally(() => (sending = undefined))
    },
    onConversation: local.onConversation,
    onDesk: local.onDesk,
    close: async () => {
      closed = true
      clearTimeout(retry)
      await listening
      await sending
      await listener?.end()
    },
  }
}
