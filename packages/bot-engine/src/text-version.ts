import type { Flow } from './flow/flow.ts'
import type { TextBook } from './text-book.ts'

/** Which words the customer agreed to: the flow, its version, the language, and a fingerprint of the sentence. */
export function versionOf({ id, version }: Flow, key: string, book: TextBook): string {
  const sentence = book.has(id, key) ? book.say(id, key) : ''
  return `${id}@${version}/${book.locale}/${fingerprint(sentence)}`
}

/** FNV-1a, 32 bit: tells versions of a sentence apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
