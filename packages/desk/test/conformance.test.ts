import { createFakeShop, fakeOrder, type FakeShop } from '@comptoir/desk/fakes'
import { signShopRequest } from '@comptoir/desk/shop-contract'
import { describe, expect, it } from 'vitest'
import { checkConformance, type ConformanceCase } from '../src/conformance/conformance.ts'
import { conformanceReport } from '../src/conformance/report.ts'

const known = { order: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr', postcode: '14000', acts: true }

/** An order that allows everything that may be done with goods. */
const returnable = fakeOrder({ actions: ['invoice', 'track', 'report-problem', 'return', 'investigate'] })

/** Puts a shop through the suite; `fault` changes what it answers. */
function tried(
  shop: FakeShop = createFakeShop({ orders: [returnable] }),
  fault: (request: Request, answer: Response) => Response | Promise<Response> = (_, answer) => answer,
): Promise<readonly ConformanceCase[]> {
  const fetch = async (request: Request): Promise<Response> =>
    fault(request, await shop.fetch(request.clone()))
  return checkConformance({ url: shop.url, secret: shop.secret, fetch, ...known })
}

/** One signed request, as the desk sends it. */
function signed(shop: FakeShop, method: 'GET' | 'POST', below: string): Promise<Response> {
  const url = new URL(shop.url + below)
  const headers = { ...signShopRequest({ method, path: url.pathname, secret: shop.secret }) }
  return shop.fetch(new Request(url, { method, headers }))
}

/** A shop that answers an act otherwise. */
function onAct(
  name: string,
  answer: (body: any, input: any, said: Response) => unknown, // oxlint-disable-line typescript/no-explicit-any -- faults look into answers of every shape
): (request: Request, said: Response) => Promise<Response> {
  return async (request, said) => {
    if (!path(request).endsWith(`/acts/${name}`)) return said
    const { input } = await request.json()
    const changed = answer(await said.clone().json(), input, said)
    return changed instanceof Response ? changed : Response.json(changed, { status: said.status })
  }
}

/** A shop that tells an order otherwise. */
function onOrder(
  change: (order: any) => object, // oxlint-disable-line typescript/no-explicit-any -- see onAct
): (request: Request, said: Response) => Promise<Response> {
  return async (request, said) =>
    path(request) === '/comptoir/v1/orders/XKBKNABJK' ? Response.json(change(await said.json())) : said
}

const failed = (cases: readonly ConformanceCase[]): string[] =>
  cases.filter(({ result }) => result === 'failed').map(({ name }) => name)

const path = (request: Request): string => new URL(request.url).pathname

describe('the conformance suite', () => {
  it('passes a shop that speaks the contract', async () => {
    const cases = await tried()
    expect(cases.filter(({ result }) => result !== 'passed')).toEqual([])
    expect(cases.length).toBeGreaterThan(30)
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
    expect(lines.at(-1)).toBe('17 passed, 0 failed, 19 not checked')
  })

  it('finds an order by itself when it knows a customer', async () => {
    const shop = createFakeShop()
    const cases = await checkConformance({
      url: shop.url,
      secret: shop.secret,
      fetch: shop.fetch,
      customer: 'customer-7',
      acts: true,
    })
    expect(cases.filter(({ result }) => result !== 'passed')).toEqual([])
  })

  it('changes nothing at the shop unless it is told to', async () => {
    const shop = createFakeShop()
    const { acts: _acts, ...looking } = known
    const cases = await checkConformance({
      url: shop.url,
      secret: shop.secret,
      fetch: shop.fetch,
      ...looking,
    })
    expect(cases.filter(({ result }) => result === 'not-checked').map(({ detail }) => detail)).toEqual(
      Array.from({ length: 7 }, () => 'Acts change the order: add --acts, with an order of your own.'),
    )
    const order = await signed(shop, 'GET', '/orders/XKBKNABJK')
    expect(await order.json()).not.toHaveProperty('requests')
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
    [
      'takes any name for an act',
      (request, answer) => (path(request).endsWith('/danceTango') ? Response.json({}) : answer),
      /an act that the contract does not know/,
    ],
    [
      'takes an act whatever its input',
      onAct('unsubscribe', (_body, input, said) =>
        'colour' in input ? Response.json({ taken: true }) : said,
      ),
      /whose input does not fit/,
    ],
    [
      'says 500 of an order that does not exist',
      onAct('cancelOrder', (_body, { reference }, said) =>
        reference === 'ZZZZZZZZZ' ? new Response('', { status: 500 }) : said,
      ),
      /unknown-item/,
    ],
    [
      'refuses with reasons of its own',
      onAct('checkCoupon', (body) => ({ error: { ...body.error, code: 'computer-says-no' } })),
      /unknown-code/,
    ],
    [
      'knows every gift card',
      onAct('checkGiftCard', () =>
        Response.json({
          balance: { amount: 0, currency: 'EUR' },
          initial: { amount: 0, currency: 'EUR' },
          expiresAt: '2027-01-01',
          state: 'active',
        }),
      ),
      /unknown-code/,
    ],
    [
      'refuses a withdrawal from an order that it does not know',
      onAct('withdraw', (_body, { reference }, said) =>
        reference === 'ZZZZZZZZZ'
          ? Response.json({ error: { code: 'unknown-item', message: 'No.' } }, { status: 409 })
          : said,
      ),
      /receives a withdrawal/,
    ],
    [
      'gives itself thirty days for the refund of a withdrawal',
      onAct('withdraw', (body) => ({ ...body, refundBy: '2027-12-31' })),
      /clocks of 14 days/,
    ],
    [
      'tells in the receipt of a withdrawal whether the order exists',
      onAct('withdraw', (body, { reference }) =>
        reference === 'ZZZZZZZZZ' ? body : { ...body, sendBackBy: undefined },
      ),
      /receives a withdrawal/,
    ],
    [
      'says which addresses have an account',
      onAct('resetPassword', (body, { email }) =>
        email === 'nobody@exemple.fr' ? { taken: true, account: false } : body,
      ),
      /the same to every e-mail address/,
    ],
    [
      'takes the same report twice',
      (() => {
        let count = 0
        return onAct('reportProblem', (body) =>
          'number' in body ? { ...body, number: `PB-${(count += 1)}` } : body,
        )
      })(),
      /does an act once/,
    ],
    [
      'forgets what it was asked',
      onOrder(({ requests: _requests, ...order }) => order),
      /among the requests of the order/,
    ],
    [
      'cancels an order that is on its way',
      onAct('cancelOrder', (_body, { reference }, said) =>
        reference === 'XKBKNABJK'
          ? Response.json({
              number: 'AN-1',
              kind: 'cancellation',
              state: 'done',
              at: '2026-11-21T10:00:00Z',
              lines: [],
            })
          : said,
      ),
      /what the actions of the order do not list/,
    ],
    [
      'takes back more than was bought',
      onAct('requestReturn', (_body, { lines }, said) =>
        lines[0]?.quantity === 9999 ? Response.json({}) : said,
      ),
      /more than was bought/,
    ],
    [
      'offers more of an article for return than was bought',
      onOrder((order) => ({
        ...order,
        items: order.items.map((item: object) => ({ ...item, returnable: 99 })),
      })),
      /requests, refunds and files fits the order/,
    ],
    [
      'gives back more than was paid',
      onOrder((order) => ({
        ...order,
        refunds: [
          { amount: { amount: 99_999, currency: 'EUR' }, means: 'card', state: 'due', dueBy: '2026-12-01' },
        ],
      })),
      /requests, refunds and files fits the order/,
    ],
    [
      'gives any document of requests',
      (request, answer) =>
        path(request).endsWith('/NO-SUCH-DOCUMENT.pdf')
          ? new Response('%PDF-1', { headers: { 'Content-Type': 'application/pdf' } })
          : answer,
      /documents of requests as PDF/,
    ],
    [
      'uses a key again for something else',
      onAct('reportProblem', (body, input) => {
        const { details } = input
        return details === 'X' ? Response.json({ ...body, number: 'PB-9' }) : body
      }),
      /a key that was used for something else/,
    ],
  ])('finds a shop that %s', async (_, fault, name) => {
    const cases = failed(await tried(createFakeShop(), fault))
    expect(cases.join('\n')).toMatch(name)
  })
})
