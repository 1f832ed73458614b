import { findReference } from './facts.ts'
import type { FormStep, Slot, SlotType } from './flow/flow.ts'
import { lookUp, type Scope } from './flow/path.ts'
import type { Situation } from './read-answer.ts'
import type { ReadValue } from './read-correction.ts'
import { readDay } from './read-in-words.ts'
import { TOLD_APART } from './read-after-yes.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, isMadeOf, plain } from './words.ts'

/**
 * What somebody writes beside an open form instead of filling it in: "0612345678, demain matin". Fields whose values
 * can be told apart from the words around them, and moments out of a list of them.
 *
 * @param written it was written beside the form: what else it says is for the next field that has to be filled in
 */
export function readFormText(
  text: string,
  step: FormStep,
  book: TextBook,
  here: Situation,
  read: ReadValue,
  written = true,
): Scope | undefined {
  const values: Record<string, unknown> = {}
  let rest = text
  for (const { slot: name } of step.fields) {
    const slot = here.compiled.flow.slots?.[name]
    if (!slot) continue
    if (slot.type === 'choice') {
      const moment = readMoment(text, slot, here.scope, book)
      if (moment !== undefined) values[name] = moment
    } else if (TOLD_APART.includes(slot.type)) {
      const reading = read(text, slot.type)
      if (reading.ok) values[name] = reading.value
      if (reading.ok) rest = rest.replace(String(reading.value), ' ')
    }
  }
  if (!written) return unlessNothing(values)
  const said = rest.trim().replace(/^[\s,;]+|[\s,;]+$/g, '')
  const isNamed = isName(said, book) && !findReference(said).ok
  const words = nextWords(step, here, values, isNamed ? ['name', 'text'] : ['text'])
  if (words !== undefined && saysSomething(said, book)) values[words] = said.slice(0, 300)
  return unlessNothing(values)
}

function unlessNothing(values: Scope): Scope | undefined {
  return Object.keys(values).length > 0 ? values : undefined
}

/** The first field for words that is empty: who fills in a form by writing beside it goes from top to bottom. */
function nextWords(
  step: FormStep,
  here: Situation,
  found: Scope,
  types: readonly SlotType[],
): string | undefined {
  const isEmpty = (name: string): boolean => (found[name] ?? here.data[name] ?? null) === null
  return step.fields
    .filter(({ optional }) => !optional)
    .map(({ slot }) => slot)
    .find((name) => isEmpty(name) && types.some((type) => type === here.compiled.flow.slots?.[name]?.type))
}

/** No question, no yes or no, and more than manners. */
function saysSomething(text: string, book: TextBook): boolean {
  const written = plain(text)
  const nothing = book.words('yes', 'no', 'besideFacts', 'hello', 'thanks')
  return (
    /\p{L}{2}/u.test(written) &&
    !text.includes('?') &&
    !hasPhrase(text, book.words('asking')) &&
    !isMadeOf(text, nothing, book.words('filler'))
  )
}

/** One to four words, written as a name is. */
function isName(text: string, book: TextBook): boolean {
  return /^\s*(?:\p{Lu}[\p{L}'’.-]*\s*){1,4}$/u.test(text) && !hasPhrase(text, book.words('want'))
}

const DAY = 86_400_000

/** The id of the first entry of the list that is on the day, and at the time of day, that the text names. */
function readMoment(text: string, { from }: Slot, scope: Scope, book: TextBook): string | undefined {
  const list = from === undefined ? [] : lookUp(scope, from)
  const now = String(scope['now'])
  const said = readDay(text, now, book)
  const today = dayOf(now)
  const named = said.ok ? String(said.value) : undefined
  // A day of the week is the one to come.
  const day =
    named !== undefined && named < today
      ? new Date(Date.parse(named) + 7 * DAY).toISOString().slice(0, 10)
      : named
  const hour = hourIn(text, book)
  if (day === undefined && hour === undefined) return undefined
  const found = (Array.isArray(list) ? list : []).find((item: unknown) => {
    const { from: begins } = Object(item) as { readonly from?: unknown }
    if (typeof begins !== 'string') return false
    const at = hourOf(begins)
    return (
      (day === undefined || dayOf(begins) === day) && (hour === undefined || (at >= hour[0] && at < hour[1]))
    )
  })
  const { id } = Object(found) as { readonly id?: unknown }
  return id === undefined ? undefined : String(id)
}

/** "10h", "vers 14 h 30", "2pm", "le matin": from which hour to which. */
function hourIn(text: string, book: TextBook): readonly [from: number, to: number] | undefined {
  const [, figures, minutes] = /(?<!\d)(\d{1,2})\s?(?:h(?:eures?)?|:)\s?([0-5]\d)?(?!\d)/i.exec(text) ?? []
  const twelve = /(?<!\d)(\d{1,2})\s?([ap])m\b/i.exec(text)
  if (twelve) {
    const at = (Number(twelve[1]) % 12) + (twelve[2]?.toLowerCase() === 'p' ? 12 : 0)
    return [at, at + 1]
  }
  if (figures !== undefined) {
    const at = Number(figures) + Number(minutes ?? 0) / 60
    return [at, at + 1]
  }
  // "Après-midi" holds "midi", and "demain matin" is no noon.
  const written = plain(text)
  if (hasPhrase(written, book.words('afternoon'))) return [12, 18]
  if (hasPhrase(written, book.words('morning'))) return [0, 12]
  return hasPhrase(written, book.words('evening')) ? [17, 24] : undefined
}

function dayOf(moment: string, timeZone = 'Europe/Paris'): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(moment))
}

function hourOf(moment: string, timeZone = 'Europe/Paris'): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  const [hours = '0', minutes = '0'] = format.format(new Date(moment)).split(':')
  return Number(hours) + Number(minutes) / 60
}
