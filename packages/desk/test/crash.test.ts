import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { eventsOf } from './front-door.ts'
import { startDeskProcess } from './running-desk.ts'

/** In the long run 1,000 kills during 100,000 messages, half of them each side's. */
const rounds = process.env['COMPTOIR_LONG'] ? 1000 : 3
const perRound = process.env['COMPTOIR_LONG'] ? 50 : 40

it('killed in the middle of a handoff and started again, it has lost, doubled and reordered nothing', async () => {
  const data = mkdtempSync(join(tmpdir(), 'comptoir-desk-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  let running = await startDeskProcess(data, 0)
  const base = `http://127.0.0.1:${running.port}/desk`
  const json = { 'Content-Type': 'application/json' }

  const opened = await fetch(`${base}/conversations`, {
    method: 'POST',
    headers: json,
    body: '{"locale":"fr"}',
  })
  const { id, secret } = await opened.json()
  const customer = { Authorization: `Bearer ${secret}` }
  const signedIn = await fetch(`${base}/agent/session`, {
    method: 'POST',
    headers: { ...json, Origin: new URL(base).origin },
    body: JSON.stringify({ login: 'camille', password: 'les quais de Caen' }),
  })
  const agent = {
    Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '',
    Origin: new URL(base).origin,
  }
  await fetch(`${base}/conversations/${id}/handoff`, {
    method: 'POST',
    headers: { ...json, ...customer },
    body: JSON.stringify({ topic: 'Facture', facts: {}, locale: 'fr' }),
  })
  await fetch(`${base}/agent/conversations/${id}/take`, { method: 'POST', headers: agent })

  // Both sides write, one message in flight each, and send again until they are told a seq.
  const acknowledged = new Map<string, number>()
  const write = async (who: 'customer' | 'agent', index: number): Promise<void> => {
    const messageId = `${who}-message-${index}`
    const [path, headers] = who === 'customer' ? ['conversations', customer] : ['agent/conversations', agent]
    const body = {
      ...(who === 'customer' ? { author: 'customer' } : {}),
      text: `${who} ${index}`,
      at: new Date().toISOString(),
    }
    for (;;) {
      try {
        const answer = await fetch(`${base}/${path}/${id}/messages/${messageId}`, {
          method: 'PUT',
          headers: { ...json, ...headers },
          body: JSON.stringify(body),
        })
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
        acknowledged.set(messageId, (await answer.json()).seq)
        return
      } catch (error) {
        if (error instanceof Error && /^\d{3} /.test(error.message)) throw error
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }

  // A reader on the stream, that comes back with the last id it saw.
  const seen: { id: string; seq: number; text: string }[] = []
  const total = rounds * perRound * 2
  const reading = (async () => {
    while (seen.length < total) {
      try {
        const headers = { ...customer, 'Last-Event-ID': String(seen.at(-1)?.seq ?? 0) }
        const events = eventsOf(await fetch(`${base}/conversations/${id}/stream`, { headers }))
        while (seen.length < total) {
          const event = await events.next()
          if (!event) break
          if (event.event === 'message') seen.push(event.data)
        }
        await events.close()
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  })()

  for (let round = 0; round < rounds; round++) {
    const from = round * perRound
    const side = async (who: 'customer' | 'agent'): Promise<void> => {
      for (let index = from; index < from + perRound; index++) await write(who, index)
    }
    const writing = Promise.all([side('customer'), side('agent')])
    // The kill comes while requests are under way: after some answers, before the others.
    const before = acknowledged.size
    while (acknowledged.size < before + 10) await new Promise((resolve) => setImmediate(resolve))
    await running.kill()
    running = await startDeskProcess(data, running.port)
    await writing
  }
  await reading

  const all: { id: string; seq: number; text: string }[] = []
  for (;;) {
    const path = `${base}/conversations/${id}/messages?after=${all.length}`
    const { messages, digest } = await (await fetch(path, { headers: customer })).json()
    all.push(...messages)
    if (messages.length > 0) continue
    expect(digest).toEqual({ count: total, last: total })
    break
  }
  const numbers = Array.from({ length: total }, (_, index) => index + 1)
  expect(all.map(({ seq }) => seq)).toEqual(numbers)
  expect(new Set(all.map((message) => message.id)).size).toBe(total)
  for (const { id: messageId, seq } of all) expect(acknowledged.get(messageId)).toBe(seq)
  for (const who of ['customer', 'agent']) {
    const said = all.filter(({ text }) => text.startsWith(who)).map(({ text }) => Number(text.split(' ')[1]))
    expect(said).toEqual(Array.from({ length: rounds * perRound }, (_, index) => index))
  }
  expect(seen.map(({ seq }) => seq)).toEqual(numbers)

  // The handoff is still live, with the same agent, whose session is still good.
  const queue = await (await fetch(`${base}/agent/queue`, { headers: agent })).json()
  expect(queue.mine).toMatchObject([{ conversationId: id }])
  await running.kill()
  const database = new DatabaseSync(join(data, 'desk.sqlite'))
  onTestFinished(() => database.close())
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
}, 7_200_000)
