import { expect, inject, it } from 'vitest'
import { freshSchema } from './fresh-schema.ts'
import { eventsOf, openDesk } from './front-door.ts'
import { startDeskProcess, type RunningDesk } from './running-desk.ts'

// Three desks in processes of their own, on one PostgreSQL, without sticky sessions: each request goes to another one.

const kills = process.env['COMPTOIR_LONG'] ? 60 : 3
const perKill = process.env['COMPTOIR_LONG'] ? 60 : 10

interface Kept {
  readonly id: string
  readonly seq: number
  readonly text: string
}

it('any one of three nodes may die: nothing acknowledged is lost, nothing doubled, no gap, on no reader', async () => {
  const database = [inject('postgres'), await freshSchema()]
  const start = (port = 0): Promise<RunningDesk> => startDeskProcess(':memory:', port, database)
  const nodes = await Promise.all([start(), start(), start()])

  let turn = 0
  const json = { 'Content-Type': 'application/json' }
  /** Asks the next node, and the one after it where that one is dead. */
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    for (;;) {
      const node = nodes[(turn += 1) % nodes.length]
      const base = `http://127.0.0.1:${node?.port}`
      const headers = { ...json, Origin: base, ...init.headers }
      try {
        const answer = await fetch(`${base}/desk${path}`, { ...init, headers })
        if (answer.status < 500) return answer
      } catch {
        // Dead or dying: what was asked may have been done or not.
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  const { id, secret } = await (
    await ask('/conversations', { method: 'POST', body: '{"locale":"fr"}' })
  ).json()
  const customer = { Authorization: `Bearer ${secret}` }
  const login = JSON.stringify({ login: 'camille', password: 'les quais de Caen' })
  const signedIn = await ask('/agent/session', { method: 'POST', body: login })
  const agent = { Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' }
  const wish = JSON.stringify({ topic: 'Facture', facts: {}, locale: 'fr' })
  await ask(`/conversations/${id}/handoff`, { method: 'POST', headers: customer, body: wish })
  expect((await ask(`/agent/conversations/${id}/take`, { method: 'POST', headers: agent })).status).toBe(200)

  const acknowledged = new Map<string, number>()
  const write = async (who: 'customer' | 'agent', index: number): Promise<void> => {
    const clientId = `${who}-message-${index}`
    const path = who === 'customer' ? `/conversations/${id}` : `/agent/conversations/${id}`
    const at = new Date().toISOString()
    const body = { ...(who === 'customer' ? { author: 'customer' } : {}), text: `${who} ${index}`, at }
    const answer = await ask(`${path}/messages/${clientId}`, {
      method: 'PUT',
      headers: who === 'customer' ? customer : agent,
      body: JSON.stringify(body),
    })
    acknowledged.set(clientId, (await answer.json()).seq)
  }

  // One reader for each side, coming back to another node with the last seq that it saw.
  const total = kills * perKill * 2
  const read = async (path: string, headers: Record<string, string>): Promise<readonly Kept[]> => {
    const seen: Kept[] = []
    while (seen.length < total) {
      try {
        const resumed = { ...headers, 'Last-Event-ID': String(seen.at(-1)?.seq ?? 0) }
        const events = eventsOf(await ask(path, { headers: resumed }))
        while (seen.length < total) {
          const event = await events.next()
          if (!event) break
          if (event.event === 'message') seen.push(event.data)
        }
        await events.close()
      } catch {
        // The node of this stream died.
      }
    }
    return seen
  }
  const readers = [
    read(`/conversations/${id}/stream`, customer),
    read(`/agent/conversations/${id}/stream`, agent),
  ]

  for (let kill = 0; kill < kills; kill++) {
    const before = acknowledged.size
    const side = async (who: 'customer' | 'agent'): Promise<void> => {
      for (let index = kill * perKill; index < (kill + 1) * perKill; index++) await write(who, index)
    }
    const writing = Promise.all([side('customer'), side('agent')])
    while (acknowledged.size < before + 5) await new Promise((resolve) => setImmediate(resolve))
    const victim = kill % nodes.length
    const port = nodes[victim]?.port ?? 0
    await nodes[victim]?.kill()
    await writing
    nodes[victim] = await start(port)
  }

  const heard = await Promise.all(readers)
  const all: Kept[] = []
  for (;;) {
    const page = await ask(`/conversations/${id}/messages?after=${all.length}`, { headers: customer })
    const { messages, digest } = await page.json()
    all.push(...messages)
    if (messages.length > 0) continue
    expect(digest).toEqual({ count: total, last: total })
    break
  }
  const numbers = Array.from({ length: total }, (_, index) => index + 1)
  expect(all.map(({ seq }) => seq)).toEqual(numbers)
  expect(new Set(all.map((message) => message.id)).size).toBe(total)
  for (const { id: clientId, seq } of all) expect(acknowledged.get(clientId)).toBe(seq)
  for (const who of ['customer', 'agent']) {
    const said = all.filter(({ text }) => text.startsWith(who)).map(({ text }) => Number(text.split(' ')[1]))
    expect(said, `${who} in the order of writing`).toEqual([...said].sort((one, other) => one - other))
  }
  for (const seen of heard) expect(seen.map(({ seq }) => seq)).toEqual(numbers)
}, 3_600_000)

it('what happens on one node is told on another at once', async () => {
  const shared = { databaseUrl: inject('postgres'), databaseSchema: await freshSchema() }
  // Their clocks stand still: no heartbeat brings what an event should.
  const [first, second] = [openDesk(shared), openDesk(shared)]
  const customer = await first.customer()
  const headers = customer.authorization
  const events = eventsOf(await second.raw('GET', `/conversations/${customer.id}/stream`, { headers }))
  await customer.says('Bonjour')
  expect(await events.next()).toMatchObject({ event: 'message', id: '1', data: { text: 'Bonjour' } })
  const camille = await second.agent()
  await customer.post('/handoff', { topic: 'Facture', facts: {}, locale: 'fr' })
  expect(await events.next()).toMatchObject({ event: 'handoff', data: { state: 'waiting', position: 1 } })
  await camille.post(`/conversations/${customer.id}/take`)
  await events.close()
  const back = eventsOf(await first.raw('GET', `/conversations/${customer.id}/stream`, { headers }))
  expect(await back.next()).toMatchObject({ event: 'message' })
  expect(await back.next()).toMatchObject({ event: 'handoff', data: { state: 'live' } })
  await back.close()
})

it('limits count over all nodes', async () => {
  const shared = { databaseUrl: inject('postgres'), databaseSchema: await freshSchema() }
  const doors = [openDesk(shared), openDesk(shared), openDesk(shared)]
  const customer = await doors[0]?.customer()
  const headers = customer?.authorization ?? {}
  const statuses: number[] = []
  for (let guess = 0; guess < 24; guess++) {
    const body = { reference: `GUESS${guess}`, email: 'jeanne.aubert@exemple.fr' }
    const said = await doors[guess % 3]?.ask('POST', `/conversations/${customer?.id}/verifications`, {
      headers,
      body,
    })
    statuses.push(said?.status ?? 0)
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
  expect(statuses.slice(20)).toEqual([429, 429, 429, 429])
})
