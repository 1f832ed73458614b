import type { DeskLine } from './desk-line.ts'
import type { Flow } from './flow/flow.ts'
import type { Effect } from './flow/turn.ts'
import type { TextBook } from './text-book.ts'
import { versionOf } from './text-version.ts'

/** Tells the desk what the customer agreed to, or did not. */
export function tellConsent(
  flow: Flow,
  { text, purpose, given }: Effect['params'],
  book: TextBook,
  line: DeskLine,
): void {
  const kept = {
    purpose: String(purpose),
    given: given === true,
    textVersion: versionOf(flow, String(text), book),
    locale: book.locale,
  }
  line.tell('desk.recordConsent', async (desk) => void (await desk.recordConsent(kept)))
}

/** Tells the desk how the conversation was found. */
export function tellRating(scale: string, event: Effect['event'], line: DeskLine): void {
  if (event.type !== 'PICK' || (scale !== 'csat' && scale !== 'ces' && scale !== 'nps')) return
  const value = Number(event.value)
  line.tell('desk.survey', (desk) => desk.survey({ scale, value }))
}
