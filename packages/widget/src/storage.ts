import type { OutboxStorage } from '@comptoir/bot-engine'
import { createStore, del, delMany, get, keys, set } from 'idb-keyval'
import type { UseStore } from 'idb-keyval'

/** Where the conversation is kept on the device, and how carefully. */
export interface KeptStorage extends OutboxStorage {
  /** The customer has acted: from now on what is written reaches the device. */
  unlock(): void
  /** Takes everything of this shop's counter away from the device. */
  clear(): Promise<void>
}

export interface KeptStorageOptions {
  /** Tells counters of one origin apart: the address of the configuration. */
  readonly scope: string
  /** This browser keeps nothing (private mode, denied, full, or never answering); called once at most. */
  readonly onLost: () => void
}

const DATABASE = 'comptoir'

/** The key of the transcript, by far the largest of what is kept. */
export const TRANSCRIPT = 'conversation'

/** How long the browser's database may take to answer, in milliseconds. Some never do (private modes). */
const PATIENCE = 1000

/**
 * Keeps values in IndexedDB, and in memory until the customer's first act and wherever the browser refuses.
 * Reading looks whether there is a database before it opens one, so that looking leaves no trace.
 */
export function createKeptStorage({ scope, onLost }: KeptStorageOptions): KeptStorage {
  const memory = new Map<string, unknown>()
  const name = (key: string): string => `${scope} ${key}`
  let unlocked = false
  let lost = false
  let told = false
  let store: UseStore | undefined
  const database = (): UseStore => (store ??= createStore(DATABASE, 'kept'))

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (lost) return undefined
    try {
      return await inTime(work())
    } catch (error) {
      // What is full may have room again, and what is small may fit; what refuses will refuse.
      lost = !isFull(error)
      if (!told) onLost()
      told = true
      return undefined
    }
  }

  return {
    async get(key) {
      if (memory.has(key)) return memory.get(key)
      return attempt(async () => ((await exists()) ? get(name(key), database()) : undefined))
    },
    async set(key, value) {
      memory.set(key, value)
      if (unlocked) await attempt(() => write(key, value))
    },
    async delete(key) {
      memory.delete(key)
      await attempt(async () => {
        if (await exists()) await del(name(key), database())
      })
    },
    unlock() {
      if (unlocked) return
      unlocked = true
      for (const [key, value] of memory) void attempt(() => write(key, value))
    },
    async clear() {
      memory.clear()
      await attempt(async () => {
        if (!(await exists())) return
        const all = await keys<string>(database())
        await delMany(
          all.filter((key) => key.startsWith(`${scope} `)),
          database(),
        )
      })
    },
  }

  /** Where there is no room the transcript goes: what has not been sent yet is worth more. */
  async function write(key: string, value: unknown): Promise<void> {
    try {
      await set(name(key), value, database())
    } catch (error) {
      if (!isFull(error) || key === TRANSCRIPT) throw error
      await del(name(TRANSCRIPT), database())
      await set(name(key), value, database())
    }
  }

  async function exists(): Promise<boolean> {
    return store !== undefined || (await isThere())
  }
}

/** Looks for the database without making it. */
async function isThere(): Promise<boolean> {
  if ('databases' in indexedDB) return (await indexedDB.databases()).some(({ name }) => name === DATABASE)
  // Firefox before 126 cannot list them: a new one is given up before it is there.
  return new Promise((resolve) => {
    const opening = indexedDB.open(DATABASE)
    opening.addEventListener('upgradeneeded', () => opening.transaction?.abort())
    opening.addEventListener('error', () => resolve(false))
    opening.addEventListener('success', () => {
      opening.result.close()
      resolve(true)
    })
  })
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError'
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    // In ten steps: while the page is busy the database cannot answer either, and all of it is one step here.
    const wait = (steps: number): void => {
      if (steps === 0) reject(new Error('The database of the browser did not answer.'))
      else timer = setTimeout(() => wait(steps - 1), PATIENCE / 10)
    }
    wait(10)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
