import type { VNode } from 'preact'

/** Keeps `l'e-mail` and `FA-2026-00022` on one line. The hyphen itself stays: what is copied is what was written. */
export function unbrokenWords(text: string): (VNode | string)[] {
  return text
    .split(HYPHENATED)
    .map((part, index) => (index % 2 === 1 && part.length <= 20 ? <span class="whole">{part}</span> : part))
}

const HYPHENATED = /([\p{L}\p{N}'’]{1,18}(?:-[\p{L}\p{N}]+)+)/u
