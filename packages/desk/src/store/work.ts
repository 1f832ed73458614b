import type { Row } from './row.ts'

/** What a column can hold. */
export type SqlValue = string | number | Uint8Array | null

/** One request to the database. */
export type Step =
  | { readonly sql: string; readonly values: readonly SqlValue[] }
  /** Waits until nobody else holds the name, until the end of the transaction. */
  | { readonly lock: string }

/** What a statement gave: its rows, and how many rows it changed. */
export interface Result {
  readonly rows: readonly Row[]
  readonly changes: number
}

/**
 * Work on the database, written once for every kind of it: a generator that yields statements and is handed their
 * results. SQLite runs it to its end within one turn of the event loop, PostgreSQL awaits each statement. Statements
 * have numbered parameters, `$1`, `$2`, and keep to the words that both understand.
 *
 * @example
 * function* titleOf(id: string): Work<string | undefined> {
 *   const row = yield* one('SELECT title FROM agent WHERE id = $1', id)
 *   return row && textOf(row, 'title')
 * }
 */
export type Work<T> = Generator<Step, T, Result>

/** The first row, or `undefined`. */
export function* one(sql: string, ...values: readonly SqlValue[]): Work<Row | undefined> {
  return (yield { sql, values }).rows[0]
}

/** Every row. */
export function* all(sql: string, ...values: readonly SqlValue[]): Work<readonly Row[]> {
  return (yield { sql, values }).rows
}

/** How many rows were changed. */
export function* run(sql: string, ...values: readonly SqlValue[]): Work<number> {
  return (yield { sql, values }).changes
}

/** The number that the statement gives as `n`. */
export function* count(sql: string, ...values: readonly SqlValue[]): Work<number> {
  return Number((yield { sql, values }).rows[0]?.['n'] ?? 0)
}

/**
 * Holds a name until the transaction ends, for rules over rows that may not be there yet (the room in a slot).
 * SQLite writes one transaction at a time and needs nothing.
 */
export function* lock(name: string): Work<void> {
  yield { lock: name }
}
