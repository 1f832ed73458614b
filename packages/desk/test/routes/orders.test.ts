import { fakeOrder } from '@comptoir/desk/fakes'
import { describe, expect, it } from 'vitest'
import { openDesk, type Customer, type FrontDoor, type Said } from '../front-door.ts'

const reference = 'XKBKNABJK'
const claim = { reference, email: 'jeanne.aubert@exemple.fr' }
const full = { ...claim, postcode: '14000' }
const invoice = 'invoice:XKBKNABJK:FA-2026-00031'
const minute = 60_000

async function verified(door: FrontDoor, proof: object = full): Promise<Customer> {
  const customer = await door.customer()
  await customer.post('/verifications', proof)
  return customer
}

describe('an order', () => {
  it('shows at level 1 how it stands, and nothing of the person', async () => {
    const customer = await verified(openDesk(), claim)
    const { status, body } = await customer.get(`/orders/${reference}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ reference, status: 'shipped', shipments: [{ carrier: 'Colissimo' }] })
    expect(body).not.toHaveProperty('invoices')
    const text = JSON.stringify(body)
    for (const personal of [
      'Jeanne',
      'Aubert',
      'exemple.fr',
      '14000',
      'Saint-Pierre',
      'Carte bancaire',
      'customer-7',
    ]) {
      expect(text).not.toContain(personal)
    }
  })

  it('shows the invoices too at level 2', async () => {
    const customer = await verified(openDesk())
    const { body } = await customer.get('/orders/xkbknabjk')
    expect(body.invoices).toEqual([
      {
        number: 'FA-2026-00031',
        issuedAt: '2026-11-19',
        kind: 'invoice',
        total: { amount: 7800, currency: 'EUR' },
        ref: invoice,
        fileName: 'facture-XKBKNABJK.pdf',
        size: expect.any(Number),
        mail: { state: 'failed', at: '2026-11-19T15:01:00.000Z' },
      },
    ])
    expect(JSON.stringify(body)).not.toContain('Jeanne')
  })

  it('is as the shop has it now', async () => {
    const door = openDesk()
    const customer = await verified(door, claim)
    door.shop.putOrder(fakeOrder({ status: 'delivered' }))
    expect((await customer.get(`/orders/${reference}`)).body.status).toBe('delivered')
  })

  it('of a shop that answers nonsense is not shown', async () => {
    const door = openDesk()
    const customer = await verified(door, claim)
    door.shop.putOrder({
      ...fakeOrder(),
      totals: { ...fakeOrder().totals, grand: { amount: 19.9, currency: 'euro' } },
    })
    expect((await customer.get(`/orders/${reference}`)).status).toBe(503)
    expect(door.log.find(({ event }) => event === 'shop-unavailable')?.error).toContain(
      'answer.totals.grand.amount',
    )
  })
})

const open = (door: FrontDoor, href: string): Promise<Response> => door.raw('GET', href.slice('/desk'.length))

const mint = async (customer: Customer): Promise<string> =>
  (await customer.post('/links', { ref: invoice })).body.href

describe('a link to an invoice', () => {
  it("gives the shop's own PDF, as a file to keep", async () => {
    const door = openDesk()
    const customer = await verified(door)
    const minted = await customer.post('/links', { ref: invoice })
    expect(minted).toMatchObject({ status: 201, body: { expiresAt: '2026-11-21T10:05:00.000Z' } })
    const answer = await open(door, minted.body.href)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="facture-XKBKNABJK.pdf"; filename*=UTF-8''facture-XKBKNABJK.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "sandbox; default-src 'none'",
    })
    expect(await answer.text()).toMatch(/^%PDF-1/)
  })

  it('opens once of fifty at once', async () => {
    const door = openDesk()
    const { body } = await (await verified(door)).post('/links', { ref: invoice })
    const answers = await Promise.all(Array.from({ length: 50 }, () => open(door, body.href)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(49)
  })

  it('is closed alike when it is used, over, altered, of another conversation, unproven or erased', async () => {
    const door = openDesk()
    const said: Record<string, Said> = {}
    const read = async (name: string, href: string): Promise<void> => {
      said[name] = await door.ask('GET', href.slice('/desk'.length))
    }

    const customer = await verified(door)
    const used = await mint(customer)
    await open(door, used)
    await read('used', used)

    const fresh = await mint(customer)
    await read(
      'one letter altered',
      fresh.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A')),
    )
    await read(
      'longer life',
      fresh.replace(/\.(\d+)\./, (_, at) => `.${Number(at) + 1}.`),
    )
    await read('no token', '/desk/files/a.b.c')
    await read('encoded twice', fresh.replaceAll('.', '%252e'))
    const other = await mint(await verified(door))
    await read(
      "another link's signature",
      `${fresh.slice(0, fresh.lastIndexOf('.'))}${other.slice(other.lastIndexOf('.'))}`,
    )

    const erased = await verified(door)
    const gone = await mint(erased)
    await door.ask('DELETE', `/conversations/${erased.id}`, { headers: erased.authorization })
    await read('erased', gone)

    const late = await mint(await verified(door))
    door.clock.advance(5 * minute)
    await read('over', late)

    const bodies = new Set(
      Object.values(said).map(({ status, body, headers }) => JSON.stringify([status, body, [...headers]])),
    )
    expect(bodies.size).toBe(1)
    expect(said['used']?.status).toBe(404)
  })

  it('is not minted below level 2, nor for what the order does not have', async () => {
    const door = openDesk()
    const first = await verified(door, claim)
    expect((await first.post('/links', { ref: invoice })).status).toBe(403)
    const second = await verified(door)
    expect((await second.post('/links', { ref: 'invoice:OTHERONES:FA-2026-00031' })).status).toBe(403)
    expect((await second.post('/links', { ref: 'invoice:XKBKNABJK:FA-2026-99999' })).status).toBe(404)
    expect((await second.post('/links', { ref: '../../etc/passwd' })).status).toBe(404)
  })

  it('stays good when the shop was away', async () => {
    const door = openDesk()
    const customer = await verified(door)
    const { body } = await customer.post('/links', { ref: invoice })
    door.shop.behave('broken')
    expect((await open(door, body.href)).status).toBe(503)
    door.shop.behave('well')
    expect((await open(door, body.href)).status).toBe(200)
  })

  it('names a file with accents so that every browser keeps them', async () => {
    const order = fakeOrder()
    const door = openDesk(
      {},
      {
        orders: [order],
        invoices: {
          [reference]: [
            {
              number: 'FA-1',
              issuedAt: '2026-11-19',
              kind: 'invoice',
              total: order.totals.grand,
              fileName: 'facture d’été "1".pdf',
            },
          ],
        },
      },
    )
    const { body } = await (await verified(door)).post('/links', { ref: 'invoice:XKBKNABJK:FA-1' })
    expect((await open(door, body.href)).headers.get('content-disposition')).toBe(
      `attachment; filename="facture_d__t___1_.pdf"; filename*=UTF-8''facture%20d%E2%80%99%C3%A9t%C3%A9%20%221%22.pdf`,
    )
  })
})
