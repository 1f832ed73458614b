import type { FlowEvent } from './flow/flow-context.ts'
import type { ChooseStep, ConfirmStep } from './flow/flow.ts'
import { lookUp, type Scope } from './flow/path.ts'
import type { Frame } from './flow/turn.ts'
import { inSentence, type Situation } from './read-answer.ts'
import { typeAfterYes } from './read-after-yes.ts'
import { readFormText } from './read-form-text.ts'
import { nameOf } from './read-correction.ts'
import { isDenied, isKin, optionsNamed, optionsOf, placeOf, readItems } from './read-loosely.ts'
import { readStars } from './read-stars.ts'
import { SHARED, type TextBook } from './text-book.ts'
import { beginsWith, hasPhrase, plain } from './words.ts'

/** An answer that was given before the question. */
export interface Told {
  /** What answers it. */
  readonly event?: FlowEvent
  /** Fields of a form that are known. */
  readonly values?: Scope
  /** How it is called, for people. */
  readonly what?: string
}

/**
 * What the customer said of the matter before it was asked: whoever wrote "ma lampe ne s'allume plus" is asked neither
 * what is wrong nor with which article. Only what is still being found out is answered so, never what has to be agreed
 * to; the latest sentence that says something counts. What was answered once, or gone back to, is asked.
 *
 * @param said the latest first; nothing where the flow was begun without a word
 */
export function readTold(
  said: readonly string[] | undefined,
  here: Situation,
  { at, trail, tries }: Frame,
  book: TextBook,
): Told | undefined {
  const { step, phase } = here.wait
  if (trail.includes(at) || tries[at] !== undefined || said?.length === 0) return undefined
  if ('collect' in step)
    return (
      (step.told && said && tellStory(step.collect, said, here, book)) || tellFact(step.collect, here, said)
    )
  if ('survey' in step) {
    const stars = said?.map((text) => readStars(text, book)).find((read) => read?.sure)
    return stars && { event: { type: 'PICK', value: String(stars.value) }, what: `${stars.value}/5` }
  }
  if (phase === 'proposal' || phase === 'conclusion') return undefined
  if ('confirm' in step)
    return (
      said?.map((text) => tellNoFile(text, step, here, book)).find(Boolean) ?? (said && tellOrder(step, here))
    )
  if ('form' in step) {
    const known = step.fields.map(({ slot }) => tellFact(slot, here)?.values)
    const found = (said ?? [])
      .toReversed()
      .map((text) => readFormText(text, step, book, here, inSentence, false))
    const told = Object.entries(Object.assign({}, ...known, ...found) as Scope)
    // What has been filled in since is the latest.
    const values = Object.fromEntries(told.filter(([name]) => (here.data[name] ?? null) === null))
    return Object.keys(values).length > 0 ? { values } : undefined
  }
  if (!('choose' in step)) return undefined
  for (const text of said ?? []) {
    const told = readChosen(text, step, here, book)
    if (told) return told
  }
  return undefined
}

/** "J'ai pas de photo": whether there is one need not be asked. */
function tellNoFile(text: string, step: ConfirmStep, here: Situation, book: TextBook): Told | undefined {
  const { flow } = here.compiled
  const no = `${step.confirm}.no`
  const isNone = typeAfterYes(flow, step) === 'file' && hasPhrase(text, book.listed(flow.id, `${no}.words`))
  return isNone ? { event: { type: 'NO' }, what: book.shared(flow.id, no, 'no', here.scope) } : undefined
}

/**
 * An address or the number of an order that was given in this conversation is not asked for again; a verification
 * finds out whether it fits.
 */
function tellFact(
  slot: string,
  { compiled, scope, data }: Situation,
  said: readonly string[] = [],
): Told | undefined {
  const type = compiled.flow.slots?.[slot]?.type
  const fact = type === 'email' ? 'facts.email' : type === 'order-reference' ? 'facts.reference' : undefined
  // "Mon code NOEL26 ne marche pas": it is not asked for again.
  const codes = type === 'voucher-code' ? said.map((text) => inSentence(text, type)) : []
  const code = codes.find(({ ok }) => ok)
  const known = fact === undefined ? code?.ok && code.value : lookUp(scope, fact)
  const isOpen = (data[slot] ?? null) === null && compiled.flow.id !== 'verify'
  if (!isOpen || typeof known !== 'string') return undefined
  const values = { [slot]: known }
  return { event: { type: 'FILL', values }, values, what: known }
}

/** "La commande TRANSITAB …": whether it is about an order need not be asked. */
function tellOrder(step: ConfirmStep, { compiled, scope }: Situation): Told | undefined {
  const isAbout = typeAfterYes(compiled.flow, step) === 'order-reference'
  return isAbout && typeof lookUp(scope, 'facts.reference') === 'string'
    ? { event: { type: 'YES' } }
    : undefined
}

/** "Je veux faire une réclamation" says what is wanted; with what happened, it tells the story as well. */
function tellStory(
  slot: string,
  said: readonly string[],
  { compiled }: Situation,
  book: TextBook,
): Told | undefined {
  const { id } = compiled.flow
  const called = book.has(SHARED, `flow.${id}`) ? plain(book.say(SHARED, `flow.${id}`)).split(' ') : []
  const manners = book.words('filler', 'wants', 'want', 'hello', 'besideFacts').map(plain)
  const wants = (text: string): string =>
    beginsWith(text, book.words('wants'), book.words('filler'))?.rest ?? text
  const weight = (text: string): number =>
    plain(wants(text))
      .split(' ')
      .filter((word) => !manners.includes(word) && !called.some((part) => isKin(word, part))).length
  const story = said.find((text) => !text.trim().endsWith('?') && weight(text) >= STORY)
  if (story === undefined) return undefined
  const what = story.length > QUOTED ? `${story.slice(0, QUOTED).replace(/\s+\S*$/, '')}\u2026` : story
  return { event: { type: 'FILL', values: { [slot]: story } }, what }
}

/** So many words of weight tell what happened. */
const STORY = 6

/** So much of a story is said back, in characters. */
const QUOTED = 80

/**
 * The answers that a text gives to questions of the flow that are still to come, as people call them.
 *
 * @param denies it says no to something, and picks nothing
 */
export function toldAhead(text: string, here: Situation, book: TextBook, denies: boolean): readonly string[] {
  const { compiled, data, wait } = here
  const told = compiled.flow.steps.flatMap((step) => {
    if (step === wait.step) return []
    if ('confirm' in step) return tellNoFile(text, step, here, book)?.what ?? []
    const isOpen = !denies && 'choose' in step && (data[step.choose] ?? null) === null
    return isOpen ? (readChosen(text, step, here, book)?.what ?? []) : []
  })
  return [...new Set(told)]
}

/** How the value of a choice is called, for people; nothing where it is none of what is offered. */
export function calledIn(
  step: ChooseStep,
  value: unknown,
  here: Situation,
  book: TextBook,
): readonly string[] {
  if (step.from === undefined)
    return optionsOf(step, book, here).flatMap((option) => (option.value === value ? option.label : []))
  const picked: readonly unknown[] = Array.isArray(value) ? value : [value]
  return here.entriesOf(step).flatMap(({ item, label }) => {
    const pick = picked.find((one) => nameOf(one) === nameOf(item))
    const pieces = Number(piecesOf(pick))
    return pick === undefined ? [] : pieces > 1 ? `${pieces} ${label}` : label
  })
}

/**
 * The articles of a question to come that a text names beside its answer, with how many of each: "1 Carnet Marée". Its
 * other words have said what they had to say.
 */
export function namedAhead(
  text: string,
  here: Situation,
  around: readonly Situation[],
  book: TextBook,
): string | undefined {
  for (const flow of [here, ...around]) {
    for (const step of flow.compiled.flow.steps) {
      const isOpen = 'choose' in step && step.from !== undefined && step !== flow.wait.step
      if (!isOpen || (flow.data[step.choose] ?? null) !== null) continue
      const { event, what } = readChosen(text, step, flow, book) ?? {}
      const items: unknown = event?.type === 'FILL' ? event.values[step.choose] : undefined
      const [only, ...others]: readonly unknown[] = Array.isArray(items) ? items : []
      if (what !== undefined) return only && others.length === 0 ? `${piecesOf(only)} ${what}` : what
    }
  }
  return undefined
}

function piecesOf(item: unknown): string {
  return String(lookUp(Object(item) as Scope, 'quantity') ?? '')
}

function readChosen(text: string, step: ChooseStep, here: Situation, book: TextBook): Told | undefined {
  if (step.from === undefined) {
    const options = optionsOf(step, book, here)
    const named = optionsNamed(text, options, book)
    const found = named.length === 1 ? options.find(({ value }) => value === named[0]) : undefined
    return found && { event: { type: 'PICK', value: found.value }, what: found.label }
  }
  const entries = here.entriesOf(step)
  const { id } = here.compiled.flow
  // What the flow itself is called tells none of its entries from the others: "ma facture", of two documents.
  const called = book.has(SHARED, `flow.${id}`) ? plain(book.say(SHARED, `flow.${id}`)).split(' ') : []
  const words = plain(text)
    .split(' ')
    .map((word) => (called.some((part) => isKin(word, part)) ? '' : word))
  const named = entries.filter((_, index) => {
    const at = placeOf(entries, index, words)
    return at >= 0 && !isDenied(words, at, book)
  })
  if (named.length === 0) return undefined
  const what = named.map(({ label }) => label).join(', ')
  if (step.quantities) {
    const items = readItems(text, entries, book)
    return items && { event: { type: 'FILL', values: { [step.choose]: items } }, what }
  }
  const [entry] = named
  return entry && named.length === 1
    ? { event: { type: 'PICK', value: String(entries.indexOf(entry)) }, what }
    : undefined
}
