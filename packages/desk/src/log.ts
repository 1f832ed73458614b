/**
 * One line of the log, as JSON. It names routes and codes, never ids, addresses, texts or secrets: what a
 * customer wrote or who they are cannot be read from it.
 */
export interface LogLine {
  /** ISO 8601. */
  readonly time: string
  readonly level: 'info' | 'warn' | 'error'
  /** What happened, e.g. `request`, `shop-unavailable`. */
  readonly event: string
  readonly method?: string
  /** The route's pattern, e.g. `/conversations/:id/messages`. */
  readonly route?: string
  readonly status?: number
  readonly ms?: number
  readonly code?: string
  /** Kind of a job or of a promise, e.g. `mail`. */
  readonly kind?: string
  /** How late something is. */
  readonly minutes?: number
  /** Name and message of an error of our own, with its causes. */
  readonly error?: string
}

/** An error in one line: its name and message, and those of its causes. */
export function errorLine(error: unknown): string {
  const parts: string[] = []
  for (
    let one = error;
    one !== undefined && parts.length < 5;
    one = one instanceof Error ? one.cause : undefined
  ) {
    parts.push(one instanceof Error ? `${one.name}: ${one.message}` : String(one))
  }
  return parts.join(' ← ').slice(0, 2000)
}
