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

/**
 * The code of a coupon, a gift card or a credit note: letters with figures (`BIENVENUE10`, `NV-1234567812345678`), so many
 * figures that they are no year and no amount, groups as they stand on a card, or a word in capitals among words that
 * are not. Read without spaces and in capitals.
 */
const voucherCode: SlotReader = {
  read(text) {
    const normal = (match: string): string =>
      match
        .toUpperCase()
        .replace(/^([A-Z]+) /, '$1-')
        .replace(/\s/g, '')
    const inGroups = find(
      text,
      /(?<![\w@.-])(?:[a-z]{2,4}[ -])?(?:(?=[a-z]*\d)[a-z\d]{4}[ -]){1,5}(?=[a-z]*\d)[a-z\d]{2,8}(?![\w@-])/i,
      normal,
    )
    if (inGroups.ok) return inGroups
    const withFigures = find(
      text,
      /(?<![\w@.,-])(?=[a-z-]*\d)(?=[\d-]*[a-z]|\d{6})[a-z\d](?:[a-z\d-]{2,38})[a-z\d](?![\w@-])/i,
      normal,
    )
    if (withFigures.ok) return withFigures
    const among = text.trim()
    const isShouted = /\s/.test(among) && !/\p{Ll}/u.test(among)
    return isShouted ? NOTHING : find(among, /(?<![\p{L}\d@.'’-])[A-Z]{4,20}(?![\p{L}\d@'’-])/u)
  },
  accepts: isText(/^[A-Z\d-]{4,40}$/),
  autocomplete: 'off',
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
  'voucher-code': voucherCode,
  name: freeText(80, 'name'),
  number,
  quantity,
  date,
  file,
  consent: tick(true),
  flag: tick(false),
})
