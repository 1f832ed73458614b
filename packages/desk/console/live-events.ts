/** Listens to a stream of the service; gives the function that ends it. */
export type Listen = (path: string, on: LiveHandlers) => () => void

export interface LiveHandlers {
  /** By name of the event; the value is its JSON. */
  readonly events: Readonly<Record<string, (data: unknown) => void>>
  /** The stream is there, or was lost and is being tried again. */
  readonly onConnection: (online: boolean) => void
  /** The service refuses the stream: the session may have ended, or what it was about is gone. */
  readonly onRefused: () => void
}

/** After a refusal the stream is tried again, in case it was the service that was not ready. */
const againMs = 3000

/**
 * Listens with the browser's own EventSource: it carries the session's cookie, comes back by itself after a
 * break, and says where it was (`Last-Event-ID`).
 *
 * @param base where the service's routes begin, without a slash at the end
 */
export function listenOver(base: string): Listen {
  return (path, { events, onConnection, onRefused }) => {
    let source: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined

    const open = (): void => {
      source = new EventSource(`${base}/agent${path}`)
      source.addEventListener('open', () => onConnection(true))
      source.addEventListener('error', () => {
        onConnection(false)
        if (source.readyState !== EventSource.CLOSED) return
        onRefused()
        timer = setTimeout(open, againMs)
      })
      for (const [name, handle] of Object.entries(events)) {
        source.addEventListener(name, ({ data }: MessageEvent<string>) => handle(JSON.parse(data)))
      }
    }
    open()
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }
}
