import type { Scope } from './flow/path.ts'

/** A value that was read, or why there is none: the text `retry.<type>.<reason>` says it. */
export type Reading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason?: string }

export const NOTHING: Reading = { ok: false }

/** Longest text that is searched for a value. */
const LONGEST = 1000

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

/** An order reference in a sentence: nine capitals among words that are not. Somebody who SHOUTS wrote none. */
export function findReference(text: string): Reading {
  const found = find(text, /(?<![A-Za-z@.])[A-Z]{9}(?![A-Za-z@])/)
  const shouted = found.ok && !/[a-z]/.test(text) && /[A-Z]{3}/.test(text.replace(String(found.value), ''))
  return shouted ? NOTHING : found
}

/** Order reference and e-mail found in a free sentence, and the sentence without them. */
export function readFacts(text: string): { readonly facts: Scope; readonly rest: string } {
  const email = readEmail(text)
  const withoutEmail = email.ok ? cut(text, String(email.value)) : text
  const reference = findReference(withoutEmail)
  const rest = reference.ok ? cut(withoutEmail, String(reference.value)) : withoutEmail
  return {
    facts: {
      ...(reference.ok ? { reference: reference.value } : {}),
      ...(email.ok ? { email: email.value } : {}),
    },
    rest: rest.replace(/\s+/g, ' ').replace(/^[\s,;.:]+|[\s,;:]+$/g, ''),
  }
}

function cut(text: string, part: string): string {
  const start = text.toLowerCase().indexOf(part.toLowerCase())
  return start < 0 ? text : `${text.slice(0, start)} ${text.slice(start + part.length)}`
}
