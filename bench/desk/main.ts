import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signCustomerToken } from '../../packages/desk/src/connector/customer-token.ts'
import { createSqliteStore } from '../../packages/desk/src/store/sqlite.ts'
import { ask, keepAlive, openStream, percentile, replyTo } from './client.ts'
import { grow, grownId, grownSecret } from './grown.ts'

/**
 * The desk on one machine, with its clients on the same two cores: what it takes to stand there, what it keeps, how
 * soon an agent reads what a visitor wrote, and how many may be connected. Beside it, in the same run, what a bare
 * Node server answers that keeps nothing.
 */
const quick = process.argv.includes('--quick')
const rowsCount = quick ? 5_000 : 50_000
const requests = quick ? 2_000 : 20_000
const idleStreams = quick ? 500 : 5_000
const chatting = quick ? 50 : 500
const perSecond = 200
const seconds = quick ? 3 : 15
const connections = 128

const server = fileURLToPath(new URL('../../packages/desk/test/desk-process.ts', import.meta.url))
const lines: [string, string, string][] = []
const load = loadavg()[0]?.toFixed(1)

/** `--pairs=3000`: what a loaded machine can do in its time. */
const asked = process.argv.find((argument) => argument.startsWith('--pairs='))?.slice('--pairs='.length)
const pairs = Number(asked ?? (quick ? 500 : 10_000))
const sizes = quick ? [1_000, 100_000] : [10_000, 1_000_000]

const parts = { standing, writerQueue, overHttp, connected, asItGrows, sameTime }
const only = process.argv.find((argument) => Object.hasOwn(parts, argument))
for (const [name, measure] of Object.entries(parts)) if (only === undefined || only === name) await measure()

console.log(
  `Load of the machine at the beginning: ${load}, at the end: ${loadavg()[0]?.toFixed(1)}; two cores, clients included.\n`,
)
const width = Math.max(...lines.map(([what]) => what.length))
for (const [what, figure, goal] of lines)
  console.log(`${what.padEnd(width)}  ${figure.padStart(16)}  ${goal}`)

/** The built command as people start it: when it answers, and what it takes while nothing happens. */
async function standing(): Promise<void> {
  const command = fileURLToPath(new URL('../../packages/desk/dist/cli.js', import.meta.url))
  const desk = await started(
    [command, '--port', '0', '--data'],
    (said) => /:(\d+)\s*$/.exec(said)?.[1],
    '/healthz',
  )
  lines.push(['ready after (built command)', `${desk.readyMs} ms`, 'wanted: 2000'])
  await new Promise((resolve) => setTimeout(resolve, 3000))
  lines.push(['memory, idle', `${residentMb(desk.child)} MB`, 'wanted: 120'])
  await desk.stop()
}

/** Rows through the store, each acknowledged after its commit is on the disk. */
async function writerQueue(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-bench-'))
  const store = createSqliteStore(join(folder, 'desk.sqlite'))
  for (let index = 0; index < 100; index++)
    await store.createConversation({ id: `c${index}`, secretHash: 'h', locale: 'fr', at: 1 })
  const text = 'Bonjour, je n’ai toujours pas reçu la facture de ma commande. '
  const began = performance.now()
  for (let from = 0; from < rowsCount; from += 500) {
    await Promise.all(
      Array.from({ length: 500 }, (_, index) => {
        const message = {
          id: `m${from + index}`,
          author: 'customer' as const,
          text,
          at: '2026-11-21T10:00:00Z',
        }
        return store.putMessage(`c${index % 100}`, message, 1)
      }),
    )
  }
  const rate = rowsCount / ((performance.now() - began) / 1000)
  await store.close()
  rmSync(folder, { recursive: true })
  lines.push(['rows through the writer queue (SQLite)', `${Math.round(rate)} /s`, 'wanted: 5000'])
}

/** Messages acknowledged over HTTP, and what a server answers that does nothing. */
async function overHttp(): Promise<void> {
  const bare = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/json')
      response.end('{"seq":1}')
    })
  })
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const address = bare.address()
  const barePort = typeof address === 'object' && address ? address.port : 0
  const desk = await startDesk()
  const one = await conversation(desk.port)
  const body = JSON.stringify({
    author: 'customer',
    text: 'Bonjour, où est ma facture ?',
    at: '2026-11-21T10:00:00Z',
  })
  const run = async (
    port: number,
    path: (index: number) => string,
    headers: Record<string, string>,
  ): Promise<number> => {
    const began = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (next < requests) await ask(port, 'PUT', path(next++), headers, body)
      }),
    )
    return requests / ((performance.now() - began) / 1000)
  }
  const many = await Promise.all(Array.from({ length: 50 }, () => conversation(desk.port)))
  const pathOf = (index: number): string => {
    const { id } = many[index % many.length] ?? one
    return `/desk/conversations/${id}/messages/message-${index}`
  }
  // A secret for each conversation: the client needs the one of the path.
  const secrets = new Map(many.map(({ id, secret }) => [id, secret]))
  const deskRate = async (): Promise<number> => {
    const began = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (next < requests) {
          const index = next++
          const path = pathOf(index)
          const secret = secrets.get(path.split('/')[3] ?? '') ?? ''
          await ask(desk.port, 'PUT', `${path}-${round}`, { Authorization: `Bearer ${secret}` }, body)
        }
      }),
    )
    return requests / ((performance.now() - began) / 1000)
  }
  let round = 0
  const rates = { bare: 0, desk: 0 }
  let cpuMs = Infinity
  // By turns, the better of two each: the first round of both warms up.
  for (; round < 3; round++) {
    const bareRate = await run(barePort, () => '/', {})
    const cpuBefore = cpuMsOf(desk.child)
    const own = await deskRate()
    cpuMs = Math.min(cpuMs, (cpuMsOf(desk.child) - cpuBefore) / requests)
    if (round === 0) continue
    rates.bare = Math.max(rates.bare, bareRate)
    rates.desk = Math.max(rates.desk, own)
  }
  lines.push(['messages acknowledged over HTTP', `${Math.round(rates.desk)} /s`, 'wanted: 1500'])
  lines.push([
    '… processor time of the desk for each',
    `${Math.round(cpuMs * 1000)} µs`,
    'whatever else runs',
  ])
  lines.push(['a bare Node server, same run', `${Math.round(rates.bare)} /s`, 'keeps nothing'])
  bare.close()
  keepAlive.destroy()
  await desk.stop()
}

/** Visitors who are connected and idle, and the way of a message from a visitor to an agent's stream meanwhile. */
async function connected(): Promise<void> {
  const desk = await startDesk()
  const before = residentMb(desk.child)
  const idle: { close(): void }[] = []
  for (let index = 0; index < idleStreams; index++) {
    const { id, secret } = await conversation(desk.port)
    idle.push(
      await openStream(
        desk.port,
        `/desk/conversations/${id}/stream`,
        { Authorization: `Bearer ${secret}` },
        () => {},
      ),
    )
  }
  const perStream = ((residentMb(desk.child) - before) * 1024) / idleStreams
  lines.push([
    `${idleStreams} visitors connected and idle`,
    `${residentMb(desk.child)} MB`,
    `${perStream.toFixed(0)} KB each`,
  ])

  const cookie = await signIn(desk.port)
  const sent = new Map<string, number>()
  const waits: number[] = []
  const visitors: { id: string; secret: string }[] = []
  for (let index = 0; index < chatting; index++) {
    const visitor = await conversation(desk.port)
    visitors.push(visitor)
    const headers = { Authorization: `Bearer ${visitor.secret}` }
    await ask(
      desk.port,
      'POST',
      `/desk/conversations/${visitor.id}/handoff`,
      headers,
      '{"topic":"t","facts":{},"locale":"fr"}',
    )
    idle.push(
      await openStream(
        desk.port,
        `/desk/agent/conversations/${visitor.id}/stream`,
        { Cookie: cookie },
        (event) => {
          const at = sent.get(/"id":"([^"]+)"/.exec(event)?.[1] ?? '')
          if (at !== undefined) waits.push(performance.now() - at)
        },
      ),
    )
  }
  const total = perSecond * seconds
  const began = performance.now()
  const writing: Promise<unknown>[] = []
  for (let index = 0; index < total; index++) {
    const due = began + (index * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const visitor = visitors[index % visitors.length]
    if (!visitor) continue
    const id = `measured-${index}`
    sent.set(id, performance.now())
    const body = JSON.stringify({ author: 'customer', text: `Message ${index}`, at: '2026-11-21T10:00:00Z' })
    writing.push(
      ask(
        desk.port,
        'PUT',
        `/desk/conversations/${visitor.id}/messages/${id}`,
        { Authorization: `Bearer ${visitor.secret}` },
        body,
      ),
    )
  }
  await Promise.all(writing)
  await new Promise((resolve) => setTimeout(resolve, 1000))
  lines.push([
    `visitor to agent's stream, ${perSecond} messages a second: p50`,
    `${percentile(waits, 0.5).toFixed(1)} ms`,
    'wanted: 30',
  ])
  lines.push([
    `… p99 (${waits.length} of ${total} seen)`,
    `${percentile(waits, 0.99).toFixed(1)} ms`,
    'wanted: 150',
  ])
  for (const stream of idle) stream.close()
  await desk.stop()
}

/** The same requests on a desk with few conversations behind it and with very many, by turns. */
async function asItGrows(): Promise<void> {
  const desks: RunningDesk[] = []
  for (const size of sizes) {
    const data = mkdtempSync(join(tmpdir(), 'comptoir-bench-'))
    await grow(join(data, 'desk.sqlite'), size)
    desks.push(await startDesk(data))
  }
  const waits = sizes.map((): number[] => [])
  const cpu = sizes.map(() => 0)
  const turns = 5
  for (let turn = 0; turn <= turns; turn++) {
    for (const [which, { port, child }] of desks.entries()) {
      const cookie = await signIn(port)
      const before = cpuMsOf(child)
      const taken = await mixedRequests(port, sizes[which] ?? 1, `${turn}`, cookie)
      // The first turn warms both up.
      if (turn === 0) continue
      cpu[which] = (cpu[which] ?? 0) + cpuMsOf(child) - before
      waits[which]?.push(...taken)
    }
  }
  for (const [which, size] of sizes.entries()) {
    const mine = waits[which] ?? []
    lines.push([
      `with ${size} conversations: p50, p99`,
      `${percentile(mine, 0.5).toFixed(1)} ms, ${percentile(mine, 0.99).toFixed(1)} ms`,
      `${Math.round(((cpu[which] ?? 0) * 1000) / mine.length)} µs of processor each`,
    ])
  }
  const [few, many] = waits.map((mine) => percentile(mine, 0.99))
  lines.push(['… p99 of many to p99 of few', `${((many ?? 0) / (few ?? 1)).toFixed(2)} ×`, 'wanted: 2'])
  for (const desk of desks) await desk.stop()
}

/** What a day is made of: most write, some read on, agents look at the queue and into conversations. */
async function mixedRequests(port: number, size: number, run: string, cookie: string): Promise<number[]> {
  const waits: number[] = []
  const bearer = { Authorization: `Bearer ${grownSecret}` }
  const body = JSON.stringify({ author: 'customer', text: 'Et ma facture ?', at: '2026-11-21T10:00:00Z' })
  let next = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let index = next++; index < 1000; index = next++) {
        // Spread over all of them, the same ones in each run.
        const id = grownId((index * 7919 + Number(run) * 104_729) % size)
        const began = performance.now()
        if (index % 20 === 0) await ask(port, 'GET', '/desk/agent/queue', { Cookie: cookie }, undefined)
        else if (index % 10 === 1)
          await ask(port, 'GET', '/desk/agent/callbacks?show=open', { Cookie: cookie }, undefined)
        else if (index % 5 === 2)
          await ask(port, 'GET', `/desk/conversations/${id}/messages`, bearer, undefined)
        else await ask(port, 'PUT', `/desk/conversations/${id}/messages/bench-${run}-${index}`, bearer, body)
        waits.push(performance.now() - began)
      }
    }),
  )
  return waits
}

/** Two questions that get the same answer, for which the time may not tell which of them it was. */
interface Alike {
  readonly what: string
  readonly method?: string
  /** Below the base path; `which` is 0 or 1, `count` makes one unlike the one before. */
  path(which: 0 | 1, count: number): string
  body?(which: 0 | 1, count: number): object
  readonly headers?: Readonly<Record<string, string>>
  /** How many pairs of those that are asked for: some are slow by nature. @default all */
  readonly share?: number
}

/**
 * Can the time of an answer tell whether something exists? Pairs of questions that get the same answer, in random order
 * within each pair, over a real connection. The area under the curve is the share of pairs in which the first kind
 * takes longer: 0.5 says nothing, and chance alone keeps it within ±0.01 for 10,000 pairs (Mann and Whitney, 1947).
 */
async function sameTime(): Promise<void> {
  const script = fileURLToPath(new URL('../../packages/desk/test/desk-with-shop.ts', import.meta.url))
  const desk = await started(
    ['--conditions=@comptoir/source', script],
    (said) => said.trim(),
    '/desk/healthz',
  )
  const stranger = await conversation(desk.port)
  const other = await conversation(desk.port)
  const customer = await conversation(desk.port)
  const bearer = { Authorization: `Bearer ${stranger.secret}` }
  const asCustomer = { Authorization: `Bearer ${customer.secret}` }
  const token = await signCustomerToken({
    issuer: 'https://shop.example',
    customerId: 'customer-7',
    secret: 'a secret of desk and shop',
  })
  await ask(
    desk.port,
    'POST',
    `/desk/conversations/${customer.id}/identity`,
    asCustomer,
    JSON.stringify({ token }),
  )

  const own = `/conversations/${stranger.id}`
  const reference = ['XKBKNABJK', 'NOSUCHONE'] as const
  const others = ['OTHERONES', 'NOSUCHONE'] as const
  const email = ['jeanne.aubert@exemple.fr', 'jeanne.martin@exemple.fr'] as const
  const noOnes = 'paul.petit@exemple.fr'
  const orderAlike: readonly Alike[] = [
    {
      what: 'order there or not',
      path: () => `${own}/verifications`,
      body: (which) => ({ reference: reference[which], email: noOnes }),
    },
    {
      what: 'order there or not, with postcode',
      path: () => `${own}/verifications`,
      body: (which) => ({ reference: reference[which], email: noOnes, postcode: '14000' }),
    },
    {
      what: 'a code asked for, order there or not',
      path: () => `${own}/codes`,
      body: (which) => ({ reference: reference[which], email: noOnes }),
    },
    {
      what: 'a code asked for, by the right person or not',
      path: () => `${own}/codes`,
      body: (which) => ({ reference: reference[0], email: email[which] }),
    },
    {
      what: 'a withdrawal, order there or not',
      path: () => `${own}/withdrawals`,
      body: (which, count) => ({
        name: 'Jeanne Aubert',
        contract: reference[which],
        email: `jeanne.aubert${count}@exemple.fr`,
        statement: 'Je me rétracte.',
        textVersion: '1',
        locale: 'fr',
      }),
    },
    {
      what: 'a withdrawal as an act, order there or not',
      path: () => `${own}/acts/withdraw`,
      body: (which, count) => ({
        key: `a-key-of-a-page-${count}`,
        input: {
          name: 'Jeanne Aubert',
          reference: reference[which],
          email: `jeanne.aubert${count}@exemple.fr`,
        },
      }),
    },
    {
      what: 'a link for a new password, account there or not',
      path: () => `${own}/acts/resetPassword`,
      body: (which, count) => ({ key: `a-key-of-a-page-${count}`, input: { email: email[which] } }),
    },
    {
      what: "a signed-in customer asks for another's order, there or not",
      method: 'GET',
      path: (which) => `/conversations/${customer.id}/orders/${others[which]}`,
      headers: asCustomer,
    },
    {
      what: "… for a link to another's invoice",
      path: () => `/conversations/${customer.id}/links`,
      body: (which) => ({ ref: `invoice:${others[which]}:FA-2026-00031` }),
      headers: asCustomer,
    },
    {
      what: "… for another's order to be cancelled",
      path: () => `/conversations/${customer.id}/acts/cancelOrder`,
      body: (which, count) => ({ key: `a-key-of-a-page-${count}`, input: { reference: others[which] } }),
      headers: asCustomer,
    },
  ]
  const otherAlike: readonly Alike[] = [
    {
      what: 'a conversation of somebody else, or none',
      method: 'GET',
      path: (which) =>
        `/conversations/${which === 0 ? other.id : other.id.replace(/^..../, '0000')}/messages`,
    },
    {
      what: "a customer's token, forged for one who exists or not",
      path: () => `${own}/identity`,
      body: (which) => ({ token: forged(token, which === 0 ? 'customer-7' : 'customer-9') }),
    },
    {
      what: 'a sign-in with a login that exists or not',
      path: () => '/agent/session',
      body: (which) => ({ login: which === 0 ? 'camille' : 'nobodys', password: 'not the quays of Caen' }),
      headers: { Origin: `http://127.0.0.1:${desk.port}` },
      // A password takes 80 ms.
      share: 0.1,
    },
  ]
  for (const alike of [...orderAlike, ...otherAlike]) {
    const { method = 'POST', headers = bearer, share = 1 } = alike
    const times: [number[], number[]] = [[], []]
    const answers = new Set<string>()
    const most = Math.round(pairs * share)
    let count = 0
    for (let pair = -Math.round(most / 10); pair < most; pair++) {
      const first = Math.random() < 0.5 ? 0 : 1
      for (const which of first === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        count += 1
        const body = alike.body && JSON.stringify(alike.body(which, count))
        const path = `/desk${alike.path(which, count)}`
        const began = performance.now()
        const answer = await replyTo(desk.port, method, path, headers, body)
        if (pair >= 0) times[which].push(performance.now() - began)
        // What is kept has a number and a moment of its own.
        answers.add(
          `${answer.status} ${answer.body}`.replace(
            /"(reference|number|receivedAt|at|dueAt|refundBy|sendBackBy|receiptTo)":"[^"]*"/g,
            '',
          ),
        )
      }
    }
    lines.push([
      `${alike.what}: area under the curve, ${most} pairs`,
      areaUnderCurve(...times).toFixed(3),
      `wanted: 0.48 to 0.52; ${answers.size} different answers`,
    ])
  }
  await desk.stop()
}

/** The token with other claims, under the signature that it had. */
function forged(token: string, sub: string): string {
  const [head, claims = '', signature] = token.split('.')
  const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub }
  return [
    head,
    Buffer.from(JSON.stringify(changed)).toString('base64url'),
    `${signature?.slice(0, -4)}AAAA`,
  ].join('.')
}

/** The share of all pairs in which the first is greater, halves for equal ones. */
function areaUnderCurve(first: readonly number[], second: readonly number[]): number {
  const all = [...first.map((value) => ({ value, of: 0 })), ...second.map((value) => ({ value, of: 1 }))]
  all.sort((a, b) => a.value - b.value)
  let ranks = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to++
    // Equal ones share the mean of their ranks.
    const rank = (from + 1 + to) / 2
    for (let at = from; at < to; at++) if (all[at]?.of === 0) ranks += rank
    from = to
  }
  return (ranks - (first.length * (first.length + 1)) / 2) / (first.length * second.length)
}

interface RunningDesk {
  readonly child: ChildProcess
  readonly port: number
  readonly readyMs: number
  stop(): Promise<void>
}

/** The desk with room for a benchmark: its sources, always open, without limits. */
function startDesk(data?: string): Promise<RunningDesk> {
  const command = ['--conditions=@comptoir/source', server]
  return started(command, (said) => said.trim(), '/desk/healthz', ['0'], data)
}

async function started(
  command: readonly string[],
  portIn: (said: string) => string | undefined,
  health: string,
  after: readonly string[] = [],
  data: string = mkdtempSync(join(tmpdir(), 'comptoir-bench-')),
): Promise<RunningDesk> {
  const began = performance.now()
  const child = spawn(process.execPath, [...command, data, ...after], { stdio: ['ignore', 'pipe', 'ignore'] })
  const port = await new Promise<number>((resolve) => {
    child.stdout.once('data', (chunk) => resolve(Number(portIn(String(chunk)))))
  })
  await ask(port, 'GET', health, {}, undefined)
  const readyMs = Math.round(performance.now() - began)
  return {
    child,
    port,
    readyMs,
    stop: async () => {
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGKILL')
      await ended
      rmSync(data, { recursive: true })
    },
  }
}

async function conversation(port: number): Promise<{ id: string; secret: string }> {
  return JSON.parse((await ask(port, 'POST', '/desk/conversations', {}, '{"locale":"fr"}')).body)
}

async function signIn(port: number): Promise<string> {
  const headers = { Origin: `http://127.0.0.1:${port}` }
  const { cookie } = await ask(
    port,
    'POST',
    '/desk/agent/session',
    headers,
    '{"login":"camille","password":"les quais de Caen"}',
  )
  return cookie
}

/** User and system time of a process, in milliseconds; the kernel counts hundredths of a second. */
function cpuMsOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function residentMb({ pid }: ChildProcess): number {
  const pages = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(pages) / 1024)
}
