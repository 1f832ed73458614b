import { describe, expect, it } from 'vitest'
import { eventsOf, openDesk, type Customer } from '../front-door.ts'

const wish = { topic: 'Facture', facts: {}, locale: 'fr' }
const minute = 60_000

async function inQueue(customer: Customer): Promise<{ position: number }> {
  return (await customer.post('/handoff', wish)).body
}

describe('the queue', () => {
  it('shows in its line what the customer wrote while waiting, and nothing of before', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const customer = await door.customer()
    await customer.says('Avant la file')
    door.clock.advance(1000)
    await inQueue(customer)
    expect((await camille.get('/queue')).body.waiting).toMatchObject([{ conversationId: customer.id }])
    expect((await camille.get('/queue')).body.waiting[0]).not.toHaveProperty('said')
    door.clock.advance(1000)
    const stream = eventsOf(await door.raw('GET', '/agent/stream', { headers: { Cookie: camille.cookie } }))
    await stream.next()
    await customer.says('Je suis pressée :\n ma carte est 4111 1111 1111 1111')
    const told = await stream.next()
    expect(told).toMatchObject({ event: 'queue' })
    expect(told?.data.waiting[0].said).toMatch(/^Je suis pressée : ma carte est [^1]*1111$/)
    await customer.says('x'.repeat(400))
    expect((await camille.get('/queue')).body.waiting[0].said).toHaveLength(160)
    await stream.close()
  })

  it('does not count who closed the browser, and keeps their place until they are back', async () => {
    const door = openDesk()
    const camille = await door.agent()
    const [first, second] = [await door.customer(), await door.customer()]
    await inQueue(first)
    expect(await inQueue(second)).toEqual({ state: 'waiting', position: 2 })
    door.clock.advance(80_000)
    const headers = second.authorization
    const page = eventsOf(await door.raw('GET', `/conversations/${second.id}/stream`, { headers }))
    expect(await page.next()).toMatchObject({ event: 'handoff', data: { position: 1 } })
    const waiting = async (): Promise<string[]> =>
      (await camille.get('/queue')).body.waiting.map((one: { conversationId: string }) => one.conversationId)
    expect(await waiting()).toEqual([second.id])
    await first.get('/messages')
    expect(await waiting()).toEqual([first.id, second.id])
    await page.close()
  })

  it('ends for who does not come back within half an hour', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await door.agent()
    await inQueue(customer)
    door.clock.advance(36 * minute)
    const camille = await door.agent()
    // The alarm of the job that tidies up is set in a turn of its own.
    for (;;) {
      const state = (await camille.get(`/conversations/${customer.id}`)).body.handoff.state
      if (state === 'ended') break
      door.clock.advance(1000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await customer.post('/handoff', wish)).body).toEqual({ state: 'waiting', position: 1 })
  })
})
