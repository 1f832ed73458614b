import { describe, expect, it } from 'vitest'
import { eventsOf, openDesk, type FrontDoor, type Said } from '../front-door.ts'

const minute = 60_000
const hour = 60 * minute

describe('availability', () => {
  it('is open in hours with somebody signed in, and says the hours in the language asked for', async () => {
    const door = openDesk()
    expect((await door.ask('GET', '/availability?locale=en')).body).toMatchObject({ open: false, agents: 0 })
    await door.agent()
    const { body } = await door.ask('GET', '/availability?locale=en')
    expect(body).toMatchObject({ open: true, agents: 1, waiting: 0 })
    expect(body.hoursText).toContain('Saturday')
    expect(body).not.toHaveProperty('nextOpening')
  })

  it('counts nobody who pauses, signed out, or whose console went away', async () => {
    const door = openDesk()
    const camille = await door.agent('camille')
    await door.agent('bastien')
    await camille.put('/state', { state: 'paused' })
    expect((await door.ask('GET', '/availability')).body).toMatchObject({ open: true, agents: 1 })
    door.clock.advance(2 * minute)
    expect((await door.ask('GET', '/availability')).body).toMatchObject({ open: false, agents: 0 })
    await camille.get('/me')
    expect((await door.ask('GET', '/availability')).body).toMatchObject({ open: true, agents: 0 })
  })

  it('is closed out of hours, and says when it opens again', async () => {
    const door = openDesk()
    await door.agent()
    door.clock.advance(7 * hour)
    expect((await door.ask('GET', '/availability')).body).toMatchObject({
      open: false,
      nextOpening: '2026-11-23T08:00:00.000Z',
    })
  })
})

describe('asking for a human', () => {
  const request = { topic: 'Facture introuvable', facts: { Commande: 'XKBKNABJK' }, locale: 'fr' }

  it('gives a place in the queue, the same one however often it is asked', async () => {
    const door = openDesk()
    await door.agent()
    const first = await door.customer()
    const second = await door.customer()
    expect((await first.post('/handoff', request)).body).toEqual({ state: 'waiting', position: 1 })
    expect((await second.post('/handoff', request)).body).toEqual({ state: 'waiting', position: 2 })
    expect((await first.post('/handoff', request)).body).toEqual({ state: 'waiting', position: 1 })
    expect((await door.ask('GET', '/availability')).body.waiting).toBe(2)
  })

  it('says closed when nobody is there, and with it when it opens again', async () => {
    const door = openDesk()
    const customer = await door.customer()
    expect((await customer.post('/handoff', request)).body).toEqual({ state: 'closed' })
    door.clock.advance(8 * hour)
    expect((await customer.post('/handoff', request)).body).toEqual({
      state: 'closed',
      nextOpening: '2026-11-23T08:00:00.000Z',
    })
  })

  it('is told on the stream: the place as it moves up, who answers, and the end', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const first = await door.customer()
    const second = await door.customer()
    await first.post('/handoff', request)
    await second.post('/handoff', request)
    const events = eventsOf(
      await door.raw('GET', `/conversations/${second.id}/stream`, { headers: second.authorization }),
    )
    expect(await events.next()).toEqual({ event: 'handoff', data: { state: 'waiting', position: 2 } })
    await camille.post(`/conversations/${first.id}/take`)
    expect(await events.next()).toEqual({ event: 'handoff', data: { state: 'waiting', position: 1 } })
    await camille.post(`/conversations/${second.id}/take`)
    expect(await events.next()).toEqual({
      event: 'handoff',
      data: { state: 'live', agent: 'Camille, conseillère' },
    })
    await camille.post(`/conversations/${second.id}/typing`, { on: true })
    expect(await events.next()).toEqual({ event: 'typing', data: { author: 'agent', on: true } })
    await camille.post(`/conversations/${second.id}/close`)
    expect(await events.next()).toEqual({ event: 'handoff', data: { state: 'ended' } })
    await events.close()
  })

  it('tells each side how far the other has read, also to who comes back', async () => {
    const door = openDesk()
    const [camille, bastien] = [await door.agent(), await door.agent('bastien')]
    const customer = await door.customer()
    await customer.says('Bonjour')
    await customer.post('/handoff', request)
    await camille.post(`/conversations/${customer.id}/take`)
    const stream = async (
      path: string,
      headers: Record<string, string>,
    ): Promise<ReturnType<typeof eventsOf>> =>
      eventsOf(await door.raw('GET', path, { headers: { ...headers, 'Last-Event-ID': '1' } }))
    const mine = await stream(`/conversations/${customer.id}/stream`, customer.authorization)
    expect(await mine.next()).toMatchObject({ event: 'handoff', data: { state: 'live' } })
    expect((await bastien.post(`/conversations/${customer.id}/read`, { seq: 1 })).status).toBe(409)
    await camille.post(`/conversations/${customer.id}/read`, { seq: 1 })
    const read = { event: 'read', data: { author: 'agent', seq: 1 } }
    expect(await mine.next()).toEqual(read)
    await mine.close()
    const again = await stream(`/conversations/${customer.id}/stream`, customer.authorization)
    expect((await again.next())?.event).toBe('handoff')
    expect(await again.next()).toEqual(read)
    await again.close()

    await customer.post('/read', { seq: 99 })
    await customer.post('/read', { seq: 1 })
    const hers = await stream(`/agent/conversations/${customer.id}/stream`, { Cookie: camille.cookie })
    expect((await hers.next())?.event).toBe('handoff')
    expect(await hers.next()).toEqual({ event: 'read', data: { author: 'customer', seq: 1 } })
    await hers.close()
  })

  it('leaves the queue when the customer ends or erases the conversation', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const first = await door.customer()
    const second = await door.customer()
    await first.post('/handoff', request)
    await second.post('/handoff', request)
    await first.post('/end', { outcome: 'abandoned' })
    await door.ask('DELETE', `/conversations/${second.id}`, { headers: second.authorization })
    expect((await camille.get('/queue')).body.waiting).toEqual([])
  })
})

describe('a callback', () => {
  const wish = {
    phone: '02 61 91 12 34',
    slotId: '2026-11-21T10:30:00.000Z',
    name: 'Jeanne Aubert',
    reason: 'Facture introuvable',
    locale: 'fr',
    consent: { service: true, commercial: false, textVersion: 'callback-2026-06' },
  }

  const ask = async (door: FrontDoor, changes: object = {}): Promise<Said> =>
    (await door.customer()).post('/callbacks', { ...wish, ...changes })

  it('is offered in half-hours within the hours', async () => {
    const { body } = await openDesk().ask('GET', '/callback-slots')
    expect(body.slots[0]).toEqual({
      id: '2026-11-21T10:30:00.000Z',
      from: '2026-11-21T10:30:00.000Z',
      to: '2026-11-21T11:00:00.000Z',
    })
  })

  it('is promised with a receipt, the same one when the answer was lost and it is asked again', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const first = await customer.post('/callbacks', wish)
    expect(first).toMatchObject({ status: 201, body: { from: wish.slotId, to: '2026-11-21T11:00:00.000Z' } })
    expect((await customer.post('/callbacks', wish)).body).toEqual(first.body)
    const camille = await door.agent()
    expect((await camille.get('/callbacks')).body.callbacks).toHaveLength(1)
  })

  it('stands in the console with number, due time and what was agreed to', async () => {
    const door = openDesk()
    await ask(door, { consent: { ...wish.consent, commercial: true } })
    const camille = await door.agent()
    expect((await camille.get('/callbacks')).body.callbacks).toMatchObject([
      {
        phone: '+33261911234',
        name: 'Jeanne Aubert',
        reason: 'Facture introuvable',
        state: 'due',
        overdue: false,
        consent: { commercial: true, textVersion: 'callback-2026-06', at: '2026-11-21T10:00:00.000Z' },
      },
    ])
  })

  it('is late once its slot is over and nobody was reached', async () => {
    const door = openDesk()
    await ask(door)
    door.clock.advance(61 * minute)
    const camille = await door.agent()
    expect((await camille.get('/callbacks')).body.callbacks).toMatchObject([{ overdue: true }])
    expect((await camille.get('/queue')).body.callbacks).toEqual({ open: 1, overdue: 1 })
  })

  it('does not go into a full slot, nor into one that is over or out of hours', async () => {
    const door = openDesk()
    expect((await ask(door)).status).toBe(201)
    expect((await ask(door, { phone: '02 61 91 12 35' })).status).toBe(201)
    expect(await ask(door, { phone: '02 61 91 12 36' })).toMatchObject({
      status: 409,
      body: { error: { code: 'DESK-109' } },
    })
    expect((await door.ask('GET', '/callback-slots')).body.slots[0].id).toBe('2026-11-21T11:00:00.000Z')
    for (const slotId of [
      '2026-11-21T10:00:00.000Z',
      '2026-11-22T10:00:00.000Z',
      '2026-11-21T11:10:00.000Z',
      'demain',
    ]) {
      expect((await ask(door, { slotId, phone: '02 61 91 12 37' })).status).toBe(409)
    }
  })

  it('of a slot that fifty want goes to two', async () => {
    const door = openDesk({ limits: { callbacks: { count: 1000, perMs: 1000 } } })
    const numbers = Array.from({ length: 50 }, (_, index) => `+3326191${String(index).padStart(4, '0')}`)
    const answers = await Promise.all(numbers.map((phone) => ask(door, { phone })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
  })

  it.each([
    '0899 70 00 00',
    '+1 900 555 0123',
    '+49 900 1 234567',
    '3615',
    '112',
    '118 218',
    'bonjour',
    '+1',
  ])('is not promised to %s', async (phone) => {
    expect(await ask(openDesk(), { phone })).toMatchObject({
      status: 400,
      body: { error: { code: 'DESK-110', path: 'body.phone' } },
    })
  })

  it('is not promised without consent to the call', async () => {
    const consent = { service: false, commercial: true, textVersion: 'callback-2026-06' }
    expect(await ask(openDesk(), { consent })).toMatchObject({
      status: 400,
      body: { error: { path: 'body.consent.service' } },
    })
  })

  it('cannot be heaped on one number, nor asked for by one network without end', async () => {
    const door = openDesk()
    expect((await ask(door, { slotId: '2026-11-21T10:30:00.000Z' })).status).toBe(201)
    expect((await ask(door, { slotId: '2026-11-21T11:00:00.000Z' })).status).toBe(201)
    expect(await ask(door, { slotId: '2026-11-21T11:30:00.000Z' })).toMatchObject({
      status: 403,
      body: { error: { code: 'DESK-119' } },
    })
    for (let time = 3; time < 20; time++) await ask(door)
    expect((await ask(door)).status).toBe(429)
  })

  it('goes with the conversation when that is erased', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.post('/callbacks', wish)
    await door.ask('DELETE', `/conversations/${customer.id}`, { headers: customer.authorization })
    const camille = await door.agent()
    expect((await camille.get('/callbacks?show=all')).body.callbacks).toEqual([])
  })
})
