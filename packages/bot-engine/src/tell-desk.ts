import type { DeskLine } from './desk-line.ts'
import { rememberSurvey } from './fitting-survey.ts'
import type { Flow } from './flow/flow.ts'
import type { Effect } from './flow/turn.ts'
import type { SurveyAnswer } from './ports.ts'
import type { Session } from './session.ts'
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

/** Tells the desk how the conversation was found, and what it was about. */
export function tellRating(
  { params: { scale, about }, event, context }: Effect,
  session: Session,
  line: DeskLine,
): void {
  if (event.type !== 'PICK' || (scale !== 'csat' && scale !== 'ces' && scale !== 'nps')) return
  const value = Number(event.value)
  const flow = context.data[String(about)]
  const answer: SurveyAnswer = { scale, value, ...(typeof flow === 'string' ? { flow } : {}) }
  line.tell('desk.survey', (desk) => desk.survey(answer))
  void rememberSurvey(session, scale, true)
}
