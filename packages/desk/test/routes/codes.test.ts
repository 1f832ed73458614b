import { describe, expect, it } from 'vitest'
import { openDesk, type Customer, type FrontDoor } from '../front-door.ts'
import { openMailServer, type MailServer } from '../mail-server.ts'

const claim = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' }
const minute = 60_000

async function openWithMail(): Promise<{ door: FrontDoor; server: MailServer; customer: Customer }> {
  const server = await openMailServer()
  const limits = { lookups: { count: 1000, perMs: minute }, tries: 100, mails: { count: 100, perMs: minute } }
  const door = openDesk({ mail: { smtp: server.smtp, from: 'a@shop.example' }, limits })
  return { door, server, customer: await door.customer() }
}

/** Asks for a code and reads it in the mail. */
async function mailedCode(server: MailServer, customer: Customer): Promise<string> {
  const before = server.mails.length
  expect((await customer.post('/codes', claim)).status).toBe(204)
  await server.arrived(before + 1)
  return /: (\d{6})/.exec((server.mails.at(-1)?.text ?? '').replace(/\u00a0/g, ' '))?.[1] ?? ''
}

const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a mailed code', () => {
  it('opens level 3 for its order, once', async () => {
    const { server, customer } = await openWithMail()
    const code = await mailedCode(server, customer)
    expect(server.mails[0]?.to).toEqual(['jeanne.aubert@exemple.fr'])
    expect((await customer.post('/verifications', { ...claim, code })).body).toEqual({ level: 3 })
    expect((await customer.get('/orders/XKBKNABJK')).body).toMatchObject({ reference: 'XKBKNABJK' })
    expect((await customer.post('/verifications', { ...claim, code })).body).toEqual({ level: 0 })
  })

  it('is good for ten minutes, for five tries, in its own conversation', async () => {
    const { door, server, customer } = await openWithMail()
    const late = await mailedCode(server, customer)
    door.clock.advance(10 * minute)
    expect((await customer.post('/verifications', { ...claim, code: late })).body).toEqual({ level: 0 })

    const code = await mailedCode(server, customer)
    const thief = await door.customer()
    expect((await thief.post('/verifications', { ...claim, code })).body).toEqual({ level: 0 })
    for (let guess = 0; guess < 5; guess++)
      expect((await customer.post('/verifications', { ...claim, code: other(code) })).body).toEqual({
        level: 0,
      })
    expect((await customer.post('/verifications', { ...claim, code })).body).toEqual({ level: 0 })
  })

  it('is sent three times an hour and order, whoever asks and from wherever', async () => {
    const { door, server } = await openWithMail()
    for (let asked = 0; asked < 12; asked++) {
      const customer = await door.customer()
      const said = await customer.post('/codes', claim, { address: `192.0.2.${asked}` })
      expect(said).toMatchObject({ status: 204, body: '' })
    }
    await server.arrived(3)
    await door.desk.close()
    expect(server.mails).toHaveLength(3)
  })

  it('is answered the same, whatever fits, and nobody can use up the codes of another order', async () => {
    const { door, server, customer } = await openWithMail()
    const wrong = [
      { ...claim, email: 'paul.petit@exemple.fr' },
      { reference: 'NOSUCHONE', email: claim.email },
    ]
    for (const guess of wrong) {
      for (let asked = 0; asked < 5; asked++) {
        const said = await customer.post('/codes', guess)
        expect(said).toMatchObject({ status: 204, body: '' })
      }
    }
    const code = await mailedCode(server, customer)
    await door.desk.close()
    expect(server.mails).toHaveLength(1)
    expect(code).toMatch(/^\d{6}$/)
  })

  it('cannot be guessed: of the tries over forged and true addresses five a code are looked at', async () => {
    const { door, server, customer } = await openWithMail()
    const code = await mailedCode(server, customer)
    const tries = process.env['COMPTOIR_LONG'] ? 1_000_000 : 300
    let highest = 0
    for (let guess = 0; guess < tries; guess++) {
      const digits = String(guess).padStart(6, '0')
      if (guess === 5) door.clock.advance(1)
      const headers = { 'X-Forwarded-For': `203.0.${guess % 256}.${(guess >> 8) % 256}` }
      const body = { ...claim, code: digits === code ? other(code) : digits }
      const said = await customer.post('/verifications', body, {
        headers,
        address: `198.51.${guess % 200}.7`,
      })
      if (said.status === 200) highest = Math.max(highest, said.body.level)
      else expect(said.status).toBe(429)
    }
    expect(highest).toBe(0)
    // The true one is of no use any more either.
    door.clock.advance(minute)
    expect((await customer.post('/verifications', { ...claim, code })).body.level).toBe(0)
  }, 7_200_000)
})
