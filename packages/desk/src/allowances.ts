import { createHmac } from 'node:crypto'
import type { DeskKeys } from './keys.ts'
import type { Rate } from './rate-limit.ts'
import type { Store } from './store/store.ts'

/** A limit that holds over all nodes and restarts: never more than `count` within any `perMs`. */
export interface Allowance {
  /** Seconds to wait, 0 when it may be done now; done counts at once. */
  take(key: string, now: number): Promise<number>
  /** What was taken last did not count after all. */
  giveBack(key: string): Promise<void>
}

/** @param name what is counted, e.g. `lookups`: the same key counts apart under each name */
export function createAllowance(
  store: Pick<Store, 'takeAllowance' | 'returnAllowance'>,
  keys: Promise<DeskKeys>,
  name: string,
  rate: Rate,
): Allowance {
  const kept = async (key: string): Promise<string> =>
    `${name}:${createHmac('sha256', (await keys).limits)
      .update(key)
      .digest('base64url')}`
  return {
    take: async (key, now) => Math.ceil((await store.takeAllowance(await kept(key), rate, now)) / 1000),
    giveBack: async (key) => store.returnAllowance(await kept(key)),
  }
}
