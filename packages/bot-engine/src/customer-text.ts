import { mask, type MaskedKind } from './mask.ts'

/** Longest text that is kept of one message, in characters. */
export const LONGEST_TEXT = 4000

/** What becomes a message of what was typed. */
export interface CustomerText {
  /** Empty when nothing readable was typed. */
  readonly text: string
  readonly cut: boolean
  readonly masked: readonly MaskedKind[]
}

/**
 * Prepares what a customer typed, before anything else sees it: control characters and broken halves of
 * characters out, at most {@link LONGEST_TEXT} characters, card and bank numbers masked. What looks like HTML
 * stays as it is: it is text, and is shown as text.
 */
export function readCustomerText(typed: string): CustomerText {
  const clean = typed
    .slice(0, 50_000)
    .replace(/\r\n?/g, '\n')
    // Control and format characters (direction overrides among them) but tab, newline and the joiner of
    // emoji; halves of characters that stand alone; code points that are no characters.
    .replace(/(?![\t\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Surrogate}\uFFFE\uFFFF]/gu, '')
    .trim()
  // Masked before it is cut, so that no half of a number stays.
  const { text, found } = mask(clean)
  const cut = text.length > LONGEST_TEXT
  return { text: cut ? text.slice(0, LONGEST_TEXT).replace(/\p{Surrogate}$/u, '') : text, cut, masked: found }
}
