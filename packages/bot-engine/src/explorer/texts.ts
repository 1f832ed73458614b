import type { SlotType } from '../flow/flow.ts'
import { allSlotReaders } from '../flow/all-slot-readers.ts'

/** Texts of all sorts: each slot type finds among them what is right for it, and what is not. */
export const TEXTS: readonly string[] = [
  'XKBKNABJK',
  'julien.moreau@example.com',
  '14000',
  '06 12 34 56 78',
  '123456',
  '2',
  '12/11/2026',
  'Julie Moreau',
  'true',
]

/** A value of that type, as it is read out of the first text that has one. */
export function valueFor(type: SlotType): unknown {
  for (const text of TEXTS) {
    const reading = allSlotReaders[type].read(text)
    if (reading.ok) return reading.value
  }
  return undefined
}
