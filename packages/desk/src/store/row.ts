import { unexpectedColumn } from '../messages.ts'

/** A row as the database gives it. */
export type Row = Readonly<Record<string, unknown>>

/** A column that is never null and holds text. */
export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw unexpectedColumn(column, 'text')
  return value
}

/** A column that is never null and holds a whole number. */
export function numberOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw unexpectedColumn(column, 'a number')
  return value
}

/** A column that is never null and holds bytes. */
export function bytesOf(row: Row, column: string): Uint8Array<ArrayBuffer> {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw unexpectedColumn(column, 'bytes')
  // A copy: what a driver gives may be a part of a larger buffer.
  return new Uint8Array(value)
}

/** `{ [name]: value }` where the column holds text, `{}` where it is null. */
export function maybeText<K extends string>(
  row: Row,
  column: string,
  name: K,
): { readonly [P in K]?: string } {
  const value = row[column]
  return typeof value === 'string' ? ({ [name]: value } as { [P in K]: string }) : {}
}

/** `{ [name]: value }` where the column holds a number, `{}` where it is null. */
export function maybeNumber<K extends string>(
  row: Row,
  column: string,
  name: K,
): { readonly [P in K]?: number } {
  const value = row[column]
  return typeof value === 'number' ? ({ [name]: value } as { [P in K]: number }) : {}
}

/** A column that holds one of a few words. */
export function wordOf<const W extends string>(row: Row, column: string, words: readonly W[]): W {
  const value = row[column]
  const word = words.find((one) => one === value)
  if (word === undefined) throw unexpectedColumn(column, `one of ${words.join(', ')}`)
  return word
}
