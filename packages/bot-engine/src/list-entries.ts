import type { ChooseStep } from './flow/flow.ts'
import { lookUp, type Scope } from './flow/path.ts'
import type { TextBook } from './text-book.ts'

/** An entry of a list, as the customer sees it. */
export interface ListEntry {
  readonly item: unknown
  readonly label: string
  /** How many there are of it. */
  readonly pieces: number
}

/** The entries that a step lets choose from. */
export function listEntries(
  step: ChooseStep,
  flow: string,
  scope: Scope,
  book: TextBook,
): readonly ListEntry[] {
  return listOf(step, scope).map((item) => ({
    item,
    label: labelOf(step, flow, item, scope, book),
    pieces: piecesOf(item),
  }))
}

/** What a step lets choose from. */
export function listOf({ from }: ChooseStep, scope: Scope): readonly unknown[] {
  const list = from === undefined ? [] : lookUp(scope, from)
  return Array.isArray(list) ? list : []
}

/** How many pieces an entry stands for. */
export function piecesOf(item: unknown): number {
  const pieces: unknown = Object(item).quantity
  return typeof pieces === 'number' ? pieces : 1
}

function labelOf(step: ChooseStep, flow: string, item: unknown, scope: Scope, book: TextBook): string {
  return book.say(flow, step.label ?? `${step.ask ?? step.choose}.entry`, { ...scope, item })
}
