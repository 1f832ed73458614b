import type { CustomerCheck, ShopInvoice, ShopOrder } from '@comptoir/desk/shop-contract'
import { signShopRequest } from '@comptoir/desk/shop-contract'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOrder, orderTotals } from '../src/order.ts'
import { recordCarrierEvent, shipOrder, startPreparation } from '../src/orders.ts'
import { type Demo, startDemo } from './fixture.ts'

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.stop())

/** Asks as the desk does, over the network, signed. */
async function ask(path: string, body?: unknown): Promise<Response> {
  const method = body === undefined ? 'GET' : 'POST'
  const text = body === undefined ? '' : JSON.stringify(body)
  const full = `/comptoir/v1${path}`
  const signature = signShopRequest({ method, path: full, body: text, secret: demo.shop.secret })
  return fetch(demo.url + full, {
    method,
    headers: { ...signature, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: text }),
  })
}

async function shopOrder(reference: string): Promise<ShopOrder> {
  const order: ShopOrder = await (await ask(`/orders/${reference}`)).json()
  return order
}

async function check(claim: { reference: string; email: string; postcode?: string }): Promise<string> {
  const { match }: CustomerCheck = await (await ask('/customer-check', claim)).json()
  return match
}

describe('the shop contract', () => {
  test("passes the desk's own conformance suite", async () => {
    const cli = new URL('../../../packages/desk/src/cli.ts', import.meta.url).pathname
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, [
      '--conditions=@comptoir/source',
      '--disable-warning=ExperimentalWarning',
      cli,
      'conformance',
      `${demo.url}/comptoir/v1`,
      '--secret',
      demo.shop.secret,
      '--order',
      'XKBKNABJK',
      '--email',
      'gnelvet@example.fr',
      '--postcode',
      '14000',
      '--acts',
    ])
    expect(stdout).toMatch(/ passed, 0 failed, 0 not checked/)
  }, 60_000)

  test('gives every order of the demonstration in the contract’s words, its sums right', async () => {
    const rows = demo.shop.ledger.database.prepare('select reference from shop_order').all()
    for (const { reference } of rows) {
      const order = await shopOrder(String(reference))
      const { items, shipping, discount, tax, grand } = order.totals
      expect(items.amount + shipping.amount - discount.amount).toBe(grand.amount)
      expect(order.items.reduce((sum, item) => sum + item.total.amount, 0)).toBe(items.amount)
      expect(tax.amount).toBeLessThan(grand.amount)
      const dated = order.milestones.flatMap(({ at, expected }) => (at && !expected ? [at] : []))
      expect(dated).toEqual(dated.toSorted())
    }
  })

  test('what happens in the shop is seen at once', async () => {
    const before = await shopOrder('PZQMWTRLC')
    expect(before).toMatchObject({ status: 'payment-accepted', paid: true, shipments: [] })
    expect(before.actions).toContain('cancel')

    const { ledger } = demo.shop
    const order = findOrder(ledger, 'PZQMWTRLC')
    if (!order) throw new Error('The seed has lost PZQMWTRLC.')
    startPreparation(ledger, order)
    expect((await shopOrder('PZQMWTRLC')).status).toBe('in-preparation')

    const shipped = shipOrder(ledger, order)
    recordCarrierEvent(ledger, shipped, 'PZQMWTRLC-1', {
      status: 'Exception',
      label: 'Camion en panne',
      place: 'Lisieux',
    })
    const after = await shopOrder('PZQMWTRLC')
    expect(after.status).toBe('shipped')
    expect(after.shipments[0]).toMatchObject({ carrier: 'Colissimo', status: 'Exception' })
    expect(after.shipments[0]?.trackingUrl).toMatch(/^https:\/\/www\.laposte\.fr\//)
    expect(after.shipments[0]?.events.at(-1)).toMatchObject({ label: 'Camion en panne', place: 'Lisieux' })
    expect(after.milestones.map(({ kind }) => kind)).toContain('exception')

    const { invoices }: { invoices: ShopInvoice[] } = await (await ask('/orders/PZQMWTRLC/invoices')).json()
    expect(invoices).toHaveLength(1)
    expect(invoices[0]).toMatchObject({ kind: 'invoice', mail: { state: 'sent' } })
    expect(invoices[0]?.total.amount).toBe(orderTotals(shipped).grand)
    const pdf = await ask(`/orders/PZQMWTRLC/invoices/${invoices[0]?.number}.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const file = await pdf.bytes()
    expect(new TextDecoder().decode(file.subarray(0, 5))).toBe('%PDF-')
    expect(invoices[0]?.size).toBe(file.length)
  })

  test('an invoice is only given with its own order', async () => {
    const { invoices }: { invoices: ShopInvoice[] } = await (await ask('/orders/XKBKNABJK/invoices')).json()
    expect((await ask(`/orders/KDWLNRTBV/invoices/${invoices[0]?.number}.pdf`)).status).toBe(404)
  })

  test('what a customer wanted engraved stays in the shop', async () => {
    const order = await shopOrder('FMWRSDKZP')
    expect(JSON.stringify(order)).not.toContain('Jeanne et Louis')
    expect(JSON.stringify(await shopOrder('TCLNVHRWQ'))).not.toContain('jumeaux')
  })

  test('the customer check knows none, the e-mail, and the postcode of billing or delivery', async () => {
    const email = 'gnelvet@example.fr'
    expect(await check({ reference: 'XKBKNABJK', email, postcode: '14000' })).toBe('email+postcode')
    expect(await check({ reference: 'xkb knabjk', email: ' GNELVET@example.fr', postcode: '14 000' })).toBe(
      'email+postcode',
    )
    expect(await check({ reference: 'XKBKNABJK', email })).toBe('email')
    expect(await check({ reference: 'XKBKNABJK', email, postcode: '75001' })).toBe('email')
    expect(await check({ reference: 'XKBKNABJK', email: 'someone@example.fr', postcode: '14000' })).toBe(
      'none',
    )
    expect(await check({ reference: 'AAAAAAAAA', email, postcode: '14000' })).toBe('none')
    expect(await check({ reference: '', email: '', postcode: '' })).toBe('none')
  })

  test('refuses what is not a claim', async () => {
    expect((await ask('/customer-check', { reference: 7 })).status).toBe(400)
  })
})
