import type { Mail } from '@comptoir/desk'
import { fakeOrder } from '@comptoir/desk/fakes'
import { describe, expect, it } from 'vitest'
import { openDesk, type FrontDoor, type Said } from '../front-door.ts'

const reference = 'XKBKNABJK'
const email = 'jeanne.aubert@exemple.fr'
const minute = 60_000

describe('a customer proves who they are', () => {
  it('with reference and e-mail for level 1, with the postcode too for level 2', async () => {
    const customer = await openDesk().customer()
    expect((await customer.post('/verifications', { reference, email })).body).toEqual({ level: 1 })
    expect((await customer.post('/verifications', { reference, email, postcode: '14000' })).body).toEqual({
      level: 2,
    })
  })

  it('and with nothing less than the mailed code, where the shop insists on it', async () => {
    const mails: Mail[] = []
    const mail = { send: async (one: Mail) => void mails.push(one), verify: async () => {}, close: () => {} }
    const customer = await openDesk({ levelTwo: 'code', mail }).customer()
    const claim = { reference, email }
    const verified = async (more: object): Promise<unknown> =>
      (await customer.post('/verifications', { ...claim, ...more })).body
    expect(await verified({ postcode: '75011' })).toEqual({ level: 0 })
    expect(await verified({ postcode: '14000' })).toEqual({ level: 1, needsCode: true })
    expect((await customer.get(`/orders/${reference}`)).body).not.toHaveProperty('invoices')
    await customer.post('/codes', claim)
    await expect.poll(() => mails.length).toBe(1)
    expect(await verified({ code: /\d{6}/.exec(mails[0]?.subject ?? '')?.[0] })).toEqual({ level: 3 })
    expect((await customer.get(`/orders/${reference}`)).body).toHaveProperty('invoices')
    expect(() => openDesk({ levelTwo: 'code' })).toThrow(/^DESK-002 option levelTwo must be 'postcode'/)
  })

  it('written as people write: small letters, spaces, capitals in the address', async () => {
    const customer = await openDesk().customer()
    const claim = { reference: ' xkbk nabjk ', email: ' Jeanne.Aubert@Exemple.fr ', postcode: '14 000' }
    expect((await customer.post('/verifications', claim)).body).toEqual({ level: 2 })
  })

  it('and level 2 is not lost by asking for level 1 again', async () => {
    const customer = await openDesk().customer()
    await customer.post('/verifications', { reference, email, postcode: '14000' })
    expect((await customer.post('/verifications', { reference, email })).body).toEqual({ level: 2 })
  })
})

const doorWithTwoOrders = (): FrontDoor =>
  openDesk(
    {},
    {
      orders: [
        fakeOrder(),
        fakeOrder({ reference: 'OTHERONES', email: 'paul.petit@exemple.fr', customerId: 'customer-8' }),
      ],
    },
  )

/** All that a caller can see of an answer. */
const visible = ({ status, body, headers }: Said): unknown => ({ status, body, headers: [...headers] })

describe('a mismatch', () => {
  const wrong = [
    ['an unknown reference', { reference: 'ZZZZZZZZZ', email }],
    ['another e-mail', { reference, email: 'paul.petit@exemple.fr' }],
    ['both', { reference: 'ZZZZZZZZZ', email: 'paul.petit@exemple.fr' }],
    ['another postcode', { reference, email, postcode: '75001' }],
    ["somebody else's order", { reference: 'OTHERONES', email }],
    ['all three', { reference: 'ZZZZZZZZZ', email: 'paul.petit@exemple.fr', postcode: '75001' }],
    ['a reference of another shape', { reference: '../../etc', email }],
  ] as const

  it('says the same and asks the shop the same, whatever was wrong', async () => {
    const seen = new Set<string>()
    const asked = new Set<string>()
    for (const [, claim] of wrong) {
      const door = doorWithTwoOrders()
      const customer = await door.customer()
      seen.add(JSON.stringify(visible(await customer.post('/verifications', claim))))
      asked.add(JSON.stringify(door.shop.requests))
    }
    expect(asked).toEqual(new Set([JSON.stringify(['POST /comptoir/v1/customer-check'])]))
    expect(seen.size).toBe(1)
    expect([...seen][0]).toContain('"body":{"level":0}')
  })

  it('opens nothing: the order is as closed as one that does not exist', async () => {
    const door = doorWithTwoOrders()
    const customer = await door.customer()
    await customer.post('/verifications', { reference, email: 'paul.petit@exemple.fr' })
    const closed = await customer.get(`/orders/${reference}`)
    const missing = await customer.get('/orders/ZZZZZZZZZ')
    expect(closed.status).toBe(403)
    expect(visible(closed)).toEqual(visible(missing))
  })

  it('counts three times, then the shop is asked no more, and the right answer says the same', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const miss = { reference, email: 'paul.petit@exemple.fr' }
    expect((await customer.post('/verifications', miss)).body).toEqual({ level: 0 })
    expect((await customer.post('/verifications', miss)).body).toEqual({ level: 0 })
    expect((await customer.post('/verifications', miss)).body).toEqual({ level: 0, locked: true })
    expect((await customer.post('/verifications', { reference, email })).body).toEqual({
      level: 0,
      locked: true,
    })
    expect(door.shop.requests).toHaveLength(3)
  })

  it('counts three of fifty that come at once', async () => {
    const door = openDesk({ limits: { lookups: { count: 1000, perMs: 1000 } } })
    const customer = await door.customer()
    const guesses = Array.from({ length: 50 }, (_, index) => ({
      reference,
      email,
      postcode: String(75_001 + index),
    }))
    await Promise.all(guesses.map((guess) => customer.post('/verifications', guess)))
    expect(door.shop.requests).toHaveLength(3)
  })

  it('does not count when it was none', async () => {
    const customer = await openDesk().customer()
    for (let time = 0; time < 5; time++) {
      expect((await customer.post('/verifications', { reference, email })).body).toEqual({ level: 1 })
    }
  })
})

describe('look-ups', () => {
  it('are twenty an hour from one network, however many conversations it opens', async () => {
    const door = openDesk()
    const ask = async (address: string, forwarded?: string): Promise<number> => {
      const customer = await door.customer()
      const said = await customer.post(
        '/verifications',
        { reference, email },
        { address, ...(forwarded ? { headers: { 'X-Forwarded-For': forwarded } } : {}) },
      )
      return said.status
    }
    for (let time = 0; time < 20; time++) expect(await ask('2001:db8:1:2::1')).toBe(200)
    expect(await ask('2001:db8:1:2:ffff::9'), 'another address of the same /64').toBe(429)
    expect(await ask('2001:db8:1:2::1', '203.0.113.77'), 'a forged X-Forwarded-For').toBe(429)
    expect(await ask('2001:db8:1:3::1'), 'another network').toBe(200)
    door.clock.advance(60 * minute)
    expect(await ask('2001:db8:1:2::1'), 'an hour later').toBe(200)
  })

  it('tell when to come back', async () => {
    const door = openDesk({ limits: { lookups: { count: 1, perMs: 60 * minute } } })
    const customer = await door.customer()
    await customer.post('/verifications', { reference, email })
    const said = await customer.post('/verifications', { reference, email })
    expect(said.status).toBe(429)
    expect(said.headers.get('retry-after')).toBe('3600')
  })

  it('are counted by the address that a trusted proxy gives', async () => {
    const door = openDesk({
      trustedProxies: ['10.0.0.1'],
      limits: { lookups: { count: 1, perMs: 60 * minute } },
    })
    const from = async (forwarded: string): Promise<number> => {
      const customer = await door.customer()
      const headers = { 'X-Forwarded-For': forwarded }
      return (await customer.post('/verifications', { reference, email }, { address: '10.0.0.1', headers }))
        .status
    }
    expect(await from('203.0.113.5')).toBe(200)
    expect(await from('198.51.100.1, 203.0.113.5'), 'what the client put in front does not count').toBe(429)
    expect(await from('203.0.113.6')).toBe(200)
  })
})

describe('what was proven', () => {
  it('ends half an hour after the last act, and acts keep it alive', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.post('/verifications', { reference, email })
    door.clock.advance(29 * minute)
    expect((await customer.get(`/orders/${reference}`)).status).toBe(200)
    door.clock.advance(29 * minute)
    await customer.says('Je suis toujours là')
    door.clock.advance(29 * minute)
    expect((await customer.get(`/orders/${reference}`)).status).toBe(200)
    door.clock.advance(30 * minute)
    expect((await customer.get(`/orders/${reference}`)).status).toBe(403)
  })

  it('is of this conversation only', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.post('/verifications', { reference, email, postcode: '14000' })
    const other = await door.customer()
    expect((await other.get(`/orders/${reference}`)).status).toBe(403)
  })

  it('is of this order only', async () => {
    const door = openDesk({}, { orders: [fakeOrder(), fakeOrder({ reference: 'SECONDONE' })] })
    const customer = await door.customer()
    await customer.post('/verifications', { reference, email })
    expect((await customer.get('/orders/SECONDONE')).status).toBe(403)
  })
})

describe('when the shop is away', () => {
  it('says so in a sentence, and costs neither try nor look-up', async () => {
    const door = openDesk({ limits: { lookups: { count: 1, perMs: 60 * minute } } })
    const customer = await door.customer()
    door.shop.behave('broken')
    for (let time = 0; time < 5; time++) {
      expect(await customer.post('/verifications', { reference, email })).toMatchObject({
        status: 503,
        body: { error: { code: 'DESK-108' } },
      })
    }
    door.shop.behave('well')
    expect((await customer.post('/verifications', { reference, email })).body).toEqual({ level: 1 })
  })

  it('waits three seconds and no longer', async () => {
    const door = openDesk()
    const customer = await door.customer()
    door.shop.behave('silent')
    const said = customer.post('/verifications', { reference, email })
    while (door.shop.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    door.clock.advance(3000)
    expect((await said).status).toBe(503)
    expect(door.log.filter(({ event }) => event === 'shop-unavailable')).toMatchObject([
      { level: 'warn', error: expect.stringContaining('no answer in 3000 ms') },
    ])
  })
})
