import type { ChooseStep, SlotType } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import { find, readEmail, readFacts, type Reading } from './facts.ts'
import type { ListEntry } from './list-entries.ts'
import type { Situation } from './read-answer.ts'
import { isDenied, numberIn, optionsNamed, optionsOf, placeOf, readItems } from './read-loosely.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase, isMadeOf, plain } from './words.ts'

/** Reads a value of a type within a sentence. */
export type ReadValue = (text: string, type: SlotType) => Reading

/**
 * What a customer takes back: name → the new value, or `null` where they only say that the old one is wrong
 * ("non, l'autre commande"). Nothing where the sentence corrects nothing that is known.
 */
export function readCorrection(
  text: string,
  book: TextBook,
  here: Situation,
  read: ReadValue,
): Scope | undefined {
  const { compiled, data, before, wait } = here
  const { slots = {}, steps } = compiled.flow
  const awaited = 'collect' in wait.step ? wait.step.collect : undefined
  const strong = hasPhrase(text, book.words('correct'))
  const marked = strong || hasPhrase(text, book.words('rather'))
  // Another number alone, where it is asked whether it is this order, says that it is that one.
  const { facts, rest } = readFacts(text)
  const isBare =
    wait.closed &&
    facts['reference'] !== undefined &&
    (rest === '' || isMadeOf(rest, book.words('besideFacts'), book.words('filler')))
  const said = { ...before, ...withoutNothing(data) }
  const known: (readonly [name: string, type: SlotType])[] = Object.entries(slots)
    .filter(([name]) => (said[name] ?? null) !== null)
    .map(([name, { type }]) => [name, type])
  // A verification has found out the order, and keeps how.
  if (!slots['reference'] && steps.some((step) => 'verify' in step) && (data['order'] ?? null) !== null)
    known.push(['reference', 'order-reference'])
  for (const [name, type] of known) {
    if (!CORRECTABLE.includes(type)) continue
    // After everything had to be asked again, one value alone is the one that was wrong.
    const again = (data[name] ?? null) === null
    if (!marked && !(again && name !== awaited) && !(type === 'order-reference' && isBare)) continue
    const old = String(said[name] ?? '')
    const reading =
      type === 'email' ? readAddress(text, old) : read(old === '' ? text : text.split(old).join(' '), type)
    if (!reading.ok || reading.value === said[name]) continue
    return again ? { ...before, [name]: reading.value } : { [name]: reading.value }
  }
  if (!strong) return undefined
  const named = known.find(([, type]) => hasPhrase(text, book.words(`slot.${type}`)))
  return named && (data[named[0]] ?? data['order'] ?? null) !== null ? { [named[0]]: null } : undefined
}

/** "Oups, example.com, pas exemple": a domain alone corrects the address that was given. */
function readAddress(text: string, old: string): Reading {
  const whole = readEmail(text.split(old).join(' '))
  if (whole.ok || !old.includes('@')) return whole
  const domain = find(text, /(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,3}[a-z]{2,24}(?![\w@])/i)
  return domain.ok
    ? { ok: true, value: `${old.slice(0, old.indexOf('@'))}@${String(domain.value).toLowerCase()}` }
    : whole
}

/**
 * What a customer would rather have chosen before: "ah non finalement un échange", "pas la lampe, le carnet", "en fait
 * 2, pas 1", "l'autre article". Only what is said as a correction is one.
 */
export function readOtherChoice(text: string, book: TextBook, here: Situation): Scope | undefined {
  const other = hasPhrase(text, book.words('otherOne'))
  // "And the wrong notebook?" asks about it.
  if (text.trimEnd().endsWith('?') && !hasPhrase(text, book.words('rather'))) return undefined
  if (!other && !hasPhrase(text, book.words('correct')) && !hasPhrase(text, book.words('rather')))
    return undefined
  for (const step of here.compiled.flow.steps.toReversed()) {
    if (!('choose' in step) || step === here.wait.step || (here.data[step.choose] ?? null) === null) continue
    const value =
      step.from === undefined
        ? otherOption(text, step, book, here)
        : otherEntry(text, step, book, here, other)
    if (value !== undefined) return { [step.choose]: value }
  }
  return undefined
}

function otherOption(text: string, step: ChooseStep, book: TextBook, here: Situation): string | undefined {
  const options = optionsOf(step, book, here).filter(({ value }) => value !== here.data[step.choose])
  const named = optionsNamed(text, options, book)
  return named.length === 1 ? named[0] : undefined
}

function otherEntry(
  text: string,
  step: ChooseStep,
  book: TextBook,
  here: Situation,
  other: boolean,
): unknown {
  const entries = here.entriesOf(step)
  const chosen = here.data[step.choose]
  const picked: readonly unknown[] = Array.isArray(chosen) ? chosen : [chosen]
  const isPicked = ({ item }: ListEntry): boolean => picked.some((pick) => nameOf(pick) === nameOf(item))
  const left = entries.filter((entry) => !isPicked(entry))
  const [only] = left
  if (step.quantities) {
    const items = readItems(text, entries, book) ?? counted(text, entries.filter(isPicked), book)
    if (items) return JSON.stringify(items) === JSON.stringify(chosen) ? undefined : items
    return other && only && left.length === 1 ? [{ ...Object(only.item), quantity: only.pieces }] : undefined
  }
  const words = plain(text).split(' ')
  const named = left.filter((entry) => {
    const at = placeOf(entries, entries.indexOf(entry), words)
    return at >= 0 && !isDenied(words, at, book)
  })
  if (named.length === 1) return named[0]?.item
  return other && left.length === 1 ? only?.item : undefined
}

/** "En fait 2, pas 1": so many of the one that was picked. */
function counted(
  text: string,
  entries: readonly ListEntry[],
  book: TextBook,
): readonly unknown[] | undefined {
  const [entry] = entries
  const words = plain(text).split(' ')
  if (!entry || entries.length > 1 || words.length > 6) return undefined
  const count = words
    .map((word, at) => (isDenied(words, at, book) ? undefined : numberIn(word, book)))
    .find((number) => number !== undefined && number <= entry.pieces)
  return count === undefined ? undefined : [{ ...Object(entry.item), quantity: count }]
}

/** What tells entries of a list apart. */
export function nameOf(item: unknown): string {
  const { sku, reference, id } = Object(item) as { sku?: unknown; reference?: unknown; id?: unknown }
  return String(sku ?? reference ?? id ?? JSON.stringify(item))
}

/** Types whose values can be told apart from the words around them. */
const CORRECTABLE: readonly SlotType[] = ['order-reference', 'email', 'postcode', 'phone']

function withoutNothing(data: Scope): Scope {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => (value ?? null) !== null))
}
