import { find, NOTHING } from '../facts.ts'
import { parsePhone } from '../phone.ts'
import type { SlotType } from './flow.ts'
import { freeText, isText, LONGEST, slotReaders, type SlotReader } from './slot-type.ts'

const phone: SlotReader = {
  read(text) {
    const shape =
      /(?:\(?\+|00)?[\d(](?:[\d\s().\u00A0\u202F/-]{0,24})\d/.exec(text.slice(0, LONGEST))?.[0] ?? text
    const read = parsePhone(shape)
    return read.ok
      ? { ok: true, value: read.e164 }
      : { ok: false, ...(read.reason === 'malformed' ? {} : { reason: read.reason }) }
  },
  accepts: isText(/^\+[1-9]\d{7,14}$/),
  autocomplete: 'tel',
  inputMode: 'tel',
}

const number: SlotReader = {
  read(text) {
    const found = find(text, /-?\d{1,12}(?:[.,]\d{1,4})?/, (match) => match.replace(',', '.'))
    return found.ok ? { ok: true, value: Number(found.value) } : found
  },
  accepts: (value) => typeof value === 'number' && Number.isFinite(value),
  inputMode: 'numeric',
}

const quantity: SlotReader = {
  read(text) {
    const found = find(text, /(?<![\d.,])\d{1,4}(?![.,]?\d)/)
    return found.ok && Number(found.value) > 0 ? { ok: true, value: Number(found.value) } : NOTHING
  },
  accepts: (value) => Number.isInteger(value) && Number(value) > 0,
  inputMode: 'numeric',
}

/** `21/11/2026`, `21.11.26` or `2026-11-21`, to an ISO date. */
const date: SlotReader = {
  read(text) {
    const iso = /(\d{4})-(\d\d)-(\d\d)/.exec(text)
    const french = /(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})/.exec(text)
    const [year, month, day] = iso ? iso.slice(1) : french ? [french[3], french[2], french[1]] : []
    if (!year || !month || !day) return NOTHING
    const value = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    const at = new Date(`${value}T00:00:00Z`)
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? { ok: true, value } : NOTHING
  },
  accepts: isText(/^\d{4}-\d\d-\d\d$/),
}

/** What was handed in (`FILE.ATTACH`): never typed. */
const file: SlotReader = {
  read: () => NOTHING,
  accepts: (value) =>
    typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string',
}

/** Ticked or not; a consent has to be ticked. */
function tick(required: boolean): SlotReader {
  return {
    read: (text) =>
      text === 'true' ? { ok: true, value: true } : required ? NOTHING : { ok: true, value: false },
    accepts: (value) => (required ? value === true : typeof value === 'boolean'),
  }
}

/** How values of every type are read: from here on {@link slotReaders} knows all of them. */
export const allSlotReaders: Readonly<Record<SlotType, SlotReader>> = Object.assign(slotReaders, {
  phone,
  name: freeText(80, 'name'),
  number,
  quantity,
  date,
  file,
  consent: tick(true),
  flag: tick(false),
})
