import {
  connectDesk,
  createMemoryStorage,
  createOutbox,
  newMessageId,
  type Message,
  type Outbox,
} from '@comptoir/bot-engine'
import { createFakeClock, type FakeClock } from '@comptoir/bot-engine/fakes'
import { createDesk, type Desk } from '@comptoir/desk'
import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

// The real clients against the real service, over a network and on a machine that fail as they like.

/** What happens to one request. */
const faults = [
  'goes well',
  'goes well',
  'goes well',
  'is lost on the way',
  'is answered, and the answer is lost',
  'arrives twice',
  'finds the desk restarting',
  'is the last one before the desk restarts',
  'is slow',
] as const
type Fault = (typeof faults)[number]

/** What happens to one stream: it breaks after so many events, or never. */
type Cut = number | 'never'

interface Schedule {
  /** Who writes next: one of two tabs of the same customer. */
  readonly writers: readonly (0 | 1)[]
  readonly faults: readonly Fault[]
  readonly cuts: readonly Cut[]
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  writers: fc.array(fc.constantFrom<0 | 1>(0, 1), { minLength: 1, maxLength: 14 }),
  faults: fc.array(fc.constantFrom(...faults), { maxLength: 60 }),
  cuts: fc.array(fc.oneof(fc.nat(4), fc.constant<Cut>('never')), { maxLength: 8 }),
})

const numRuns = process.env['COMPTOIR_LONG'] ? 10_000 : 25

/** A bug of the kind that peers had, put between client and service. */
type Bug = (request: Request, serve: (request: Request) => Promise<Response>) => Promise<Response>

const none: Bug = (request, serve) => serve(request)

/** The service forgets which ids it has seen: what is sent again is a new message. */
const resendsAreNew = (): Bug => {
  const seen = new Set<string>()
  return async (request, serve) => {
    const again = request.method === 'PUT' && seen.has(request.url)
    const url = again ? `${request.url}-${seen.size}` : request.url
    seen.add(url)
    if (!again) return await serve(request)
    return await serve(
      new Request(url, { method: 'PUT', headers: request.headers, body: await request.text() }),
    )
  }
}

/** The service acknowledges a message that it has not kept yet, and then loses one. */
const acknowledgesTooEarly = (): Bug => {
  let puts = 0
  return async (request, serve) => {
    const answer = request.method === 'PUT' && request.url.includes('/messages/') && (puts += 1) === 2
    return answer ? Response.json({ seq: 2 }, { status: 201 }) : await serve(request)
  }
}

/** The stream says nothing of what came before it was opened, and has no digest that would show it. */
const tellsOnlyTheNew = (): Bug => async (request, serve) => {
  if (!request.url.endsWith('/stream')) return await serve(request)
  const headers = new Headers(request.headers)
  headers.set('Last-Event-ID', '999999')
  const answer = await serve(new Request(request, { headers }))
  const withoutDigests = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      if (!new TextDecoder().decode(piece).startsWith('event: digest')) controller.enqueue(piece)
    },
  })
  return new Response(answer.body?.pipeThrough(withoutDigests) ?? null, { headers: answer.headers })
}

describe('however the network and the machine fail', () => {
  it('nothing is lost, doubled or reordered, and every reader ends up with the same', async () => {
    const property = fc.asyncProperty(schedules, (schedule) => play(schedule))
    await fc.assert(property, { seed: 20_261_121, numRuns })
  }, 3_600_000)

  it.each([
    ['a service that takes what is sent again for new', resendsAreNew],
    ['a service that acknowledges before it has kept', acknowledgesTooEarly],
    ['a stream that does not replay', tellsOnlyTheNew],
  ])(
    '%s is found out',
    async (_, bug) => {
      const found = await fc.check(
        fc.asyncProperty(schedules, (schedule) => play(schedule, bug())),
        { seed: 1, numRuns: 30, endOnFailure: true },
      )
      expect(found.failed).toBe(true)
    },
    30_000,
  )
})

/** Plays one schedule to its end, and checks what is left. */
async function play(schedule: Schedule, bug: Bug = none): Promise<void> {
  const clock = createFakeClock()
  const data = mkdtempSync(join(tmpdir(), 'comptoir-desk-'))
  const machine = startMachine(data, clock, schedule, bug)
  try {
    const storage = createMemoryStorage()
    const connection = {
      url: 'https://shop.example/desk',
      storage,
      clock,
      random: () => 0.5,
      fetch: machine.fetch,
    }
    const tabs = [connectDesk(connection), connectDesk(connection)] as const
    // The conversation is open, and known to both tabs, before the trouble begins.
    await tabs[0].desk.putSnapshot({ version: 1 })
    machine.beginTrouble()
    const acknowledged = new Map<string, number>()
    const outboxes = tabs.map(({ desk }, tab): Outbox =>
      createOutbox({
        storage,
        key: `outbox-${tab}`,
        clock,
        random: () => 0.5,
        put: (message) => desk.putMessage(message),
        onSettled: (id, result) => {
          if (!('seq' in result)) throw result.failed
          acknowledged.set(id, result.seq)
        },
      }),
    )
    const heard: Message[] = []
    let stop: (() => void) | undefined

    const written: { readonly tab: number; readonly id: string }[] = []
    for (const tab of schedule.writers) {
      const id = newMessageId(clock.now() + written.length)
      written.push({ tab, id })
      outboxes[tab]?.add({ id, author: 'customer', text: `${tab}:${id}`, at: '2026-11-21T10:00:00.000Z' })
      await turns(3)
      stop ??= tabs[0].desk.stream(0, (event) => {
        if (event.type === 'message') heard.push(event.message)
      })
    }

    for (let second = 0; second < 400; second++) {
      if (acknowledged.size === written.length && heard.length >= written.length) break
      clock.advance(1000)
      await turns(12)
    }
    stop?.()

    const stored = await machine.messages()
    const numbers = written.map((_, index) => index + 1)
    expect(stored.map(({ seq }) => seq)).toEqual(numbers)
    expect(new Set(stored.map(({ id }) => id)).size).toBe(written.length)
    for (const { id, seq } of stored) expect(acknowledged.get(id)).toBe(seq)
    for (const tab of [0, 1]) {
      const own = stored.filter(({ text }) => text.startsWith(`${tab}:`)).map(({ id }) => id)
      expect(own).toEqual(written.filter((one) => one.tab === tab).map(({ id }) => id))
    }
    expect(heard.map(({ id }) => id)).toEqual(stored.map(({ id }) => id))
  } finally {
    await machine.stop()
    rmSync(data, { recursive: true })
  }
}

interface Machine {
  readonly fetch: typeof globalThis.fetch
  /** From now on the schedule's faults happen. */
  beginTrouble(): void
  /** What the desk has, read behind its back. */
  messages(): Promise<readonly Message[]>
  stop(): Promise<void>
}

/** A desk on a disk, and the network in front of it. */
function startMachine(data: string, clock: FakeClock, schedule: Schedule, bug: Bug): Machine {
  const start = (): Desk =>
    createDesk({
      data,
      clock,
      agents: [
        {
          login: 'camille',
          name: 'Camille',
          passwordHash: `scrypt$15$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
        },
      ],
      limits: { writes: { count: 10_000, perMs: 1000 }, conversations: { count: 10_000, perMs: 1000 } },
      log: () => {},
    })
  let desk = start()
  let lastRequest: Request | undefined
  let faultsLeft: Fault[] = []
  const cutsLeft = [...schedule.cuts]

  const restart = async (): Promise<void> => {
    const old = desk
    desk = start()
    await old.close()
  }
  const lost = (): never => {
    throw new TypeError('Failed to fetch')
  }

  return {
    beginTrouble: () => void (faultsLeft = [...schedule.faults]),
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const aborted = new Promise<never>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), {
          once: true,
        })
      })
      aborted.catch(() => {})
      if (request.url.endsWith('/stream')) {
        lastRequest = request.clone()
        return cutAfter(
          await Promise.race([bug(request, (asked) => desk.fetch(asked)), aborted]),
          cutsLeft.shift() ?? 'never',
          request.signal,
        )
      }
      const send = (): Promise<Response> => bug(request.clone(), (asked) => desk.fetch(asked))
      switch (faultsLeft.shift() ?? 'goes well') {
        case 'goes well':
          return await send()
        case 'is lost on the way':
          return lost()
        case 'is answered, and the answer is lost':
          await send()
          return lost()
        case 'arrives twice':
          await send()
          return await send()
        case 'finds the desk restarting':
          await restart()
          return new Response('<h1>502 Bad Gateway</h1>', { status: 502 })
        case 'is the last one before the desk restarts': {
          const answer = await send()
          await restart()
          return answer
        }
        case 'is slow':
          return await Promise.race([
            new Promise<Response>(
              (resolve) => void clock.setAlarm(clock.now() + 20_000, () => resolve(send())),
            ),
            aborted,
          ])
      }
    },
    messages: async () => {
      const request = lastRequest ?? new Request('https://shop.example/desk')
      const url = request.url.replace('/stream', '/messages')
      const answer = await desk.fetch(new Request(url, { headers: request.headers }))
      return (await answer.json()).messages
    },
    stop: () => desk.close(),
  }
}

/** A stream that breaks after so many pieces, or when its reader leaves. */
function cutAfter(answer: Response, cut: Cut, signal: AbortSignal): Response {
  if (!answer.body) return answer
  const reader = answer.body.getReader()
  let left = cut === 'never' ? Infinity : cut
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      signal.addEventListener('abort', () => {
        void reader.cancel()
        controller.error(new DOMException('aborted', 'AbortError'))
      })
    },
    async pull(controller) {
      if (left <= 0) {
        await reader.cancel()
        controller.error(new TypeError('network error'))
        return
      }
      left -= 1
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  return new Response(body, { status: answer.status, headers: answer.headers })
}

/** Lets what is under way go on: the service commits in a turn of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
