import { createFakeShop, fakeOrder, type FakeShop } from '@comptoir/desk/fakes'
import { describe, expect, it } from 'vitest'
import { checkConformance, type ConformanceCase } from '../src/conformance/conformance.ts'
import { conformanceReport } from '../src/conformance/report.ts'

const known = { order: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr', postcode: '14000' }

/** Puts a shop through the suite; `fault` changes what it answers. */
function tried(
  shop: FakeShop = createFakeShop(),
  fault: (request: Request, answer: Response) => Response | Promise<Response> = (_, answer) => answer,
): Promise<readonly ConformanceCase[]> {
  const fetch = async (request: Request): Promise<Response> =>
    fault(request, await shop.fetch(request.clone()))
  return checkConformance({ url: shop.url, secret: shop.secret, fetch, ...known })
}

const failed = (cases: readonly ConformanceCase[]): string[] =>
  cases.filter(({ result }) => result === 'failed').map(({ name }) => name)

const path = (request: Request): string => new URL(request.url).pathname

describe('the conformance suite', () => {
  it('passes a shop that speaks the contract', async () => {
    const cases = await tried()
    expect(cases.filter(({ result }) => result !== 'passed')).toEqual([])
    expect(cases.length).toBeGreaterThan(20)
  })

  it('says what it could not check, without an order', async () => {
    const shop = createFakeShop()
    const lines: string[] = []
    const code = await conformanceReport({ url: shop.url, secret: shop.secret, fetch: shop.fetch }, (line) =>
      lines.push(line),
    )
    expect(code).toBe(0)
    expect(lines).toContain('not checked  It gives each invoice as a PDF.')
    expect(lines).toContain(
      '              No order was given: add --order REF, or --customer ID whose orders it can take.',
    )
    expect(lines.at(-1)).toBe('13 passed, 0 failed, 10 not checked')
  })

  it('finds an order by itself when it knows a customer', async () => {
    const shop = createFakeShop()
    const cases = await checkConformance({
      url: shop.url,
      secret: shop.secret,
      fetch: shop.fetch,
      customer: 'customer-7',
    })
    expect(cases.filter(({ result }) => result !== 'passed')).toEqual([])
  })

  it('says what it could not check for a guest, and before there is an invoice', async () => {
    const cases = await tried(createFakeShop({ orders: [fakeOrder({ customerId: null, shipments: [] })] }))
    expect(cases.filter(({ result }) => result === 'not-checked').map(({ detail }) => detail)).toEqual([
      'The order has no invoice yet: try one that was dispatched.',
      'The order is a guest’s: try one of a customer with an account.',
      'The order is a guest’s: try one of a customer with an account.',
    ])
    expect(failed(cases)).toEqual([])
  })

  it('says what to look at when the shop has another secret, or nobody is there', async () => {
    const shop = createFakeShop()
    const [other] = await checkConformance({ url: shop.url, secret: 'another', fetch: shop.fetch })
    expect(other?.detail).toContain('Has the shop the same secret')
    const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:1') })
    const [nobody] = await checkConformance({
      url: 'https://shop.example/c',
      secret: 's',
      fetch: () => Promise.reject(refused),
    })
    expect(nobody?.detail).toBe(
      'No answer came from https://shop.example/c: connect ECONNREFUSED 127.0.0.1:1. Is the address right, and the shop running?',
    )
  })

  it('goes no further when nobody answers, and ends with 1', async () => {
    const lines: string[] = []
    const away = {
      url: 'https://shop.example/c',
      secret: 's',
      fetch: () => Promise.reject(new Error('connect ECONNREFUSED')),
    }
    expect(await conformanceReport(away, (line) => lines.push(line))).toBe(1)
    expect(lines[1]).toContain('ECONNREFUSED')
    expect(lines.at(-1)).toBe('0 passed, 1 failed, 1 not checked')
  })

  it.each<readonly [string, (request: Request, answer: Response) => Response | Promise<Response>, RegExp]>([
    [
      'lets unsigned requests in',
      (request, answer) =>
        answer.status === 401 ? Response.json({ name: 'x', contract: 1, locales: ['fr'] }) : answer,
      /without a signature/,
    ],
    [
      'answers 500 to unknown orders',
      (_, answer) => (answer.status === 404 ? new Response('', { status: 500 }) : answer),
      /an order that does not exist/,
    ],
    [
      'answers 404 to the check of an unknown order',
      async (request, answer) => {
        if (!path(request).endsWith('customer-check')) return answer
        return (await request.text()).includes('ZZZZZZZZZ')
          ? Response.json({ error: { code: 'x', message: 'y' } }, { status: 404 })
          : answer
      },
      /"none" to the check/,
    ],
    [
      'tells which part was wrong',
      async (request, answer) => {
        if (!path(request).endsWith('customer-check')) return answer
        const isKnown = (await request.text()).includes('XKBKNABJK')
        const body = await answer.json()
        return Response.json(isKnown && body.match === 'none' ? { match: 'none', reason: 'email' } : body)
      },
      /in the very words of an unknown order/,
    ],
    [
      'compares e-mails letter by letter',
      async (request, answer) => {
        if (!path(request).endsWith('customer-check')) return answer
        return (await request.text()).includes('JEANNE') ? Response.json({ match: 'none' }) : answer
      },
      /however it is capitalised/,
    ],
    [
      'never looks at the postcode',
      async (request, answer) => {
        if (!path(request).endsWith('customer-check')) return answer
        return (await request.text()).includes('99999') ? Response.json({ match: 'email+postcode' }) : answer
      },
      /when the postcode is another one/,
    ],
    [
      'has totals that do not add up',
      async (request, answer) => {
        if (path(request) !== '/comptoir/v1/orders/XKBKNABJK') return answer
        const order = await answer.json()
        return Response.json({ ...order, totals: { ...order.totals, grand: { amount: 1, currency: 'EUR' } } })
      },
      /totals add up/,
    ],
    [
      'gives a page instead of the PDF',
      (request, answer) => (path(request).endsWith('.pdf') && answer.ok ? new Response('<html>') : answer),
      /each invoice as a PDF/,
    ],
    [
      'gives the oldest order first',
      (request, answer) =>
        path(request).endsWith('/customer-7/orders')
          ? Response.json({ orders: [fakeOrder({ placedAt: '2020-01-01T00:00:00Z' }), fakeOrder()] })
          : answer,
      /newest first/,
    ],
    [
      'leaves the carrier’s status in its own words',
      async (request, answer) => {
        if (path(request) !== '/comptoir/v1/orders/XKBKNABJK') return answer
        const order = await answer.json()
        return Response.json({ ...order, shipments: [{ ...order.shipments[0], status: 'DI1' }] })
      },
      /gives the order by its reference/,
    ],
  ])('finds a shop that %s', async (_, fault, name) => {
    const cases = failed(await tried(createFakeShop(), fault))
    expect(cases.join('\n')).toMatch(name)
  })
})
