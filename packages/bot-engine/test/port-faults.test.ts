import type { Shop } from '@comptoir/bot-engine'
import { createFakeDesk, createFakeShop } from '@comptoir/bot-engine/fakes'
import { describe, expect, test } from 'vitest'
import { talk, type Talk } from './transcript.ts'

type Verify = Shop['verify']

/** A customer who names their order, at a shop that proves who they are in this way. */
async function atAShopThat(verify: Verify, fake: Shop = createFakeShop()): Promise<Talk> {
  const shop: Shop = { ...fake, verify }
  const t = await talk({ ports: { shop, desk: createFakeDesk() } })
  await t.customer('ma commande XKBKNABJK julien.moreau@example.com')
  return t
}

/** An answer that settles more than once, or otherwise than promises do. */
function settling(
  how: (answer: (value: unknown) => void, fail: (cause: unknown) => void) => unknown,
): Verify {
  // oxlint-disable-next-line no-thenable -- what is not a promise but looks like one is the point
  return () => ({ then: how }) as never
}

describe('a port that does not keep to what was agreed', () => {
  test.each<[string, Verify, string]>([
    [
      'throws',
      () => {
        throw new TypeError('broken client')
      },
      'BOT-301',
    ],
    ['rejects with nothing', () => Promise.reject(undefined), 'BOT-301'],
    ['rejects with a text', () => Promise.reject('no'), 'BOT-301'],
    ['answers nothing', async () => undefined as never, 'BOT-104'],
    ['answers a page of HTML', async () => '<html>' as never, 'BOT-104'],
    ['answers a level that is none', async () => ({ level: 9 }) as never, 'BOT-104'],
    ['answers no promise', () => ({ level: '2' }) as never, 'BOT-104'],
    [
      'answers with something that throws when it is looked at',
      async () =>
        ({
          get level(): number {
            throw new Error('trap')
          },
        }) as never,
      'BOT-301',
    ],
    [
      'fails, and then answers',
      settling((answer, fail) => {
        fail(new Error('first'))
        answer({ level: 1 })
      }),
      'BOT-301',
    ],
  ])('%s: it is said once, the cause is in the log, and the human is there', async (_, verify, code) => {
    const t = await atAShopThat(verify)
    expect(t.transcript().match(/Je n'arrive pas à consulter/g)).toHaveLength(1)
    expect(t.log.map((entry) => entry.code)).toEqual([code])
    expect(t.log[0]?.message).toContain('shop.verify')
    expect(t.view).toMatchObject({ busy: false, level: 0 })
    await t.customer('conseiller')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })

  test('hangs: it is given up after a while, and an answer that comes later changes nothing', async () => {
    let answer: ((value: { level: 1 }) => void) | undefined
    const t = await atAShopThat(() => new Promise((resolve) => (answer = resolve)))
    expect(t.view.busy).toBe(true)
    t.clock.advance(60_000)
    await t.settle()
    expect(t.last().text).toContain('Comment souhaitez-vous continuer')
    const before = t.transcript()
    answer?.({ level: 1 })
    await t.settle()
    expect(t.transcript()).toBe(before)
    expect(t.view.level).toBe(0)
    expect(t.log.map(({ code }) => code)).toEqual(['BOT-301', 'BOT-103'])
  })

  test('answers twice: the first one counts', async () => {
    const fake = createFakeShop()
    const t = await atAShopThat(
      (claim) =>
        settling(async (answer) => {
          answer(await fake.verify(claim))
          answer({ level: 3 })
          answer({ level: 0 })
        })(claim),
      fake,
    )
    expect(t.view.level).toBe(1)
    expect(t.transcript().match(/Il s'agit bien/g)).toHaveLength(1)
  })

  test('is well again: the same words lead on', async () => {
    const fake = createFakeShop()
    let tries = 0
    const t = await atAShopThat(async (claim) => (tries++ === 0 ? (null as never) : fake.verify(claim)), fake)
    expect(t.log.map(({ code }) => code)).toEqual(['BOT-104'])
    await t.customer('ma commande XKBKNABJK julien.moreau@example.com')
    expect(t.last().text).toContain('12 novembre')
  })
})
