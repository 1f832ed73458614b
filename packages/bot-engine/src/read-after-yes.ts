import { stepIds } from './flow/compile-with.ts'
import type { Flow, SlotType, Step } from './flow/flow.ts'
import type { Situation } from './read-answer.ts'
import type { ReadValue } from './read-correction.ts'

/**
 * Is a text the answer to the question that a yes leads to? Whoever is asked whether they want to write their code again,
 * or whether an order is concerned, and writes it at once, has said yes.
 */
export function answersAfterYes(
  text: string,
  { compiled, wait }: Pick<Situation, 'compiled' | 'wait'>,
  read: ReadValue,
): boolean {
  const { flow } = compiled
  const type = 'confirm' in wait.step ? typeAfterYes(flow, wait.step) : undefined
  return type !== undefined && IS_YES.includes(type) && read(text, type).ok
}

/** Nobody writes one of these but to have something done with it; an address may be given only to be known. */
const IS_YES: readonly SlotType[] = ['order-reference', 'voucher-code']

/** Types whose values can be told apart from the words around them. */
export const TOLD_APART: readonly SlotType[] = [
  'order-reference',
  'email',
  'postcode',
  'phone',
  'voucher-code',
]

/** What is asked for first after a yes, where nothing but notes lies between. */
export function typeAfterYes(flow: Flow, asking: Step): SlotType | undefined {
  const ids = stepIds(flow)
  let at = flow.steps.indexOf(asking)
  let target = 'confirm' in asking ? asking.yes : undefined
  for (const _ of flow.steps) {
    at = target === undefined ? at + 1 : ids.indexOf(target)
    const step = flow.steps[at]
    if (!step) return undefined
    if ('collect' in step) return flow.slots?.[step.collect]?.type
    if (!('set' in step) && !('go' in step && !('when' in step))) return undefined
    target = 'go' in step ? step.go : undefined
  }
  return undefined
}
