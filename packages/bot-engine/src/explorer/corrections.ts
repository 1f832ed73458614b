import type { CompiledFlow } from '../flow/compile-with.ts'
import { dependsOn, madeOf, namesMadeBy } from '../flow/dependents.ts'
import type { Flow, SlotType, Step } from '../flow/flow.ts'
import { isRecordStep } from '../flow/verbs/record.ts'
import type { Scope } from '../flow/path.ts'
import type { Frame } from '../flow/turn.ts'

/** Something that a customer takes back. */
export interface Correction {
  /** The slot that was wrong. */
  readonly name: string
  /** What it should have been, as people write it. */
  readonly text: string
}

/** What can be told apart from the words around it, with two values: whoever said one of them meant the other. */
const VALUES: Partial<Readonly<Record<SlotType, readonly [string, string]>>> = {
  'order-reference': ['RELAYPNTZ', 'XKBKNABJK'],
  email: ['camille.roux@example.com', 'julien.moreau@example.com'],
  phone: ['06 98 76 54 32', '06 12 34 56 78'],
  postcode: ['35000', '14000'],
}

/** What may be taken back of what a flow knows: a slot of its own, or the order that a verification found. */
export function correctionsOf(flow: Flow, data: Scope): readonly Correction[] {
  const slots = Object.entries(flow.slots ?? {}).map(([name, { type }]) => [name, type] as const)
  const found = flow.steps.some((step) => 'verify' in step) && !flow.slots?.['reference']
  const all = found ? [...slots, ['reference', 'order-reference'] as const] : slots
  return all.flatMap(([name, type]) => {
    const known = name === 'reference' && found ? (data['order'] ?? null) : (data[name] ?? null)
    const [text, other = ''] = VALUES[type] ?? []
    if (known === null || text === undefined) return []
    return [{ name, text: isSame(text, data[name]) ? other : text }]
  })
}

/**
 * What is wrong after a correction: it has to hold, what did not come of the corrected value stays, and the flow asks
 * the same again; or, where something came of it, it goes back no further than to the question that was answered
 * wrongly, and asks for nothing that it knows, unless the outside has been asked anew before.
 *
 * @param after where the flow stands now, nothing when it is over
 */
export function faultOfCorrection(
  compiled: CompiledFlow,
  { name }: Correction,
  before: Frame,
  after: Frame | undefined,
): string | undefined {
  const { flow } = compiled
  const made = new Set([...madeOf(flow, name), ...(name === 'reference' ? madeOf(flow, 'order') : [])])
  const stepOf = ({ at }: Frame): number => compiled.config.states[at]?.meta?.step ?? 0
  const first = flow.steps.findIndex((step) => asksFor(step).includes(name))
  const between = flow.steps.slice(first + 1, stepOf(before))
  const isKnown = (known: string): boolean => (before.data[known] ?? null) !== null
  const cameOfIt =
    [...made].some((known) => known !== name && isKnown(known)) ||
    between.some((step) => dependsOn(step, made))
  if (!after) return cameOfIt ? undefined : 'it ends'
  const lost = Object.keys(before.data).find(
    (known) => isKnown(known) && !made.has(known) && !isEqual(before.data[known], after.data[known]),
  )
  if (lost !== undefined) return `it has forgotten "${lost}", which has nothing to do with it`
  if (isKnown(name) && isEqual(before.data[name], after.data[name])) return `"${name}" is what it was before`
  if (!cameOfIt && after.at !== before.at) return `it stands at "${after.at}"`
  if (stepOf(after) < Math.min(first, stepOf(before)))
    return `it goes back to "${after.at}", before the question that was wrong`
  // What is asked about an answer from outside is asked about the new one as well.
  if (after.at === before.at || flow.steps.slice(first, stepOf(after)).some(asksTheOutside)) return undefined
  const again = asksFor(flow.steps[stepOf(after)]).find((asked) => !made.has(asked) && isKnown(asked))
  return again === undefined ? undefined : `it asks for "${again}" again`
}

function asksTheOutside(step: Step): boolean {
  return 'call' in step || 'use' in step || 'verify' in step || isRecordStep(step)
}

function asksFor(step: Step | undefined): readonly string[] {
  if (!step) return []
  if ('collect' in step) return [step.collect]
  if ('form' in step) return step.fields.map(({ slot }) => slot)
  return 'set' in step ? [] : namesMadeBy(step)
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** The same value, however it is written: a telephone number is kept with its country. */
function isSame(text: string, kept: unknown): boolean {
  const core = (value: string): string => value.replace(/\s|^0|^\+33/g, '').toLowerCase()
  return typeof kept === 'string' && core(kept) === core(text)
}
