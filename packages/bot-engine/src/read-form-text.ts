import { findReference } from './facts.ts'
import type { FormStep, SlotType } from './flow/flow.ts'
import { lookUp, type Scope } from './flow/path.ts'
import type { Situation } from './read-answer.ts'
import type { ReadValue } from './read-correction.ts'
import { readDay } from './read-in-words.ts'
import { TOLD_APART } from './read-after-yes.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, isMadeOf, plain } from './words.ts'

/**
 * What somebody writes beside an open form instead of filling it in: "0612345678, demain matin". Fields whose values
 * can be told apart from the words around them, moments out of a list of them, and names.
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
      const moment = readMoment(text, name, here, book, !written)
      if (moment !== undefined) values[name] = moment
    } else if (TOLD_APART.includes(slot.type)) {
      const reading = read(text, slot.type)
      if (reading.ok) values[name] = reading.value
      if (reading.ok) rest = rest.replace(String(reading.value), ' ')
    }
  }
  const town = written ? readTown(text, String(values['postcode'] ?? ''), step, here) : undefined
  if (town) return { ...values, ...town }
  return unlessNothing(
    written ? { ...values, ...readWords(trimmed(rest), step, book, here, values) } : values,
  )
}

/** "12 rue des Tilleuls, 14200 Hérouville": the street stands before the postcode, the town after it. */
function readTown(text: string, postcode: string, { fields }: FormStep, here: Situation): Scope | undefined {
  const slots = here.compiled.flow.slots ?? {}
  const at = fields.findIndex(({ slot }) => slots[slot]?.type === 'postcode')
  const street = fields.slice(0, at + 1).find(({ slot }) => slots[slot]?.type === 'text')
  const town = fields.slice(at + 1).find(({ slot }) => slots[slot]?.type === 'name')
  const [lines = '', city = '', ...others] = postcode === '' ? [] : text.split(postcode).map(trimmed)
  const isWhole = /\d/.test(lines) && /^[\p{L}\s'’-]{2,60}$/u.test(city) && others.length === 0
  return street && town && isWhole ? { [street.slot]: lines, [town.slot]: city } : undefined
}

/** What is left of a text once the values are out of it: a name, an order, the words of a field. */
function readWords(said: string, step: FormStep, book: TextBook, here: Situation, found: Scope): Scope {
  const typeOf = (name: string): SlotType | undefined => here.compiled.flow.slots?.[name]?.type
  const isEmpty = (name: string): boolean => (found[name] ?? here.data[name] ?? null) === null
  const names = step.fields.map(({ slot }) => slot)
  const needed = step.fields.flatMap(({ slot, optional }) => (optional || !isEmpty(slot) ? [] : slot))
  const beginning = (name: string): readonly string[] =>
    book.listed(here.compiled.flow.id, `${step.form}.${name}.words`)
  const hasMoment = Object.keys(found).some((name) => typeOf(name) === 'choice')
  if (!saysSomething(said, book)) return {}
  for (const name of names.filter((each) => typeOf(each) === 'text')) {
    // "Toute la commande", where some of it might be named.
    if (beginning(name).length > 0 && isMadeOf(said, book.words('all'), book.words('filler')))
      return { [name]: null }
    const own = after(said, beginning(name))
    if (own !== undefined) return { [name]: own.slice(0, LONGEST) }
  }
  const nameField = names.find((name) => typeOf(name) === 'name' && isEmpty(name))
  const called = after(said, book.words('called'))
  if (nameField !== undefined) {
    const isNext = needed.includes(nameField)
    const isSure = isName(said, book) && !findReference(said).ok && (isNext || said.includes(' '))
    if (called !== undefined && /^(?:[\p{L}.'’-]+\s*){1,4}$/u.test(called)) return { [nameField]: called }
    if (isSure && !hasMoment) return { [nameField]: said }
    if (isNext && !hasMoment && isLowerName(said, book)) return { [nameField]: said }
  }
  const words = needed.find((name) => typeOf(name) === 'text')
  const reference = findReference(said)
  if (words !== undefined) return { [words]: reference.ok ? reference.value : said.slice(0, LONGEST) }
  // "La lampe", where nothing else is to be filled in.
  const spare = names.find((name) => typeOf(name) === 'text' && isEmpty(name) && beginning(name).length > 0)
  const isThing = after(said, book.words('named')) !== undefined && plain(said).split(' ').length <= 6
  return spare !== undefined && isThing ? { [spare]: said } : {}
}

/** So much of what is written goes into a field, in characters. */
const LONGEST = 300

function trimmed(text: string): string {
  return text.trim().replace(/^[\s,;/-]+|[\s,;/-]+$/g, '')
}

/** What follows one of the phrases at the beginning of a text, as it is written. */
function after(text: string, phrases: readonly string[]): string | undefined {
  const written = `${plain(text)} `
  const found = phrases
    .map(plain)
    .filter((phrase) => written.startsWith(`${phrase} `))
    .sort((first, second) => second.length - first.length)[0]
  if (found === undefined) return undefined
  const word = [...text.matchAll(/[\p{L}\p{N}]+/gu)][found.split(' ').length]
  return word && text.slice(word.index).trim()
}

function unlessNothing(values: Scope): Scope | undefined {
  return Object.keys(values).length > 0 ? values : undefined
}

/** No question, no yes or no, and more than manners. */
function saysSomething(text: string, book: TextBook): boolean {
  const written = plain(text)
  const nothing = book.words(
    'yes',
    'no',
    'besideFacts',
    'hello',
    'thanks',
    'sendForm',
    'drop',
    'dropIt',
    'wait',
  )
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

/** "julien moreau": two words that mean nothing else. */
function isLowerName(text: string, book: TextBook): boolean {
  const others = [
    'want',
    'wants',
    'not',
    'all',
    'besideFacts',
    'named',
    'sendForm',
    'lacking',
    'human',
    'prefer',
    'days',
  ]
  return /^[\p{L}'’-]{2,}\s+[\p{L}'’-]{2,}$/u.test(text) && !hasPhrase(text, book.words(...others))
}

const DAY = 86_400_000

/**
 * The id of the first entry of the list that is on the day, and at the time of day, that the text names. Beside one
 * that is chosen, "plutôt mardi" keeps its hour and "à 14 h" its day.
 *
 * @param exact nothing where there is none; otherwise the next one after
 */
export function readMoment(
  text: string,
  name: string,
  { compiled, scope, data }: Situation,
  book: TextBook,
  exact: boolean,
): string | undefined {
  const from = compiled.flow.slots?.[name]?.from
  const list = from === undefined ? [] : lookUp(scope, from)
  const moments = (Array.isArray(list) ? list : []).flatMap((item: unknown) => {
    const { id, from: begins } = Object(item) as { readonly id?: unknown; readonly from?: unknown }
    return typeof begins === 'string' ? [{ id: String(id), day: dayOf(begins), hour: hourOf(begins) }] : []
  })
  const chosen = moments.find(({ id }) => id === data[name])
  const now = String(scope['now'])
  const said = readDay(text, now, book)
  const named = said.ok ? String(said.value) : undefined
  // A day of the week is the one to come.
  const day =
    named !== undefined && named < dayOf(now)
      ? new Date(Date.parse(named) + 7 * DAY).toISOString().slice(0, 10)
      : named
  const hour = hourIn(text, book)
  if (day === undefined && hour === undefined) return undefined
  const on = day ?? chosen?.day
  const [first, end] = hour ?? (chosen ? [chosen.hour, chosen.hour + 1] : [0, 24])
  const fits = moments.filter((moment) => moment.hour >= first && moment.hour < end)
  const found = fits.find((moment) => on === undefined || moment.day === on)
  if (found || exact || on === undefined) return found?.id
  const later = [
    ...moments.filter((moment) => hour === undefined && moment.day === on),
    ...fits.filter((moment) => moment.day > on),
    ...moments.filter((moment) => moment.day >= on),
  ]
  return (later[0] ?? moments.at(-1))?.id
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
