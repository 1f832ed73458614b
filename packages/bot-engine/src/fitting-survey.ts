import type { SurveyAnswer } from './ports.ts'
import type { Session } from './session.ts'
import { PEOPLE } from './ways-on.ts'

type Scale = SurveyAnswer['scale']

/**
 * What a browser remembers of surveys: days, and nothing of who answered what. As it is kept it may be anything: a day
 * that is none is long ago.
 */
interface SurveyMemory {
  /** The day something was asked last: `2026-11-22`. */
  readonly asked?: unknown
  /** It was answered. */
  readonly answered?: unknown
  /** The day it was whether they would recommend the shop. */
  readonly nps?: unknown
}

const KEY = 'comptoir:survey'
const DAY = 86_400_000

/**
 * The question that fits what happened, or `none` where this customer is left in peace: the effort (`ces`) after what
 * they got done by themselves, satisfaction (`csat`) after people or anything else, and where the shop wants it whether
 * they would recommend it (`nps`). At most one in a conversation, and none in a browser that was asked lately; a
 * question that was left unanswered counts as long as the longest.
 *
 * @param about the flow that is over
 */
export async function fittingSurvey(session: Session, about: string): Promise<Scale | 'none'> {
  const { survey = USUAL, storage } = session.options
  const { surveyed, outcome } = session.state.context
  if (surveyed) return 'none'
  const memory: SurveyMemory = Object(await session.awaited(storage?.get(KEY)).catch(() => undefined))
  const within = (day: unknown, days: number): boolean =>
    Math.abs(session.clock.now() - Date.parse(String(day))) < days * DAY
  if (within(memory.asked, memory.answered === true ? MONTH : SEASON)) return 'none'
  const isDone = outcome === 'resolved'
  const byPeople = PEOPLE.has(about) || session.transcript.messages.some(({ author }) => author === 'agent')
  const fits: Readonly<Record<Scale, boolean>> = {
    nps: isDone && !within(memory.nps, SEASON),
    ces: isDone && !byPeople,
    csat: true,
  }
  return SCALES.find((scale) => fits[scale] && survey.includes(scale)) ?? 'none'
}

const USUAL: readonly Scale[] = ['csat', 'ces']

/** The rarer before the others. */
const SCALES = ['nps', 'ces', 'csat'] as const

/** One answer in so many days is enough; and of whether they would recommend the shop, one in so many. */
const MONTH = 30
const SEASON = 90

/** A question was asked, or answered: from now on it counts, also where nobody answers. */
export async function rememberSurvey(session: Session, scale: Scale, answered: boolean): Promise<void> {
  session.turn({ type: 'KNOW', what: { surveyed: true } })
  const { storage } = session.options
  const asked = new Date(session.clock.now()).toISOString().slice(0, 10)
  try {
    const kept: SurveyMemory = Object(await storage?.get(KEY))
    await storage?.set(KEY, { asked, answered, nps: scale === 'nps' ? asked : kept.nps })
  } catch {
    // A browser that keeps nothing: once in this conversation it stays.
  }
}
