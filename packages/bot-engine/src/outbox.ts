import type { Message } from './message.ts'
import type { Clock } from './ports.ts'
import { systemClock } from './clock.ts'
import { PortError } from './ports.ts'
import type { LogEntry } from './messages.ts'
import { createReport } from './report.ts'

/** Where unsent messages survive a reload. The widget gives one on IndexedDB. Values are plain JSON. */
export interface OutboxStorage {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<void>
}

/** A storage that lives as long as the object. */
export function createMemoryStorage(): OutboxStorage {
  const values = new Map<string, unknown>()
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    delete: async (key) => void values.delete(key),
  }
}

export interface OutboxOptions {
  readonly storage: OutboxStorage
  /** Under which key the storage keeps it: one per conversation and writer. */
  readonly key: string
  /** Sends one message; has to be idempotent by `message.id`. Rejections are {@link PortError}s. */
  readonly put: (message: Message) => Promise<{ seq: number }>
  /** Called when the desk has accepted a message, or refused it for good. */
  readonly onSettled: (id: string, result: { readonly seq: number } | { readonly failed: PortError }) => void
  readonly onConnection?: (online: boolean) => void
  readonly clock?: Clock
  /** 0 ≤ random < 1. @default Math.random */
  readonly random?: () => number
  readonly log?: (entry: LogEntry) => void
  /** Unsent messages older than this are given up, in milliseconds. @default 7 days */
  readonly keepFor?: number
}

/** Messages on their way to the desk: in order, one in flight, kept until the desk has them. */
export interface Outbox {
  add(message: Message): void
  /** Try again now, e.g. when the page is back online. */
  flush(): void
  /** Messages that the desk does not have yet, oldest first. */
  readonly waiting: readonly Message[]
  /** Resolves when what a reload left behind has been read. */
  readonly ready: Promise<void>
  /** Stop sending; what waits stays in the storage. */
  stop(): void
}

/**
 * Carries messages to the desk. Head of line: while the first one cannot be sent the others wait behind it,
 * so the order never changes; a resend is the same message, so nothing doubles. `unavailable` is retried for
 * as long as it takes, with pauses of 1, 2, 4 … 30 seconds and a random part; any other failure is final,
 * is reported, and the next message goes on.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { storage, key, put, onSettled, clock = systemClock, random = Math.random, keepFor = WEEK } = options
  const report = createReport(options.log)
  let waiting: Message[] = []
  let sending = false
  let stopped = false
  let failures = 0
  let cancelRetry: (() => void) | undefined

  const ready = restore()
  // What a reload left behind is read before anything is written over it.
  let saving: Promise<void> = ready

  async function restore(): Promise<void> {
    try {
      const kept = await storage.get(key)
      if (Array.isArray(kept)) {
        const known = new Set(waiting.map((message) => message.id))
        const left = kept.filter(
          (entry): entry is Message =>
            isMessage(entry) && !known.has(entry.id) && Date.parse(entry.at) > clock.now() - keepFor,
        )
        waiting = [...left, ...waiting]
      }
    } catch (cause) {
      report('BOT-303', [], cause)
    }
    void send()
  }

  function save(): void {
    saving = saving
      .then(() => (waiting.length > 0 ? storage.set(key, [...waiting]) : storage.delete(key)))
      .catch((cause: unknown) => report('BOT-303', [], cause))
  }

  async function send(): Promise<void> {
    const message = waiting[0]
    if (sending || stopped || cancelRetry || !message) return
    sending = true
    try {
      const { seq } = await put(message)
      failures = 0
      options.onConnection?.(true)
      settle(message, { seq })
    } catch (cause) {
      const failed =
        cause instanceof PortError ? cause : new PortError('unavailable', String(cause), { cause })
      if (failed.code === 'unavailable') retryLater()
      else settle(message, { failed })
    } finally {
      sending = false
    }
    void send()
  }

  function settle(message: Message, result: Parameters<typeof onSettled>[1]): void {
    // Another page may lead by now, and the storage is its own: it sends this one again, and gets the same answer.
    if (stopped) return
    waiting = waiting.filter((entry) => entry.id !== message.id)
    save()
    onSettled(message.id, result)
  }

  function retryLater(): void {
    options.onConnection?.(false)
    if (stopped) return
    const pause = Math.min(30_000, 1000 * 2 ** Math.min(failures++, 10))
    cancelRetry = clock.setAlarm(clock.now() + pause * (0.5 + random() / 2), () => {
      cancelRetry = undefined
      void send()
    })
  }

  return {
    add(message) {
      if (waiting.some((entry) => entry.id === message.id)) return
      waiting.push(message)
      save()
      // Kept before it is sent: what the desk has accepted is never unknown here.
      void saving.then(send)
    },
    flush() {
      cancelRetry?.()
      cancelRetry = undefined
      void send()
    },
    get waiting() {
      return waiting
    },
    ready,
    stop() {
      stopped = true
      cancelRetry?.()
      cancelRetry = undefined
    },
  }
}

const WEEK = 7 * 86_400_000

function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'text' in value &&
    typeof value.text === 'string' &&
    'at' in value &&
    typeof value.at === 'string'
  )
}
