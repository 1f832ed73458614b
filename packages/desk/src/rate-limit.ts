/** How often something may be done: `count` at once, refilled evenly over `perMs` milliseconds. */
export interface Rate {
  readonly count: number
  readonly perMs: number
}

/** Counts what each key does. */
export interface RateLimit {
  /** Seconds to wait, 0 when it may be done now; done counts at once. */
  take(key: string, now: number): number
  /** What was taken last did not count after all. */
  giveBack(key: string): void
}

/** The most keys remembered: whoever floods with new ones evicts the oldest, not our memory. */
const keysMax = 100_000

/**
 * A token bucket per key: kept in memory, and forgotten as soon as it is full again.
 *
 * @example
 * const lookups = createRateLimit({ count: 20, perMs: 3_600_000 })
 * lookups.take('192.0.2.1', Date.now()) // 0: allowed
 */
export function createRateLimit({ count, perMs }: Rate): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const perToken = perMs / count

  return {
    take: (key, now) => {
      const bucket = buckets.get(key)
      const tokens = bucket ? Math.min(count, bucket.tokens + Math.max(0, now - bucket.at) / perToken) : count
      buckets.delete(key)
      if (tokens < 1) {
        buckets.set(key, { tokens, at: now })
        return Math.max(1, Math.ceil(((1 - tokens) * perToken) / 1000))
      }
      buckets.set(key, { tokens: tokens - 1, at: now })
      evict(now)
      return 0
    },
    giveBack: (key) => {
      const bucket = buckets.get(key)
      if (bucket) bucket.tokens = Math.min(count, bucket.tokens + 1)
    },
  }

  function evict(now: number): void {
    for (const [key, { at }] of buckets) {
      // Oldest first: a key that was just used stands at the end.
      if (buckets.size <= keysMax && now - at < perMs) return
      buckets.delete(key)
    }
  }
}
