import type { MaskedText } from './mask.ts'

/** Longest text that is kept of one message, in characters. */
export const LONGEST_TEXT = 4000

/** What becomes a message of what was typed. */
export interface CustomerText {
  /** Empty when nothing readable was typed. */
  readonly text: string
  readonly cut: boolean
  readonly masked: boolean
}

/**
 * Prepares what a customer typed, before anything else sees it: control characters and broken halves of
 * characters out, at most {@link LONGEST_TEXT} characters, card and bank numbers masked. What looks like HTML
 * stays as it is: it is text, and is shown as text.
 */
export async function readCustomerText(typed: string): Promise<CustomerText> {
  const clean = typed
    .slice(0, 50_000)
    .replace(/\r\n?/g, '\n')
    // Control and format characters (direction overrides among them) but tab, newline and the joiner of
    // emoji; halves of characters that stand alone; code points that are no characters.
    .replace(/(?![\t\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Surrogate}\uFFFE\uFFFF]/gu, '')
    .trim()
  // Masked before it is cut, so that no half of a number stays.
  const { text, found } = SUSPICIOUS.test(clean) ? await masked(clean) : { text: clean, found: [] }
  const cut = text.length > LONGEST_TEXT
  return {
    text: cut ? text.slice(0, LONGEST_TEXT).replace(/\p{Surrogate}$/u, '') : text,
    cut,
    masked: found.length > 0,
  }
}

/** Enough digits for a card or social-security number, or the beginning of an IBAN: only then is `mask` fetched. */
const SUSPICIOUS = /[\d\uFF10-\uFF19](?:\D{0,3}[\d\uFF10-\uFF19]){7}|[A-Z]{2}\d{2}/i

async function masked(text: string): Promise<MaskedText> {
  try {
    return (await import('./mask.ts')).mask(text)
  } catch {
    // The file could not be fetched: rather too much is hidden than too little.
    return {
      text: text.replace(/[\d\uFF10-\uFF19](?:[^\p{L}\d]{0,3}[\dA-Z\uFF10-\uFF19]){7,}/giu, '••••'),
      found: ['card'],
    }
  }
}
