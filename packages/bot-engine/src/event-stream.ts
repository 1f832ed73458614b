import type { HttpClient } from './http-request.ts'

/** One event of a server-sent stream (WHATWG HTML §9.2). */
export interface ServerEvent {
  readonly event: string
  readonly data: string
  readonly id?: string
}

export interface EventStreamOptions {
  readonly client: HttpClient
  readonly path: string
  /** Asked again at each connection. Rejecting counts as a failed connection. */
  readonly secret: () => Promise<string>
  /** Where to go on, sent as `Last-Event-ID`; asked again at each connection. */
  readonly lastEventId: () => string
  readonly onEvent: (event: ServerEvent) => void
  readonly onConnection: (online: boolean) => void
  /** The desk knows nothing of this stream any more (401, 404): it is given up. */
  readonly onGone?: (status: number) => void
  /** A connection that says nothing for so long is taken for dead, in milliseconds. @default 30000 */
  readonly silence?: number
}

/** Longest event that is taken, in characters; a longer one closes the connection. */
const LONGEST_EVENT = 262_144

/**
 * Listens to the desk by `fetch`, so that the secret goes in a header. It resumes where it was after every
 * break, with pauses of 1, 2, 4 … 30 s and a random part, and notices a half-open connection by its silence:
 * the desk sends something at least every 15 s. Gives the function that ends it.
 */
export function openEventStream(options: EventStreamOptions): () => void {
  const { client, silence = 30_000 } = options
  const { clock, random } = client
  let stopped = false
  let abort: AbortController | undefined
  let cancelAlarm: (() => void) | undefined
  let failures = 0

  function watch(): void {
    cancelAlarm?.()
    cancelAlarm = clock.setAlarm(clock.now() + silence, () => abort?.abort())
  }

  async function connect(): Promise<void> {
    abort = new AbortController()
    watch()
    try {
      const secret = await options.secret()
      const lastEventId = options.lastEventId()
      const response = await client.fetch(client.address(options.path), {
        headers: {
          Accept: 'text/event-stream',
          Authorization: `Bearer ${secret}`,
          ...(lastEventId === '' ? {} : { 'Last-Event-ID': lastEventId }),
        },
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: abort.signal,
      })
      // Of anything but the desk itself the same statuses mean nothing: a proxy, a hotel's network.
      const isDesk = response.headers.get('Content-Type')?.includes('json') === true
      if (isDesk && (response.status === 401 || response.status === 404)) {
        stopped = true
        options.onGone?.(response.status)
        return
      }
      const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') === true
      if (response.ok && isStream && response.body) await read(response.body)
    } catch {
      // Cut, refused or silent: the same cure for all.
    } finally {
      cancelAlarm?.()
    }
    if (stopped) return
    options.onConnection(false)
    const pause = Math.min(30_000, 1000 * 2 ** Math.min(failures++, 10)) * (0.5 + random() / 2)
    cancelAlarm = clock.setAlarm(clock.now() + pause, () => void connect())
  }

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader()
    const decoder = new TextDecoder()
    const parse = createEventParser((event) => {
      if (!stopped) options.onEvent(event)
    })
    options.onConnection(true)
    for (;;) {
      const { done, value } = await reader.read()
      if (done || stopped) return
      failures = 0
      watch()
      if (!parse(decoder.decode(value, { stream: true }))) return abort?.abort()
    }
  }

  void connect()
  return () => {
    stopped = true
    cancelAlarm?.()
    abort?.abort()
  }
}

/**
 * Reads server-sent events out of pieces of text, cut anywhere. The function it gives takes a piece and says
 * whether all is well; it is not once an event grows past {@link LONGEST_EVENT}.
 */
export function createEventParser(onEvent: (event: ServerEvent) => void): (piece: string) => boolean {
  let rest = ''
  let event = ''
  let data: string[] = []
  let id: string | undefined
  let size = 0

  function line(text: string): void {
    if (text === '') {
      if (data.length > 0)
        onEvent({ event: event || 'message', data: data.join('\n'), ...(id === undefined ? {} : { id }) })
      event = ''
      data = []
      id = undefined
      size = 0
      return
    }
    const colon = text.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    size += value.length
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
    else if (field === 'id' && !value.includes('\0')) id = value
  }

  return (piece) => {
    rest += piece
    // A lone CR at the end may be the first half of CRLF: it waits for the next piece.
    for (let match = /\r\n|\n|\r(?!$)/.exec(rest); match; match = /\r\n|\n|\r(?!$)/.exec(rest)) {
      line(rest.slice(0, match.index))
      rest = rest.slice(match.index + match[0].length)
    }
    return size + rest.length <= LONGEST_EVENT
  }
}
