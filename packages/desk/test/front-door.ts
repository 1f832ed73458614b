import { createFakeClock, type FakeClock } from '@comptoir/bot-engine/fakes'
import { createDesk, type Desk, type DeskOptions, type LogLine } from '@comptoir/desk'
import { createFakeShop, type FakeShop, type FakeShopOptions } from '@comptoir/desk/fakes'
import { expect, onTestFinished } from 'vitest'
import { routes } from '../src/routes/index.ts'
import { check } from '../src/schema/schema.ts'

/** What an answer said. `body` is the JSON, or the text where it is none. */
export interface Said {
  readonly status: number
  readonly body: any // oxlint-disable-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly headers: Headers
}

export interface Sent {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly address?: string
}

/** A caller of one conversation. */
export interface Customer {
  readonly id: string
  readonly secret: string
  readonly authorization: { readonly Authorization: string }
  get(path: string): Promise<Said>
  post(path: string, body: unknown, sent?: Sent): Promise<Said>
  says(text: string, id?: string): Promise<Said>
}

/** Somebody signed in to the console. */
export interface Agent {
  readonly cookie: string
  get(path: string): Promise<Said>
  post(path: string, body?: unknown): Promise<Said>
  put(path: string, body: unknown): Promise<Said>
}

export interface FrontDoor {
  readonly desk: Desk
  readonly shop: FakeShop
  readonly clock: FakeClock
  readonly log: readonly LogLine[]
  readonly announced: readonly string[]
  /** Sends one request below the base path, and holds the answer against the route's own schema. */
  ask(method: string, path: string, sent?: Sent): Promise<Said>
  raw(method: string, path: string, sent?: Sent): Promise<Response>
  customer(locale?: string): Promise<Customer>
  /** Somebody of {@link people}; another login has the password of the first of them. */
  agent(login?: string): Promise<Agent>
}

export const origin = 'https://shop.example'

/** Two people of the shop; passwords as they would type them, and what `hashPassword` makes of them: hashing is slow. */
export const people = [
  {
    login: 'camille',
    name: 'Camille',
    title: 'conseillère',
    password: 'les quais de Caen',
    passwordHash: 'scrypt$15$8$1$yIN570TVb8IMXVGh3ZsYCQ$Fpff3xesNJ8BG-cryDSQafEkJWtj5Q2frXfr5W-J-0c',
  },
  {
    login: 'bastien',
    name: 'Bastien',
    title: 'conseiller',
    password: 'rue des Lavandières',
    passwordHash: 'scrypt$15$8$1$vdQnx4QU5FDB31KIgUOQNg$VHG34bymylxuPob_30Hb3T_McMsqszXKnNK6sNwGoog',
  },
] as const

const agents = people.map(({ login, name, title, passwordHash }) => ({ login, name, title, passwordHash }))

/** A desk of one test: it closes when the test is over. */
export function openDesk(options: DeskOptions = {}, shopOptions: FakeShopOptions = {}): FrontDoor {
  const door = startDesk(options, shopOptions)
  onTestFinished(() => door.desk.close())
  return door
}

/** A desk with its shop, on Saturday 21 November 2026 at 11:00 in Paris, while people can be reached. */
export function startDesk(options: DeskOptions = {}, shopOptions: FakeShopOptions = {}): FrontDoor {
  const clock = createFakeClock()
  const shop = createFakeShop({ now: () => clock.now(), ...shopOptions })
  const log: LogLine[] = []
  const announced: string[] = []
  const desk = createDesk({
    data: ':memory:',
    shop: { url: shop.url, secret: shop.secret, fetch: shop.fetch },
    hours: { week: { mon: [['09:00', '18:00']], fri: [['09:00', '18:00']], sat: [['10:00', '17:00']] } },
    agents,
    clock,
    random: () => 0,
    log: (line) => log.push(line),
    announce: (sentence) => announced.push(sentence),
    ...options,
  })
  const base = options.basePath ?? '/desk'

  const raw = (method: string, path: string, sent: Sent = {}): Promise<Response> =>
    desk.fetch(
      new Request(`${origin}${base}${path}`, {
        method,
        headers: {
          ...(sent.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...sent.headers,
        },
        ...(sent.body === undefined
          ? {}
          : { body: typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body) }),
      }),
      { address: sent.address ?? '192.0.2.10' },
    )
  const ask = async (method: string, path: string, sent: Sent = {}): Promise<Said> => {
    const answer = await raw(method, path, sent)
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    const said = { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers }
    expectDeclared(method, path, said)
    return said
  }

  return {
    desk,
    shop,
    clock,
    log,
    announced,
    ask,
    raw,
    customer: async (locale = 'fr') => {
      const { id, secret } = (await ask('POST', '/conversations', { body: { locale } })).body
      const headers = { Authorization: `Bearer ${secret}` }
      let written = 0
      return {
        id,
        secret,
        authorization: headers,
        get: (path) => ask('GET', `/conversations/${id}${path}`, { headers }),
        post: (path, body, sent = {}) =>
          ask('POST', `/conversations/${id}${path}`, {
            ...sent,
            body,
            headers: { ...headers, ...sent.headers },
          }),
        says: (text, messageId = `message-${(written += 1)}`) =>
          ask('PUT', `/conversations/${id}/messages/${messageId}`, {
            body: { author: 'customer', text, at: new Date(clock.now()).toISOString() },
            headers,
          }),
      }
    },
    agent: async (login = 'camille') => {
      const password = (people.find((one) => one.login === login) ?? people[0]).password
      const said = await ask('POST', '/agent/session', {
        body: { login, password },
        headers: { Origin: origin },
      })
      const cookie = said.headers.get('set-cookie')?.split(';')[0] ?? ''
      const headers = { Cookie: cookie, Origin: origin }
      return {
        cookie,
        get: (path) => ask('GET', `/agent${path}`, { headers: { Cookie: cookie } }),
        post: (path, body) =>
          ask('POST', `/agent${path}`, { ...(body === undefined ? {} : { body }), headers }),
        put: (path, body) => ask('PUT', `/agent${path}`, { body, headers }),
      }
    },
  }
}

/** An answer of a route has a status and a shape that the route declares, or is a problem. */
function expectDeclared(method: string, path: string, { status, body }: Said): void {
  const bare = path.replace(/\?.*$/, '')
  const route = routes.find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/:\w+/g, '[^/]+')}$`).test(bare),
  )
  if (!route) return
  if (status >= 400) {
    expect(Object.keys(body.error), `${method} ${path} ${status}`).toEqual(
      expect.arrayContaining(['code', 'message']),
    )
    expect(body.error.message).toMatch(/^[A-Za-z0-9].*\.$/s)
    return
  }
  const declared = route.answers[status]
  expect(declared, `${method} ${path} answered ${status}, which it does not declare`).toBeDefined()
  if (declared?.schema) expect(check(declared.schema, body, 'answer')).not.toHaveProperty('misfit')
}

/** Reads server-sent events of an answer one by one. */
export function eventsOf(answer: Response): {
  next(): Promise<{ event: string; id?: string; data: any } | undefined> // oxlint-disable-line typescript/no-explicit-any -- see Said
  close(): Promise<void>
} {
  const reader = (answer.body ?? new ReadableStream<Uint8Array>()).getReader()
  const decoder = new TextDecoder()
  let text = ''
  return {
    next: async () => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const lines = text.slice(0, end).split('\n')
          text = text.slice(end + 2)
          const field = (name: string): string | undefined =>
            lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
          const event = field('event')
          if (event === undefined) continue
          const id = field('id')
          return { event, ...(id === undefined ? {} : { id }), data: JSON.parse(field('data') ?? 'null') }
        }
        const { done, value } = await reader.read()
        if (done) return undefined
        text += decoder.decode(value, { stream: true })
      }
    },
    close: () => reader.cancel(),
  }
}
