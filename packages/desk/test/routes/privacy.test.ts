import { describe, expect, it } from 'vitest'
import { openDesk, origin, people, type Customer, type FrontDoor, type Said } from '../front-door.ts'

const day = 24 * 3_600_000
const { password, passwordHash } = people[0]
const agents = [
  { login: 'chef', name: 'Chef', role: 'supervisor' as const, passwordHash },
  { login: 'camille', name: 'Camille', passwordHash },
]

/** A supervisor's way to ask. */
async function supervisor(door: FrontDoor): Promise<(path: string, body: unknown) => Promise<Said>> {
  const headers = { Origin: origin }
  const said = await door.ask('POST', '/agent/session', { body: { login: 'chef', password }, headers })
  const Cookie = said.headers.get('set-cookie')?.split(';')[0] ?? ''
  return (path, body) => door.ask('POST', path, { body, headers: { Origin: origin, Cookie } })
}

/** A customer who proves an order, writes, complains and asks for a call. */
async function jeanne(door: FrontDoor): Promise<Customer> {
  const customer = await door.customer()
  await customer.says('PLANTED-TEXT')
  await customer.post('/verifications', { reference: 'XKBKNABJK', email: 'Jeanne.Aubert@exemple.fr' })
  const complaint = { subject: 'PLANTED-SUBJECT', text: 'PLANTED-COMPLAINT', facts: {}, locale: 'fr' }
  await customer.post('/complaints', complaint)
  return customer
}

describe('a person', () => {
  it('is told everything that is held about them, and nothing of others', async () => {
    const door = openDesk({ agents })
    const ask = await supervisor(door)
    await jeanne(door)
    const other = await door.customer()
    await other.says('SOMEBODY-ELSE')
    await other.post('/tickets', {
      subject: 'SOMEBODY-ELSE',
      text: '',
      topic: 't',
      email: 'paul@exemple.fr',
      facts: {},
      locale: 'fr',
    })
    const { status, body } = await ask('/agent/people/export', { email: 'jeanne.aubert@exemple.fr' })
    expect(status).toBe(200)
    expect(body.conversations).toMatchObject([{ messages: [{ text: 'PLANTED-TEXT' }] }])
    expect(body.records).toMatchObject([{ reference: 'R-2026-0001', content: { text: 'PLANTED-COMPLAINT' } }])
    expect(JSON.stringify(body)).not.toContain('SOMEBODY-ELSE')
  })

  it('is forgotten: conversation, records, and what is personal in the evidence', async () => {
    const door = openDesk({ agents })
    const ask = await supervisor(door)
    const customer = await jeanne(door)
    const person = { email: 'jeanne.aubert@exemple.fr' }
    expect(await ask('/agent/people/erase', person)).toMatchObject({
      status: 200,
      body: { conversations: 1, records: 1 },
    })
    expect((await customer.get('/messages')).status).toBe(404)
    expect((await ask('/agent/people/export', person)).body).toMatchObject({ conversations: [], records: [] })
    const said = await door.ask('POST', '/agent/session', {
      body: { login: 'camille', password },
      headers: { Origin: origin },
    })
    const Cookie = said.headers.get('set-cookie')?.split(';')[0] ?? ''
    const records = await door.ask('GET', '/agent/records?show=all', { headers: { Cookie } })
    expect(records.body.records).toMatchObject([{ reference: 'R-2026-0001', content: null }])
    expect(JSON.stringify(records.body)).not.toMatch(/PLANTED|jeanne/i)
  })

  it('has to be named', async () => {
    const ask = await supervisor(openDesk({ agents }))
    expect(await ask('/agent/people/erase', {})).toMatchObject({ status: 400 })
  })
})

describe('what has been kept for its time', () => {
  it('is forgotten: a conversation ninety days after its last message', async () => {
    const door = openDesk({ limits: { conversations: { count: 100, perMs: 1000 } } })
    const old = await door.customer()
    await old.says('Bonjour')
    door.clock.advance(60 * day)
    const young = await door.customer()
    await young.says('Bonjour')
    door.clock.advance(31 * day)
    for (;;) {
      if ((await old.get('/messages')).status === 404) break
      door.clock.advance(60_000)
    }
    expect((await young.get('/messages')).body.digest.count).toBe(1)
  })
})
