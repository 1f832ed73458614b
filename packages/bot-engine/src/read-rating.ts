import type { FlowEvent } from './flow/flow-context.ts'
import type { Situation } from './read-answer.ts'
import { plain } from './words.ts'

/**
 * Reads "9" and "9/10" at a satisfaction question: values of its scale, and no places in a list. A figure beyond it is
 * no answer.
 */
export function readRating(text: string, { choices, wait }: Situation): FlowEvent | undefined {
  const [, value = '', of] = /^(\d{1,2})(?: (\d{1,2}))?$/.exec(plain(text)) ?? []
  if (value === '' || !('survey' in wait.step)) return undefined
  const isOf = of === undefined || of === [...choices.keys()].at(-1)
  return isOf && choices.has(value) ? { type: 'PICK', value } : { type: 'MISS' }
}
