import type { EventStream } from './event-stream.ts'

/** The streams that are open now. */
export interface OpenStreams {
  /** Adds one under its key (a conversation, an agent); above the limit the oldest of that key ends. */
  add(key: string, stream: EventStream): void
  remove(key: string, stream: EventStream): void
  closeAll(): void
  readonly size: number
}

/** @param maxPerKey streams of one key; the oldest beyond belongs to a connection that broke unnoticed */
export function createOpenStreams(maxPerKey: number): OpenStreams {
  const byKey = new Map<string, Set<EventStream>>()
  return {
    add: (key, stream) => {
      const streams = byKey.get(key) ?? new Set()
      byKey.set(key, streams.add(stream))
      const [oldest] = streams
      if (streams.size > maxPerKey) oldest?.close()
    },
    remove: (key, stream) => {
      const streams = byKey.get(key)
      streams?.delete(stream)
      if (streams?.size === 0) byKey.delete(key)
    },
    closeAll: () => {
      for (const streams of byKey.values()) for (const stream of streams) stream.close()
    },
    get size() {
      let size = 0
      for (const streams of byKey.values()) size += streams.size
      return size
    },
  }
}
