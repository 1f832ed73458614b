import {
  connectDesk,
  createMemoryStorage,
  createOutbox,
  newMessageId,
  type Clock,
  type DeskEvent,
  type Message,
  type Outbox,
  type OutboxStorage,
} from '@comptoir/bot-engine'
import { createFakeClock, type FakeClock } from '@comptoir/bot-engine/fakes'
import { createDesk, type Desk } from '@comptoir/desk'
import * as fc from 'fast-check'
import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
// What follows the desk's stream is fetched when it is needed; here no turn waits for a file.
import '../../bot-engine/src/desk-stream.ts'
import { openLongRun } from '../../bot-engine/test/long-run.ts'
import { newDataFolder } from './data-folder.ts'
import { plantedBugs, type PlantedBug } from './planted-bugs.ts'

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

/** What happens to a page between two messages. */
const mishaps = ['the tab crashes', 'the clock jumps ahead', 'the clock jumps back'] as const
/** A tab whose storage fails keeps what is unsent in memory, and so must not crash as well. */
const otherMishaps = ['the storage fails', 'the clock jumps ahead', 'the clock jumps back'] as const
type Mishap = (typeof mishaps)[number] | (typeof otherMishaps)[number] | 'none'

interface Schedule {
  /** Who writes next: one of two tabs of the same customer. */
  readonly writers: readonly (0 | 1)[]
  /** What happens to that tab before it writes. */
  readonly mishaps: readonly Mishap[]
  readonly faults: readonly Fault[]
  readonly cuts: readonly Cut[]
}

function mishapsOf(kinds: readonly Mishap[]): fc.Arbitrary<readonly Mishap[]> {
  return fc.array(fc.constantFrom<Mishap>('none', 'none', ...kinds), { maxLength: 14 })
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  writers: fc.array(fc.constantFrom<0 | 1>(0, 1), { minLength: 1, maxLength: 14 }),
  mishaps: fc.oneof(mishapsOf(mishaps), mishapsOf(otherMishaps)),
  faults: fc.array(fc.constantFrom(...faults), { maxLength: 60 }),
  cuts: fc.array(fc.oneof(fc.nat(4), fc.constant<Cut>('never')), { maxLength: 8 }),
})

const numRuns = process.env['COMPTOIR_LONG'] ? 10_000 : 25
const perPortion = process.env['COMPTOIR_LONG'] ? 250 : numRuns

describe('however the network and the machine fail', () => {
  it('nothing is lost, doubled or reordered, and every reader ends up with the same', async () => {
    const property = fc.asyncProperty(schedules, (schedule) => play(schedule))
    const run = openLongRun('schedules', numRuns)
    while (run.done < numRuns) {
      // The path of fast-check goes on after so many schedules of the seed.
      await fc.assert(property, { seed: 20_261_121, numRuns: perPortion, path: String(run.done) })
      run.count(perPortion)
      run.portionIsOver()
    }
  }, 7_200_000)

  it.each(Object.entries(plantedBugs))(
    '%s is found out',
    async (_, plant) => {
      const found = await fc.check(
        fc.asyncProperty(schedules, (schedule) => play(schedule, plant())),
        { seed: 1, numRuns: 60, endOnFailure: true },
      )
      expect(found.failed).toBe(true)
    },
    120_000,
  )

  it('more than twenty kinds of bugs are known', () => {
    expect(Object.keys(plantedBugs).length).toBeGreaterThanOrEqual(20)
  })
})

/** Plays one schedule to its end, and checks what is left. */
async function play(schedule: Schedule, bug: PlantedBug = {}): Promise<void> {
  const clock = createFakeClock()
  const pageClock = createPageClock(clock)
  const data = newDataFolder()
  const machine = startMachine(data, clock, schedule, bug.serve ?? ((request, serve) => serve(request)))
  try {
    const memory = createMemoryStorage()
    const storage = createFailingStorage(memory)
    const connection = {
      url: 'https://shop.example/desk',
      storage: memory,
      clock: pageClock,
      random: () => 0.5,
      fetch: machine.fetch,
    }
    const tabs = [connectDesk(connection), connectDesk(connection)]
    // The conversation is open, and known to both tabs, before the trouble begins.
    await tabs[0]?.desk.putSnapshot({ version: 1 })
    machine.beginTrouble()
    const acknowledged = new Map<string, number>()
    const failed: Error[] = []
    const kept = bug.storage?.(storage) ?? storage
    const openOutbox = (tab: number): Outbox =>
      createOutbox({
        storage: kept,
        key: bug.key ?? `outbox-${tab}`,
        clock: pageClock,
        random: () => 0.5,
        put: (message) => {
          const send = (one: Message): Promise<{ seq: number }> =>
            tabs[tab]?.desk.putMessage(one) ?? Promise.reject(new Error('no such tab'))
          return bug.put ? bug.put(send, message) : send(message)
        },
        onSettled: (id, result) => {
          if ('seq' in result) acknowledged.set(id, result.seq)
          else failed.push(result.failed)
        },
      })
    const outboxes = [openOutbox(0), openOutbox(1)]
    const heard: Message[] = []
    let stop: (() => void) | undefined
    const listen = (): void => {
      stop?.()
      const deliver = (event: DeskEvent): void => {
        if (event.type === 'message') heard.push(event.message)
      }
      stop = tabs[0]?.desk.stream(heard.at(-1)?.seq ?? 0, bug.hear?.(deliver, pageClock) ?? deliver)
    }

    const written: { readonly tab: number; readonly id: string }[] = []
    for (const [index, tab] of schedule.writers.entries()) {
      const mishap = schedule.mishaps[index]
      if (mishap === 'the tab crashes') {
        outboxes[tab]?.stop()
        tabs[tab] = connectDesk(connection)
        const again = openOutbox(tab)
        outboxes[tab] = again
        await again.ready
        if (tab === 0 && stop) listen()
      } else if (mishap === 'the storage fails') storage.failNext(2)
      else if (mishap === 'the clock jumps ahead') pageClock.jump(11)
      else if (mishap === 'the clock jumps back') pageClock.jump(-11)
      const id = newMessageId(clock.now() + written.length)
      written.push({ tab, id })
      outboxes[tab]?.add({ id, author: 'customer', text: `${tab}:${id}`, at: '2026-11-21T10:00:00.000Z' })
      await turns(3)
      if (!stop) listen()
    }

    for (let second = 0; second < 400; second++) {
      if (failed.length > 0) break
      if (acknowledged.size === written.length && heard.length >= written.length) break
      clock.advance(1000)
      await turns(12)
    }
    stop?.()
    for (const outbox of outboxes) outbox.stop()

    expect(failed).toEqual([])
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

/**
 * The clock of the pages, which people set as they like; the service has its own. Its jumps stay within 22 hours of
 * one another: a page whose clock says that a day is over begins a new conversation, as it should.
 */
function createPageClock(base: FakeClock): Clock & { jump(hours: number): void } {
  let offset = 0
  return {
    now: () => base.now() + offset,
    setAlarm: (at, callback) => base.setAlarm(at - offset, callback),
    jump: (hours) => {
      const most = Math.abs(hours) * 3_600_000
      offset = Math.max(-most, Math.min(most, offset + hours * 3_600_000))
    },
  }
}

/** A storage that refuses to write when told. */
function createFailingStorage(storage: OutboxStorage): OutboxStorage & { failNext(count: number): void } {
  let failing = 0
  return {
    ...storage,
    set: async (key, value) => {
      if (failing > 0) {
        failing -= 1
        throw new DOMException('full', 'QuotaExceededError')
      }
      await storage.set(key, value)
    },
    failNext: (count) => void (failing = count),
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
function startMachine(
  data: string,
  clock: FakeClock,
  schedule: Schedule,
  bug: NonNullable<PlantedBug['serve']>,
): Machine {
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

  const lost = (): never => {
    throw new TypeError('Failed to fetch')
  }
  // The folder is one desk's: the next one starts when the last has let it go, and meanwhile nobody answers.
  let restarting: Promise<void> | undefined
  const replace = async (): Promise<void> => {
    await desk.close()
    desk = start()
    restarting = undefined
  }
  const restart = (): Promise<void> => (restarting ??= replace())
  const serve = async (request: Request): Promise<Response> =>
    restarting ? lost() : await desk.fetch(request)

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
          await Promise.race([bug(request, serve), aborted]),
          cutsLeft.shift() ?? 'never',
          request.signal,
        )
      }
      const send = (): Promise<Response> => bug(request.clone(), serve)
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
    stop: async () => {
      await restarting
      await desk.close()
    },
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
