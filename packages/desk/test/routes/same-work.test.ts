import { fakeOrder } from '@comptoir/desk/fakes'
import { signCustomerToken } from '@comptoir/desk/shop-contract'
import { StatementSync } from 'node:sqlite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { jsonSchemaOf } from '../../src/openapi.ts'
import { routes } from '../../src/routes/index.ts'
import { openDesk, origin, type Customer, type FrontDoor } from '../front-door.ts'

// What gets the same answer takes the same way to it: the same questions to the shop, the same statements to the
// database, with values of the same size. The benchmark `sameTime` measures the rest.

const mine = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' }
/** As long as hers. */
const strangers = 'jeanne.martin@exemple.fr'
const others = 'OTHERONES'
const nobodys = 'NOSUCHONE'
const locale = 'fr'

/** What can be claimed at a route, in ways that must not be told apart. */
interface Claims {
  readonly route: string
  /** Who asks: somebody who has proven nothing, or a customer whose token was shown. */
  readonly by?: 'anybody' | 'a customer' | 'an agent to be'
  readonly bodies: readonly unknown[]
  readonly paths?: readonly string[]
}

const withdrawal = { name: 'Jeanne Aubert', statement: 'Je me rétracte.', textVersion: 'v1', locale }
const ticket = { subject: 'Ma lampe', text: 'Elle grésille.', topic: 'product', facts: {}, locale }

const claims: readonly Claims[] = [
  {
    route: 'POST /conversations/:id/verifications',
    bodies: [
      { ...mine, email: strangers },
      { ...mine, reference: nobodys },
      { ...mine, reference: others },
    ],
  },
  {
    route: 'POST /conversations/:id/codes',
    bodies: [mine, { ...mine, email: strangers }, { ...mine, reference: nobodys }],
  },
  {
    route: 'GET /conversations/:id/orders/:reference',
    by: 'a customer',
    paths: [`/orders/${others}`, `/orders/${nobodys}`],
    bodies: [],
  },
  {
    route: 'POST /conversations/:id/links',
    by: 'a customer',
    bodies: [{ ref: `invoice:${others}:FA-2026-00031` }, { ref: `invoice:${nobodys}:FA-2026-00031` }],
  },
  ...['/tickets', '/complaints'].map((path) => ({
    route: `POST /conversations/:id${path}`,
    bodies: [
      { ...ticket, order: mine.reference, email: mine.email },
      { ...ticket, order: mine.reference, email: strangers },
      { ...ticket, order: nobodys, email: mine.email },
    ].map((body) => (path === '/tickets' ? body : { ...body, topic: undefined })),
  })),
  {
    route: 'POST /conversations/:id/withdrawals',
    bodies: [
      { ...withdrawal, contract: mine.reference, email: mine.email },
      { ...withdrawal, contract: mine.reference, email: strangers },
      { ...withdrawal, contract: nobodys, email: mine.email },
    ],
  },
  {
    route: 'POST /conversations/:id/data-requests',
    bodies: [mine.email, strangers].map((email) => ({ right: 'access', email, locale })),
  },
  {
    route: 'POST /conversations/:id/unsubscriptions',
    bodies: [mine.email, strangers].map((address) => ({ address, channel: 'email', locale })),
  },
  {
    route: 'POST /conversations/:id/recaps',
    by: 'a customer',
    bodies: [others, nobodys].map((order) => ({
      flow: 'returns',
      subject: 'Retour',
      paragraphs: ['C’est noté.'],
      order,
      locale,
    })),
  },
  ...['sendWelcomeCode', 'unsubscribe', 'resetPassword'].map((name) => ({
    route: `POST /conversations/:id/acts/${name}`,
    bodies: [mine.email, strangers].map((email) => ({ key: 'a-key-of-the-page', input: { email } })),
  })),
  {
    route: 'POST /conversations/:id/acts/withdraw',
    bodies: [mine.reference, nobodys].map((reference) => ({
      key: 'a-key-of-the-page',
      input: { name: 'Jeanne Aubert', reference, email: mine.email },
    })),
  },
  ...Object.entries({
    requestReturn: { lines: [{ sku: 'LAMPE-01', quantity: 1, reason: 'gift' }], wish: 'refund' },
    cancelOrder: {},
    changeAddress: { name: 'J', lines: ['1 rue Froide'], postcode: '14000', city: 'Caen' },
    reportProblem: { problem: 'damaged' },
    investigateDelivery: { situation: 'late' },
    renewDownload: { id: 'file-1' },
    requestPersonalData: { right: 'access' },
  }).map(([name, input]): Claims => ({
    route: `POST /conversations/:id/acts/${name}`,
    by: 'a customer',
    bodies: [others, nobodys].map((reference) => ({
      key: 'a-key-of-the-page',
      input: { reference, ...input },
    })),
  })),
  {
    route: 'POST /agent/session',
    by: 'an agent to be',
    bodies: ['camille', 'nobody!'].map((login) => ({ login, password: 'not the quays of Caen' })),
  },
]

/** Codes may be told apart, they are what is asked about; a message only shows what it names. */
const toldApart: readonly string[] = [
  'POST /conversations/:id/acts/checkCoupon',
  'POST /conversations/:id/acts/checkGiftCard',
  'PUT /conversations/:id/messages/:clientId',
]

afterEach(() => void vi.restoreAllMocks())

describe('what must not be told apart takes the same work before it is answered', () => {
  it.each(claims.map((one) => [one.route, one] as const))('%s', async (_, { route, by, bodies, paths }) => {
    const [method = '', path = ''] = route.split(' ')
    const ways = new Set<string>()
    const answers = new Set<string>()
    const tried: readonly (readonly [string, unknown])[] =
      paths?.map((one) => [one, undefined] as const) ??
      bodies.map((body) => [path.replace('/conversations/:id', ''), body] as const)
    for (const [at, body] of tried) {
      const door = await openQuietDesk()
      const customer = await door.customer()
      if (by === 'a customer') await isCustomer(door, customer)
      const address = by === 'an agent to be' ? at : `/conversations/${customer.id}${at}`
      const { said, way } = await followed(door, () =>
        door.raw(method, address, {
          ...(body === undefined ? {} : { body }),
          headers: by === 'an agent to be' ? { Origin: origin } : customer.authorization,
        }),
      )
      ways.add(way)
      answers.add(said)
    }
    expect([...answers]).toHaveLength(1)
    // Refused for its shape, a claim would show nothing.
    expect([...answers][0]).not.toContain('DESK-103')
    expect([...ways]).toHaveLength(1)
  })

  it('is tried at every route that takes an order or an address', () => {
    const taking = routes.filter(({ access, path, body }) => {
      if (access === 'agent' || access === 'newcomer') return false
      const fields = body === undefined ? '' : JSON.stringify(jsonSchemaOf(body))
      return (
        path.includes(':reference') || /"(reference|order|contract|email|address|ref|login)":\{/.test(fields)
      )
    })
    const names = taking
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !toldApart.includes(name))
    expect(names.sort()).toEqual(claims.map(({ route }) => route).sort())
  })

  it('which would be seen: an order that is looked up for one claim only', async () => {
    const ways = new Set<string>()
    for (const reference of [mine.reference, nobodys]) {
      const door = await openQuietDesk()
      const customer = await door.customer()
      await customer.post('/verifications', { ...mine, postcode: '14000' })
      const { way } = await followed(door, () =>
        door.raw('GET', `/conversations/${customer.id}/orders/${reference}`, {
          headers: customer.authorization,
        }),
      )
      ways.add(way)
    }
    expect([...ways]).toHaveLength(2)
  })
})

/** A desk that has done what it does at its start. */
async function openQuietDesk(): Promise<FrontDoor> {
  const orders = [
    fakeOrder(),
    fakeOrder({ reference: others, customerId: 'customer-8', email: 'paul.petit@exemple.fr' }),
  ]
  const mail = { send: async () => {}, verify: async () => {}, close: () => {} }
  const door = openDesk({ mail }, { orders })
  await door.ask('GET', '/healthz')
  await turns(100)
  return door
}

async function isCustomer(door: FrontDoor, customer: Customer): Promise<void> {
  const token = await signCustomerToken({
    issuer: 'https://shop.example',
    customerId: 'customer-7',
    secret: door.shop.secret,
    now: door.clock.now(),
  })
  expect((await customer.post('/identity', { token })).status).toBe(200)
}

/** Follows what a desk does until it answers. */
async function followed(
  door: FrontDoor,
  ask: () => Promise<Response>,
): Promise<{ readonly said: string; readonly way: string }> {
  const steps: string[] = []
  const asked = door.shop.requests.length
  for (const name of ['all', 'run'] as const) {
    const original = StatementSync.prototype[name]
    vi.spyOn(StatementSync.prototype, name).mockImplementation(function (
      this: StatementSync,
      ...values: unknown[]
    ) {
      steps.push(`${this.sourceSQL} ${values.map(sizeOf).join()}`)
      return Reflect.apply(original, this, values)
    })
  }
  const answer = await ask()
  vi.restoreAllMocks()
  const shop = door.shop.requests.slice(asked).map((request) => request.replace(/[A-Z]{9}/, 'an order'))
  const text = (await answer.text()).replace(/"(reference|number)":"[^"]*"/, '')
  const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie')
  return {
    said: JSON.stringify([answer.status, headers, text]),
    way: [...shop, ...steps].join('\n'),
  }
}

function sizeOf(value: unknown): string {
  if (typeof value === 'string') return `${value.length} characters`
  return value instanceof Uint8Array ? `${value.length} bytes` : typeof value
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
