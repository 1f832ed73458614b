import {
  createMemoryStorage,
  createOutbox,
  PortError,
  type Message,
  type Outbox,
  type OutboxOptions,
} from '@comptoir/bot-engine'
import { createFakeClock, type FakeClock } from '@comptoir/bot-engine/fakes'
// The sentences of the log are fetched when there is something to say: beforehand here, so that nothing waits.
import '../src/messages.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const message = (id: string): Message => ({
  id,
  at: '2026-11-21T10:00:00.000Z',
  author: 'customer',
  text: id,
})
const rest = async (): Promise<void> => {
  for (let round = 0; round < 20; round++) await Promise.resolve()
}

async function refuse(): Promise<never> {
  throw new Error('SecurityError')
}

interface Bench {
  readonly outbox: Outbox
  readonly clock: FakeClock
  readonly desk: string[]
  readonly settled: string[]
}

function bench(put?: OutboxOptions['put'], more: Partial<OutboxOptions> = {}): Bench {
  const clock = createFakeClock()
  const desk: string[] = []
  const settled: string[] = []
  const accept = async ({ id }: Message): Promise<{ seq: number }> => {
    if (!desk.includes(id)) desk.push(id)
    return { seq: desk.indexOf(id) + 1 }
  }
  const outbox = createOutbox({
    storage: createMemoryStorage(),
    key: 'outbox',
    put: put ?? accept,
    onSettled: (id, result) =>
      void settled.push('seq' in result ? `${id}=${result.seq}` : `${id} ${result.failed.code}`),
    clock,
    random: () => 0,
    ...more,
  })
  return { outbox, clock, desk, settled }
}

describe('the outbox', () => {
  test('that was stopped with one on its way leaves the storage to the next one', async () => {
    const storage = createMemoryStorage()
    let answer: (() => void) | undefined
    const slow = (): Promise<{ seq: number }> =>
      new Promise((resolve) => {
        answer = () => resolve({ seq: 1 })
      })
    const frozen = bench(slow, { storage })
    frozen.outbox.add(message('a'))
    await rest()
    frozen.outbox.stop()
    const next = bench(() => new Promise(() => {}), { storage })
    await next.outbox.ready
    next.outbox.add(message('b'))
    await rest()
    answer?.()
    await rest()
    expect(frozen.settled).toEqual([])
    const afterCrash = bench(undefined, { storage })
    await rest()
    expect(afterCrash.desk).toEqual(['a', 'b'])
  })

  test('sends in order, one at a time', async () => {
    let inFlight = 0
    let most = 0
    const order: string[] = []
    const { outbox } = bench(async ({ id }) => {
      most = Math.max(most, ++inFlight)
      await Promise.resolve()
      order.push(id)
      inFlight--
      return { seq: order.length }
    })
    for (const id of ['a', 'b', 'c']) outbox.add(message(id))
    await rest()
    expect(order).toEqual(['a', 'b', 'c'])
    expect(most).toBe(1)
    expect(outbox.waiting).toEqual([])
  })

  test('waits longer after each failure, and keeps the order', async () => {
    let down = true
    const tried: number[] = []
    const order: string[] = []
    const { outbox, clock } = bench(async ({ id }) => {
      tried.push(clock.now())
      if (down) throw new PortError('unavailable', 'down')
      order.push(id)
      return { seq: order.length }
    })
    outbox.add(message('a'))
    outbox.add(message('b'))
    await rest()
    for (let round = 0; round < 200; round++) {
      clock.advance(500)
      await rest()
    }
    const pauses = tried.slice(1).map((at, index) => at - (tried[index] ?? 0))
    expect(pauses.slice(0, 4)).toEqual([500, 1000, 2000, 4000])
    expect(Math.max(...pauses)).toBeLessThanOrEqual(15_000)
    down = false
    clock.advance(30_000)
    await rest()
    expect(order).toEqual(['a', 'b'])
  })

  test('gives up what the desk refuses for good, and goes on', async () => {
    const { outbox, settled } = bench(async ({ id }) => {
      if (id === 'a') throw new PortError('invalid', 'no')
      return { seq: 1 }
    })
    outbox.add(message('a'))
    outbox.add(message('b'))
    await rest()
    expect(settled).toEqual(['a invalid', 'b=1'])
  })

  test('finds what a reload left behind, before what is new', async () => {
    const storage = createMemoryStorage()
    const first = bench(async () => Promise.reject(new PortError('unavailable', 'down')), { storage })
    first.outbox.add(message('a'))
    first.outbox.add(message('b'))
    await rest()
    first.outbox.stop()
    const second = bench(undefined, { storage })
    second.outbox.add(message('c'))
    await rest()
    expect(second.desk).toEqual(['a', 'b', 'c'])
    expect(await storage.get('outbox')).toBeUndefined()
  })

  test('gives up after a week, and leaves foreign values alone', async () => {
    const storage = createMemoryStorage()
    await storage.set('outbox', [
      { ...message('old'), at: '2026-11-01T10:00:00.000Z' },
      message('young'),
      { foreign: true },
      null,
    ])
    const { desk } = bench(undefined, { storage })
    await rest()
    expect(desk).toEqual(['young'])
  })

  test('lives on in memory when the storage refuses', async () => {
    const log: string[] = []
    const { outbox, desk } = bench(undefined, {
      storage: { get: refuse, set: refuse, delete: refuse },
      log: ({ code }) => void log.push(code),
    })
    outbox.add(message('a'))
    await rest()
    expect(desk).toEqual(['a'])
    expect(log).toContain('BOT-303')
  })

  test('whatever fails, and wherever an answer gets lost: nothing lost, doubled or out of order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ok', 'fails', 'answer lost'), { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        async (luck, count) => {
          const desk: string[] = []
          let turn = 0
          const { outbox, clock, settled } = bench(async ({ id }) => {
            const fate = luck[turn++] ?? 'ok'
            if (fate !== 'fails' && !desk.includes(id)) desk.push(id)
            if (fate !== 'ok') throw new PortError('unavailable', fate)
            return { seq: desk.indexOf(id) + 1 }
          })
          const ids = Array.from({ length: count }, (_, index) => `m${index + 1}`)
          for (const id of ids) outbox.add(message(id))
          for (let round = 0; round < luck.length + count + 2; round++) {
            await rest()
            clock.advance(30_000)
          }
          await rest()
          expect(desk).toEqual(ids)
          expect(settled).toEqual(ids.map((id, index) => `${id}=${index + 1}`))
        },
      ),
      { seed: 7, numRuns: process.env['COMPTOIR_LONG'] ? 2000 : 60 },
    )
  })
})
