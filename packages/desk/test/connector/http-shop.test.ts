import { createFakeClock } from '@comptoir/bot-engine/fakes'
import { createFakeShop, fakeOrder, type FakeShop } from '@comptoir/desk/fakes'
import { describe, expect, it } from 'vitest'
import { createHttpShop } from '../../src/connector/http-shop.ts'
import { ShopUnavailable, type ShopConnector } from '../../src/connector/shop.ts'

const clock = createFakeClock()

function connected(shop: FakeShop = createFakeShop({ now: () => clock.now() })): ShopConnector {
  return createHttpShop({ url: shop.url, secret: shop.secret, fetch: shop.fetch, clock })
}

/** A connector to a shop that gives this answer to everything. */
function answered(answer: () => Response): ShopConnector {
  return createHttpShop({
    url: 'https://shop.example/c/',
    secret: 'secret',
    fetch: async () => answer(),
    clock,
  })
}

describe('a shop that speaks the contract', () => {
  it('gives orders, customers, invoices and their files', async () => {
    const shop = connected()
    expect(await shop.info()).toMatchObject({ contract: 1 })
    expect(await shop.order('XKBKNABJK')).toEqual(fakeOrder())
    expect(await shop.customer('customer-7')).toMatchObject({ firstName: 'Jeanne' })
    expect(await shop.customerOrders('customer-7')).toHaveLength(1)
    expect(await shop.invoices('XKBKNABJK')).toMatchObject([{ number: 'FA-2026-00031' }])
    const file = await shop.invoiceFile('XKBKNABJK', 'FA-2026-00031')
    expect(await new Response(file?.body).text()).toMatch(/^%PDF-/)
  })

  it('gives nothing where there is nothing', async () => {
    const shop = connected()
    expect(await shop.order('ZZZZZZZZZ')).toBeUndefined()
    expect(await shop.customer('nobody')).toBeUndefined()
    expect(await shop.customerOrders('nobody')).toEqual([])
    expect(await shop.invoices('ZZZZZZZZZ')).toEqual([])
    expect(await shop.invoiceFile('XKBKNABJK', 'FA-1')).toBeUndefined()
  })

  it('is asked with references that cannot leave their place in the path', async () => {
    const fake = createFakeShop({ now: () => clock.now() })
    await connected(fake).order('../customers/customer-7?x=1#y')
    expect(fake.requests).toEqual(['GET /comptoir/v1/orders/..%2Fcustomers%2Fcustomer-7%3Fx%3D1%23y'])
  })

  it('may know more than we do', async () => {
    const more = {
      ...fakeOrder(),
      internalMargin: 12,
      items: fakeOrder().items.map((item) => ({ ...item, shelf: 'B4' })),
    }
    expect(await answered(() => Response.json(more)).order('XKBKNABJK')).toEqual(fakeOrder())
  })
})

describe('a shop that does not make sense is unavailable', () => {
  it.each<readonly [string, () => Response]>([
    ['500', () => new Response('oops', { status: 500 })],
    ['401', () => Response.json({}, { status: 401 })],
    ['a page instead of JSON', () => new Response('<!doctype html><title>Accueil</title>')],
    ['half of it', () => new Response('{"reference":')],
    ['null', () => Response.json(null)],
    ['an amount with a comma', () => Response.json({ ...fakeOrder(), totals: { grand: '78,00' } })],
    ['a status of its own', () => Response.json({ ...fakeOrder(), status: 'lost' })],
    [
      'a tracking link with script',
      () =>
        Response.json({
          ...fakeOrder(),
          shipments: [{ ...fakeOrder().shipments[0], trackingUrl: 'javascript:alert(1)' }],
        }),
    ],
    ['five megabytes', () => new Response('x'.repeat(5_000_000))],
  ])('%s', async (_, answer) => {
    await expect(answered(answer).order('XKBKNABJK')).rejects.toThrow(ShopUnavailable)
  })

  it.each<readonly [string, () => Response]>([
    [
      'a page instead of a PDF',
      () => new Response('<html>', { headers: { 'Content-Type': 'application/pdf' } }),
    ],
    ['an empty file', () => new Response('', { headers: { 'Content-Type': 'application/pdf' } })],
    ['another type', () => new Response('%PDF-1.4', { headers: { 'Content-Type': 'text/html' } })],
  ])('%s', async (_, answer) => {
    await expect(answered(answer).invoiceFile('XKBKNABJK', 'FA-1')).rejects.toThrow(ShopUnavailable)
  })

  it('when it never answers, after three seconds', async () => {
    const silent = createHttpShop({
      url: 'https://shop.example/c',
      secret: 's',
      fetch: () => new Promise(() => {}),
      clock,
    })
    const asked = silent.info()
    clock.advance(3000)
    await expect(asked).rejects.toThrow(ShopUnavailable)
  })

  it('and what is logged of it names no order', async () => {
    const failure = await answered(() => new Response('', { status: 500 }))
      .order('XKBKNABJK')
      .catch((error: unknown) => error)
    expect(String(failure)).toBe('ShopUnavailable: GET /orders/…')
  })
})
