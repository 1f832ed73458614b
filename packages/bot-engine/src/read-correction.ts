import { inSentence, type Situation } from './read-answer.ts'
import type { SlotType } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import type { TextBook } from './text-book.ts'
import { hasPhrase } from './words.ts'

/**
 * What a customer takes back: name → the new value, or `null` where they only say that the old one is wrong
 * ("non, l'autre commande"). Nothing where the sentence corrects nothing that is known.
 */
export function readCorrection(text: string, book: TextBook, situation: Situation): Scope | undefined {
  const { compiled, data, before, wait } = situation
  const { slots = {}, steps } = compiled.flow
  const awaited = 'collect' in wait.step ? wait.step.collect : undefined
  const strong = hasPhrase(text, book.words('correct'))
  const marked = strong || hasPhrase(text, book.words('rather'))
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
    if (!marked && !(again && name !== awaited)) continue
    const old = String(said[name] ?? '')
    const reading = inSentence(old === '' ? text : text.split(old).join(' '), type)
    if (!reading.ok || reading.value === said[name]) continue
    return again ? { ...before, [name]: reading.value } : { [name]: reading.value }
  }
  if (!strong) return undefined
  const named = known.find(([, type]) => hasPhrase(text, book.words(`slot.${type}`)))
  return named && (data[named[0]] ?? data['order'] ?? null) !== null ? { [named[0]]: null } : undefined
}

/** Types whose values can be told apart from the words around them. */
const CORRECTABLE: readonly SlotType[] = ['order-reference', 'email', 'postcode', 'phone']

function withoutNothing(data: Scope): Scope {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => (value ?? null) !== null))
}
