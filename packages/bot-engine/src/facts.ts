import type { Scope } from './flow/path.ts'

/** A value that was read, or why there is none: the text `retry.<type>.<reason>` says it. */
export type Reading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason?: string }

export const NOTHING: Reading = { ok: false }

/** Longest text that is searched for a value. */
const LONGEST = 1000

/** Five digits that stand for themselves: no part of an address, of a telephone number or of an amount. */
export function findPostcode(text: string): Reading {
  return find(text, /(?<![\w.,+@])\d{5}(?![\w@]|[.,]\d)/)
}

/** The first match of a pattern in a text, put into its normal form. */
export function find(text: string, pattern: RegExp, normal: (match: string) => string = String): Reading {
  const match = pattern.exec(text.slice(0, LONGEST))?.[0]
  return match === undefined ? NOTHING : { ok: true, value: normal(match) }
}

/** An e-mail address, anywhere in a sentence. */
export function readEmail(text: string): Reading {
  return find(text, /[a-z0-9][\w.+'-]{0,63}@(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24}/i, (match) =>
    match.toLowerCase(),
  )
}

/**
 * An order reference in a sentence: nine capitals among words that are not, or nine letters that can be no word, in
 * whatever case. Somebody who SHOUTS wrote none.
 */
export function findReference(text: string): Reading {
  const capitals = find(text, /(?<![A-Za-z\d@.])[A-Z]{9}(?![A-Za-z\d@])/)
  const shouted =
    capitals.ok && !/[a-z]/.test(text) && /[A-Z]{3}/.test(text.replace(String(capitals.value), ''))
  if (capitals.ok && !shouted) return capitals
  // "X K B K N A B J K", as one reads it out.
  const spelled = find(text, /(?<![A-Za-z])(?:[A-Z][ .-]){8}[A-Z](?![A-Za-z])/, (match) =>
    match.replace(/[ .-]/g, ''),
  )
  if (spelled.ok) return spelled
  const words = text.slice(0, LONGEST).match(/(?<![\p{L}\d@.])[A-Za-z]{9}(?![\p{L}\d@])/gu) ?? []
  const reference = words.find((word) => !isPronounceable(word))
  return reference === undefined ? NOTHING : { ok: true, value: reference.toUpperCase() }
}

/** No word of nine letters in French or English has fewer than two vowels, but one. */
function isPronounceable(word: string): boolean {
  return (word.match(/[aeiouy]/gi)?.length ?? 0) > 1 || word.toLowerCase() === 'strengths'
}

/**
 * Order reference and e-mail found in a free sentence, and the sentence without them. Five digits are a postcode only
 * beside an e-mail: alone they may be anything.
 */
export function readFacts(text: string): { readonly facts: Scope; readonly rest: string } {
  const email = readEmail(text)
  const withoutEmail = email.ok ? cut(text, String(email.value)) : text
  const reference = findReference(withoutEmail)
  const withoutReference = reference.ok ? cut(withoutEmail, String(reference.value)) : withoutEmail
  const postcode = email.ok ? findPostcode(withoutReference) : NOTHING
  const rest = postcode.ok ? cut(withoutReference, String(postcode.value)) : withoutReference
  return {
    facts: {
      ...(reference.ok ? { reference: reference.value } : {}),
      ...(email.ok ? { email: email.value } : {}),
      ...(postcode.ok ? { postcode: postcode.value } : {}),
    },
    rest: rest
      .replace(/\s+/g, ' ')

      .replace(/^[\s,;.:/|()-]+|[\s,;:/|(-]+$/g, ''),
  }
}

function cut(text: string, part: string): string {
  const start = text.toLowerCase().indexOf(part.toLowerCase())
  return start < 0 ? text : `${text.slice(0, start)} ${text.slice(start + part.length)}`
}
