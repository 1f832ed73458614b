import { safeAddress } from '@comptoir/kb'
import * as v from 'valibot'
import type { Schema } from './schema.ts'

/** Text of at most `max` UTF-16 units, made well-formed and freed of control characters, line ends kept. */
export function text(max: number, min = 0): Schema<string> {
  return v.pipe(v.string(), v.maxLength(max), v.minLength(min), v.transform(withoutControls))
}

/** One line of text: line ends become spaces, both ends are trimmed. */
export function line(max: number, min = 1): Schema<string> {
  return v.pipe(
    v.string(),
    v.maxLength(max),
    v.transform((value) => withoutControls(value).replace(/\s+/g, ' ').trim()),
    v.minLength(min),
  )
}

const momentWords = 'a moment in ISO 8601 with offset, such as 2026-11-21T19:28:14.000Z'

/** A moment, ISO 8601 with offset, e.g. `2026-11-21T19:28:14.000Z`. */
export const instant: Schema<string> = v.pipe(
  v.string(),
  v.isoTimestamp(momentWords),
  v.check(isInCalendar, momentWords),
)

const dayWords = 'a day or a moment in ISO 8601, such as 2026-11-21'

/** A day or a moment. */
export const dayOrInstant: Schema<string> = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/, dayWords),
  v.check(isInCalendar, dayWords),
)

/** A BCP 47 tag of language and region, e.g. `fr` or `en-GB`. */
export const locale: Schema<string> = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language tag such as fr or en-GB'),
)

/** An id minted by a client: letters, digits, dash and underscore. */
export const clientId: Schema<string> = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{8,64}$/, 'an id of 8 to 64 letters, digits, - and _'),
)

/** An id inside a message: of a choice, a form, a flow, an article. */
export const identifier: Schema<string> = v.pipe(
  v.string(),
  v.regex(/^[^\s\p{Cc}]{1,200}$/u, 'an id of 1 to 200 characters without spaces'),
)

/** An address that a page may link to: http, https, mailto, tel, or relative to the shop's page; kb's own rule. */
export const href: Schema<string> = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.check(
    (value) => safeAddress(value) !== undefined,
    'an address with http, https, mailto or tel, or one of the shop itself such as /contact',
  ),
)

/** An address on the web, such as a page of the shop's back office. */
export const webAddress: Schema<string> = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.regex(/^https?:\/\/[^\s\p{Cc}]+$/u, 'an address that starts with https:// or http://'),
)

/** An https address, such as a carrier's page. */
export const httpsAddress: Schema<string> = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.regex(/^https:\/\/[^\s\p{Cc}]+$/u, 'an address that starts with https://'),
)

/** An e-mail address. */
export const email: Schema<string> = v.pipe(
  v.string(),
  v.maxLength(320),
  v.trim(),
  v.regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address such as jeanne@exemple.fr'),
)

/** ISO 3166-1 alpha-2. */
export const country: Schema<string> = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{2}$/, 'a country of two capitals such as FR'),
)

export const count: Schema<number> = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 53 - 1))

/** Is there such a day? Some browsers make nothing of the 31st of February, others the 3rd of March. */
function isInCalendar(moment: string): boolean {
  const day = moment.slice(0, 'YYYY-MM-DD'.length)
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day)
}

/** Line feed and tab stay; other control characters, byte-order marks and lone surrogates go. */
function withoutControls(value: string): string {
  return value
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\uFEFF\uFFFE\uFFFF]/gu, '')
}
