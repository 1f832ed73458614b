import { fakeOrder } from '@comptoir/desk/fakes'
import type { DeskOptions, Mailer } from '@comptoir/desk'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLongRun } from '../../bot-engine/test/long-run.ts'
import { startDesk, type Customer, type FrontDoor, type Said } from './front-door.ts'

// Somebody guesses orders and codes, from many networks and under forged addresses. `COMPTOIR_LONG` makes 10,000 and
// 1,000,000 guesses of it, in portions: a run that was broken off goes on where it was.

const hour = 3_600_000
const orderGuesses = process.env['COMPTOIR_LONG'] ? 10_000 : 200
const codeGuesses = process.env['COMPTOIR_LONG'] ? 1_000_000 : 600

const jeanne = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr', postcode: '14000' }
const paul = { reference: 'OTHERONES', email: 'paul.petit@exemple.fr', postcode: '75011' }
const orders = [
  fakeOrder(),
  fakeOrder({ reference: paul.reference, email: paul.email, customerId: 'customer-8' }),
]
const proxy = '10.0.0.1'

/** Where a request seems to come from, and where it comes from. */
interface Origin {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  /** What the desk has to count it under. */
  readonly network: string
}

const address4 = fc.ipV4()
/** Every header in which somebody has ever believed an address. */
const forgedHeaders = fc.dictionary(
  fc.constantFrom(
    'X-Forwarded-For',
    'X-Real-IP',
    'X-Client-IP',
    'X-Cluster-Client-IP',
    'X-Originating-IP',
    'True-Client-IP',
    'CF-Connecting-IP',
    'Fastly-Client-IP',
    'Forwarded',
    'X-Remote-User',
  ),
  address4,
  { maxKeys: 3 },
)
/** From a network of its own, of few; or through the shop's proxy, which says what it has seen last. */
const origins: fc.Arbitrary<Origin> = fc
  .record({
    household: fc.nat(1),
    isIp6: fc.boolean(),
    host: fc.nat(0xffff),
    forged: forgedHeaders,
    lies: fc.array(address4, { maxLength: 3 }),
    isProxied: fc.boolean(),
  })
  .map(({ household, isIp6, host, forged, lies, isProxied }) => {
    const own = isIp6 ? `2001:db8:0:${household}::${host.toString(16)}` : `198.51.100.${household}`
    const network = isIp6 ? `2001:db8:0:${household}` : own
    if (!isProxied) return { address: own, headers: forged, network }
    const seen = [...lies, own].join(', ')
    const { 'X-Forwarded-For': _, ...rest } = forged
    return { address: proxy, headers: { ...rest, 'X-Forwarded-For': seen }, network }
  })

interface OrderGuess {
  readonly from: Origin
  readonly claim: { readonly reference: string; readonly email: string; readonly postcode?: string }
  readonly at: 'verifications' | 'codes' | 'order' | 'link' | 'act'
  readonly isNew: boolean
  readonly minutes: number
}

const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const references = fc.oneof(
  fc.constantFrom(jeanne.reference, paul.reference),
  fc.array(letters, { minLength: 9, maxLength: 9 }).map((some) => some.join('')),
  // One letter off.
  fc
    .tuple(fc.nat(8), letters)
    .map(([at, letter]) => jeanne.reference.slice(0, at) + letter + jeanne.reference.slice(at + 1)),
)
const emails = fc.oneof(
  fc.constantFrom(jeanne.email, paul.email, 'jeanne.aubert@exemple.com'),
  fc.emailAddress(),
)
const orderGuess: fc.Arbitrary<OrderGuess> = fc.record({
  from: origins,
  claim: fc
    .record({
      reference: references,
      email: emails,
      postcode: fc.option(fc.constantFrom('14000', '75011', '69001'), { nil: undefined }),
    })
    // A guess: the two of one order do not come together.
    .map(({ reference, email, postcode }) => ({
      reference,
      email: isRight(reference, email) ? 'somebody.else@exemple.fr' : email,
      ...(postcode === undefined ? {} : { postcode }),
    })),
  at: fc.constantFrom('verifications', 'verifications', 'verifications', 'codes', 'order', 'link', 'act'),
  isNew: fc.boolean(),
  // Mostly one right after the other; at times the hour of somebody's look-ups is over.
  minutes: fc.nat(299).map((some) => (some === 0 ? 40 : some < 8 ? 1 : 0)),
})

const isRight = (reference: string, email: string): boolean =>
  orders.some((order) => order.reference === reference && order.email === email.toLowerCase())

describe('guesses of orders', () => {
  it('are answered by counting alone, and open nothing', async () => {
    const run = openLongRun('order-guesses', orderGuesses)
    while (run.done < orderGuesses) {
      const guesses = orderGuessesOf(run.portion)
      await guessOrders(guesses)
      run.count(guesses.length)
      run.portionIsOver()
    }
  }, 7_200_000)

  it.each([
    ['a desk that takes one look-up too many', { limits: { lookups: { count: 21, perMs: hour } } }],
    ['a desk that believes what anybody writes', { trustedProxies: [proxy, '198.51.100.0', '198.51.100.1'] }],
    ['a desk that lets one more try fail', { limits: { tries: 4 } }],
  ] as const)('which tell %s', async (_, fault) => {
    await expect(guessOrders(orderGuessesOf(0), fault)).rejects.toThrow()
  })
})

function orderGuessesOf(portion: number): readonly OrderGuess[] {
  const many = fc.array(fc.noBias(orderGuess), { minLength: 200, maxLength: 200 })
  return fc.sample(many, { seed: 20_261_122 + portion, numRuns: 1 })[0] ?? []
}

/** Makes guesses one after the other: each gets the answer that somebody would give who knows no order at all. */
async function guessOrders(guesses: readonly OrderGuess[], fault: DeskOptions = {}): Promise<void> {
  const { door, mails } = openDoor(fault)
  const counts = createCounts()
  let customer = await door.customer()
  try {
    for (const { from, claim, at, isNew, minutes } of guesses) {
      if (isNew) customer = await door.customer()
      door.clock.advance(minutes * 60_000)
      const said = await makeGuess(customer, at, claim, from)
      expect(visible(said), JSON.stringify({ at, claim, from })).toEqual(
        counts.expected(at, customer.id, from.network, door.clock.now()),
      )
    }
    expect(mails).toEqual([])
  } finally {
    await door.desk.close()
  }
}

function makeGuess(
  customer: Customer,
  at: OrderGuess['at'],
  claim: OrderGuess['claim'],
  { address, headers }: Origin,
): Promise<Said> {
  const sent = { address, headers }
  const { reference, email } = claim
  switch (at) {
    case 'verifications':
      return customer.post('/verifications', claim, sent)
    case 'codes':
      return customer.post('/codes', { reference, email }, sent)
    case 'order':
      return customer.get(`/orders/${reference}`)
    case 'link':
      return customer.post('/links', { ref: `invoice:${reference}:FA-2026-00031` }, sent)
    case 'act':
      return customer.post('/acts/cancelOrder', { key: 'a-key-of-the-page', input: { reference } }, sent)
  }
}

/** What a desk would answer that knows no order: it counts look-ups by network, and tries by conversation. */
function createCounts(): {
  expected(at: OrderGuess['at'], conversation: string, network: string, now: number): unknown
} {
  const lookups = new Map<string, number[]>()
  const tries = new Map<string, number>()
  return {
    expected: (at, conversation, network, now) => {
      if (at === 'order' || at === 'link' || at === 'act') return { status: 403, body: 'DESK-107' }
      const done = (lookups.get(network) ?? []).filter((moment) => moment > now - hour)
      if (done.length >= 20) return { status: 429, body: 'DESK-106' }
      lookups.set(network, [...done, now])
      if (at === 'codes') return { status: 204, body: '' }
      const used = (tries.get(conversation) ?? 0) + 1
      tries.set(conversation, used)
      return { status: 200, body: used >= 3 ? { level: 0, locked: true } : { level: 0 } }
    },
  }
}

const visible = ({ status, body }: Said): unknown => ({ status, body: body.error?.code ?? body })

describe('guesses of codes', () => {
  it('by somebody who knows order and e-mail get nowhere, from whatever network', async () => {
    const run = openLongRun('code-guesses', codeGuesses)
    while (run.done < codeGuesses) {
      run.count(await guessCodes(process.env['COMPTOIR_LONG'] ? 10_000 : 600, run.portion))
      run.portionIsOver()
    }
  }, 7_200_000)
})

/** How many guesses come at once. */
const atOnce = 200
const perConversation = 20

/** Asks for codes and guesses them, many at once; gives how many guesses were made. */
async function guessCodes(most: number, portion: number): Promise<number> {
  const { door, mails } = openDoor()
  const [hosts = []] = fc.sample(
    fc.array(fc.noBias(fc.record({ forged: forgedHeaders, digits: fc.nat(999_999) })), {
      minLength: most,
      maxLength: most,
    }),
    { seed: 7_000_000 + portion, numRuns: 1 },
  )
  const statuses = new Map<number, number>()
  const judged = new Map<string, number>()
  try {
    for (let from = 0; from < most; from += atOnce) {
      const victims = await Promise.all(
        Array.from({ length: atOnce / perConversation }, () => door.customer()),
      )
      // Each conversation asks for a code of its own: three an hour are mailed, whoever asks.
      await Promise.all(
        victims.map((victim, index) =>
          victim.post('/codes', known, { address: `203.0.113.${(from / atOnce + index) % 250}` }),
        ),
      )
      while (mails.length === 0) await new Promise((resolve) => setImmediate(resolve))
      await Promise.all(
        hosts.slice(from, from + atOnce).map(async ({ forged, digits }, index) => {
          const victim = victims[index % victims.length]
          // A network of its own for each guess: nothing but the conversation and the code hold it up.
          const address = `2001:db8:${((from + index) >> 8).toString(16)}:${((from + index) & 255).toString(16)}::1`
          const body = { ...known, code: String(digits).padStart(6, '0') }
          const said = await victim?.post('/verifications', body, { address, headers: forged })
          statuses.set(said?.status ?? 0, (statuses.get(said?.status ?? 0) ?? 0) + 1)
          expect(said).toMatchObject({ status: 200, body: { level: 0 } })
          if (victim && said?.body.locked !== true) judged.set(victim.id, (judged.get(victim.id) ?? 0) + 1)
        }),
      )
      door.clock.advance(60_000)
    }
    // Two that fail are told so, the third and all others that the conversation is locked.
    for (const tries of judged.values()) expect(tries).toBeLessThanOrEqual(2)
    // Three a day reach the customer, however many were asked for.
    expect(mails.length).toBeLessThanOrEqual(3)
    expect(new Set(mails)).toEqual(new Set([jeanne.email]))
    return most
  } finally {
    await door.desk.close()
  }
}

/** What the guesser knows. */
const known = { reference: jeanne.reference, email: jeanne.email }

/** A desk behind a proxy, with its limits as they are, but for how many conversations one network opens. */
function openDoor(fault: DeskOptions = {}): { readonly door: FrontDoor; readonly mails: readonly string[] } {
  const mails: string[] = []
  const mail: Mailer = {
    send: async ({ to }) => void mails.push(to),
    verify: async () => {},
    close: () => {},
  }
  const door = startDesk(
    {
      mail,
      trustedProxies: [proxy],
      log: () => {},
      ...fault,
      limits: { conversations: { count: 1_000_000, perMs: 1000 }, ...fault.limits },
    },
    { orders },
  )
  return { door, mails }
}
