/** A file's bytes as text, and what was odd about them. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Offset in `text` of the first character that shows it is not UTF-8; 0 for UTF-16. */
  readonly oddAt?: number
}

/**
 * Reads bytes as UTF-8, or as what they more likely are: UTF-16 with or without its mark, else Windows-1252 (which
 * is Latin-1 with Word's quotation marks). A byte-order mark is left out of the text.
 */
export function decode(bytes: Uint8Array): Decoded {
  const utf16 = utf16Of(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16, oddAt: 0 }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes)
    return { text, encoding: 'windows-1252', oddAt: firstInvalid(bytes) }
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // JSON and CSV begin with ASCII: every other byte is zero.
  const head = bytes.subarray(0, Math.min(bytes.length, 64) & ~1)
  if (head.length < 4) return undefined
  let even = 0
  let odd = 0
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (odd > head.length / 4 && even === 0) return 'utf-16le'
  if (even > head.length / 4 && odd === 0) return 'utf-16be'
  return undefined
}

/** Each byte is one character in Windows-1252, so a byte's offset is the character's. */
function firstInvalid(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  const valid = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch {
      return false
    }
  }
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (valid(middle)) low = middle
    else high = middle - 1
  }
  // The sequence that breaks began a byte or more before; its lead is what an editor sees.
  let at = Math.min(low, Math.max(0, bytes.length - 1))
  while (at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80 && ((bytes[at - 1] ?? 0) & 0x80) !== 0) at--
  return at
}
