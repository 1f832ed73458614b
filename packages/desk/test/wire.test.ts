import { readdir, readFile, writeFile } from 'node:fs/promises'
import { connectDesk, type DeskConnection, type Message } from '@comptoir/bot-engine'
import { fakeOrder } from '@comptoir/desk/fakes'
import { signCustomerToken } from '@comptoir/desk/shop-contract'
import { describe, expect, onTestFinished, test } from 'vitest'
import { origin, startDesk } from './front-door.ts'

/**
 * A page keeps its counter for as long as it stays open, and a shop brings the counter and the desk up to date on
 * different days: each of them meets the version before. What page and desk of a version say to each other is
 * recorded in `wire/<version>.json`. Today's desk has to take every request of those records and to answer no less;
 * today's page may ask the desks of those records nothing that they refuse, and has to read what they answer.
 *
 * Before a release `COMPTOIR_WIRE=<version>` records it beside the others. A record goes when the version after the
 * next is out. A difference is never mended by recording an old version anew.
 */
interface WireRecord {
  readonly exchanges: readonly Exchange[]
  /** What the ports of the page gave for it, call by call. */
  readonly results: readonly unknown[]
}

interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly status: number
  readonly answer?: unknown
}

type Fetch = typeof globalThis.fetch

const folder = new URL('wire/', import.meta.url)
const at = '2026-11-21T10:00:00.000Z'
const files = async (): Promise<readonly string[]> => (await readdir(folder)).sort()
const token = await signCustomerToken({
  issuer: origin,
  customerId: 'customer-7',
  now: Date.parse(at),
  secret: 'a secret of desk and shop',
})

if (process.env['COMPTOIR_WIRE'] !== undefined) await record(process.env['COMPTOIR_WIRE'])

describe('page and desk of different versions', async () => {
  test.each(await files())(
    'the desk of today takes what the page of %s sends, and answers no less',
    async (file) => {
      const { desk, close } = deskOfToday()
      onTestFinished(close)
      const { exchanges } = await read(file)
      /** What the desk made up then (ids, secrets, addresses), and makes up otherwise now. */
      const madeUp = new Map<string, string>()
      const asToday = <Value>(value: Value): Value =>
        JSON.parse(
          [...madeUp].reduce((text, [then, now]) => text.replaceAll(then, now), JSON.stringify(value)),
        )
      for (const { method, path, headers, body, status, answer } of exchanges) {
        const response = await desk(`${origin}/desk${asToday(path)}`, {
          method,
          headers: asToday(headers),
          ...(body !== undefined && { body: JSON.stringify(asToday(body)) }),
        })
        expect({ method, path, status: response.status }).toEqual({ method, path, status })
        const now: unknown = await answerOf(response)
        expect({ method, path, lacks: lacking(answer, now, '', madeUp) }).toEqual({ method, path, lacks: [] })
      }
    },
  )

  test.each(await files())(
    'the page of today asks the desk of %s nothing new, and reads what it answers',
    async (file) => {
      const { exchanges, results } = await read(file)
      const left = [...exchanges]
      const given = await play(async (address, init) => {
        const method = init?.method ?? 'GET'
        const path = String(address).slice(`${origin}/desk`.length)
        const place = left.findIndex((one) => one.method === method && one.path === path)
        const [found] = place < 0 ? [] : left.splice(place, 1)
        if (!found) throw new Error(`The desk of ${file} knows no ${method} ${path}.`)
        const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body))
        // What a desk does not know it refuses.
        expect({ method, path, unknown: lacking(body, found.body, '') }).toEqual({
          method,
          path,
          unknown: [],
        })
        return found.answer === undefined
          ? new Response(null, { status: found.status })
          : Response.json(found.answer, { status: found.status })
      })
      expect(given).toMatchObject([...results])
      expect(left.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    },
  )

  test('what is missing, or has become something else, is found', () => {
    const then = { seq: 3, slots: [{ id: 'a', from: at }], extra: null }
    expect(lacking(then, { ...then, more: true }, '')).toEqual([])
    expect(lacking(then, { seq: '3', slots: [{ id: 'b' }] }, '')).toEqual([
      '.seq: number, here string',
      '.slots.0.from: string, here undefined',
      '.extra: null, here undefined',
    ])
  })
})

/** Everything that a page asks of a desk but the stream, in the order of one long conversation. */
async function play(fetch: Fetch): Promise<readonly unknown[]> {
  const { desk, shop } = connectDesk({ url: `${origin}/desk`, fetch, locale: 'fr' })
  const results: unknown[] = []
  for (const call of calls({ desk, shop }))
    results.push((await call().catch(({ code }: { code: string }) => ({ refused: code }))) ?? null)
  return results
}

function calls({ desk, shop }: DeskConnection): readonly (() => Promise<unknown>)[] {
  const say =
    (id: string, rest: Partial<Message> = {}) =>
    () =>
      desk.putMessage({ id, at, author: 'customer', text: id, ...rest })
  const known = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' }
  const locale = 'fr'
  return [
    () => desk.availability(),
    say('wire-message-1'),
    say('wire-message-2', { author: 'bot', choices: [{ id: 'command:human', label: 'Un conseiller' }] }),
    () => shop.verify({ ...known, email: 'somebody@exemple.fr' }),
    () => shop.order(known.reference),
    () => shop.verify(known),
    () => shop.order(known.reference),
    () => shop.verify({ ...known, postcode: '14000' }),
    () => shop.sendCode(known),
    () => shop.mintLink('invoice:XKBKNABJK:FA-2026-00031'),
    () => shop.identify(token),
    () => shop.orders(),
    say('wire-message-3', {
      author: 'bot',
      card: { type: 'links', links: [{ label: 'Livraison', href: '/livraison' }] },
    }),
    () => desk.putSnapshot({ version: 1 }),
    () => shop.act('reportProblem', { reference: known.reference, problem: 'damaged' }, 'wire-act-1'),
    () =>
      desk.callbackSlots().then(([slot]) =>
        desk.requestCallback({
          phone: '+33261910042',
          slotId: slot?.id ?? '',
          reason: 'Question',
          locale,
          consent: { service: true, commercial: false, textVersion: 'wire@1/fr/00000000' },
        }),
      ),
    () => desk.openTicket({ subject: 'Lampe', text: 'Elle clignote.', topic: 'product', facts: {}, locale }),
    () =>
      desk.complain({
        subject: 'Retard',
        text: 'Dix jours de retard.',
        order: known.reference,
        email: known.email,
        facts: {},
        locale,
      }),
    () =>
      desk.withdraw({
        name: 'Jeanne Aubert',
        contract: known.reference,
        email: known.email,
        statement: 'Je renonce au contrat.',
        textVersion: 'withdraw@1/fr/00000000',
        locale,
      }),
    () =>
      desk.sendRecap({
        flow: 'track-order',
        subject: 'Récapitulatif',
        paragraphs: ['Un.'],
        order: known.reference,
        locale,
      }),
    () => desk.requestData({ right: 'access', email: known.email, locale }),
    () => desk.unsubscribe({ address: known.email, channel: 'email', locale }),
    () => desk.recordConsent({ purpose: 'news', given: false, textVersion: 'wire@1/fr/00000000', locale }),
    () => desk.handoff({ topic: 'Question', facts: {}, locale }),
    () => desk.markRead(3),
    () => desk.survey({ scale: 'csat', value: 5, flow: 'track-order' }),
    // oxlint-disable-next-line unicorn/no-thenable -- a word of the desk's API, never a function
    () => desk.recordUnanswered({ text: 'Et la Lune ?', locale, proposed: [], then: 'left' }),
    () =>
      desk.recordFigures?.([
        { run: 1, flow: 'track-order', version: 1, phase: 'welcome', what: 'entered', at },
      ]) ?? Promise.resolve(),
    () => desk.end('resolved'),
    () => desk.erase(),
  ]
}

/** A desk that knows one order of Jeanne's, and what ends it. */
function deskOfToday(): { desk: Fetch; close: () => Promise<void> } {
  const order = fakeOrder({ actions: ['invoice', 'track', 'report-problem', 'return'] })
  const { desk } = startDesk({}, { orders: [order] })
  return {
    desk: (address, init) => desk.fetch(new Request(address, init), { address: '192.0.2.10' }),
    close: () => desk.close(),
  }
}

async function record(version: string): Promise<void> {
  const { desk, close } = deskOfToday()
  const exchanges: Exchange[] = []
  const results = await play(recording(desk, exchanges))
  await close()
  await writeFile(new URL(`${version}.json`, folder), `${JSON.stringify({ exchanges, results }, null, 1)}\n`)
}

function recording(desk: Fetch, exchanges: Exchange[]): Fetch {
  return async (address, init) => {
    const response = await desk(address, init)
    const answer = await answerOf(response.clone())
    exchanges.push({
      method: init?.method ?? 'GET',
      path: String(address).slice(`${origin}/desk`.length),
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...(init?.body !== undefined && { body: JSON.parse(String(init.body)) }),
      status: response.status,
      ...(answer !== undefined && { answer }),
    })
    return response
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

async function read(file: string): Promise<WireRecord> {
  return JSON.parse(await readFile(new URL(file, folder), 'utf8'))
}

/**
 * Where the second lacks what the first has, or has it as something else. Strings may say something else.
 *
 * @param differing collects strings of the first with what stands for them in the second
 */
function lacking(first: unknown, second: unknown, path: string, differing?: Map<string, string>): string[] {
  if (kindOf(first) !== kindOf(second)) return [`${path}: ${kindOf(first)}, here ${kindOf(second)}`]
  if (typeof first === 'string' && typeof second === 'string' && first !== second && first.length > 7)
    differing?.set(first, second)
  if (typeof first !== 'object' || first === null) return []
  return Object.entries(first).flatMap(([key, value]) =>
    lacking(value, Reflect.get(second as object, key), `${path}.${key}`, differing),
  )
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
}
