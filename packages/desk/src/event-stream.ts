import type { Clock } from '@comptoir/bot-engine'

/** Something to tell, in the order in which it was found. */
export interface StreamEvent {
  readonly event: string
  readonly data: unknown
  /** Where a client that comes back wants to go on, `Last-Event-ID`. */
  readonly id?: number
}

export interface EventStreamOptions {
  readonly clock: Clock
  /** Milliseconds between two heartbeats. */
  readonly heartbeatMs: number
  /**
   * What there is to tell now, a bounded part of it; called again until it is empty, and after each
   * {@link EventStream.wake}. It reads the store, so nothing is lost between two calls.
   */
  next(): Promise<readonly StreamEvent[]>
  /** What a heartbeat says. */
  heartbeat(): Promise<StreamEvent>
  /** The stream is over, whoever ended it; called once. */
  onClose(): void
}

/** A stream of server-sent events. */
export interface EventStream {
  readonly response: Response
  /** There may be something new to tell. */
  wake(): void
  /** Tells something that is kept nowhere, such as typing; dropped when the client is slow. */
  pass(event: StreamEvent): void
  close(): void
}

/** Events that a slow client may leave unread before the stream waits for it. */
const unreadMax = 16

/**
 * Server-sent events that read the truth from the store and wait for the client: what is written next is asked
 * for only when the client has room, so a stalled client costs a cursor and no memory.
 */
export function createEventStream(options: EventStreamOptions): EventStream {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let dirty = true
  let beat = false
  let pumping = false
  let closed = false
  let cancelAlarm: (() => void) | undefined

  const write = (event: StreamEvent): void => controller?.enqueue(encoder.encode(written(event)))
  const hasRoom = (): boolean => !closed && (controller?.desiredSize ?? 0) > 0

  const pump = async (): Promise<void> => {
    if (pumping) return
    pumping = true
    try {
      while (hasRoom() && (dirty || beat)) {
        if (dirty) {
          // Lowered before the read: what comes during the read raises it again.
          dirty = false
          const events = await options.next()
          if (closed) return
          for (const event of events) write(event)
          if (events.length > 0) dirty = true
        } else {
          beat = false
          const event = await options.heartbeat()
          if (closed) return
          write(event)
        }
      }
    } catch (error) {
      finish()
      controller?.error(error)
    } finally {
      pumping = false
    }
  }

  const finish = (): boolean => {
    if (closed) return false
    closed = true
    cancelAlarm?.()
    options.onClose()
    return true
  }

  const scheduleHeartbeat = (): void => {
    cancelAlarm = options.clock.setAlarm(options.clock.now() + options.heartbeatMs, () => {
      beat = true
      // An event that should have woken this stream may have been lost on its way from another node.
      dirty = true
      void pump()
      scheduleHeartbeat()
    })
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given
        given.enqueue(encoder.encode('retry: 1000\n\n'))
        scheduleHeartbeat()
      },
      pull: pump,
      cancel: () => void finish(),
    },
    { highWaterMark: unreadMax },
  )

  return {
    response: new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        // Asks nginx not to collect the events.
        'X-Accel-Buffering': 'no',
      },
    }),
    wake: () => {
      dirty = true
      void pump()
    },
    pass: (event) => {
      if (hasRoom()) write(event)
    },
    close: () => {
      if (finish()) controller?.close()
    },
  }
}

function written({ event, data, id }: StreamEvent): string {
  const head = id === undefined ? '' : `id: ${id}\n`
  return `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
