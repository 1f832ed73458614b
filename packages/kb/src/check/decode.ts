/** A file's bytes as text, and what was odd about them. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | 'windows-1252' | 'macintosh'
  /** Offset in `text` of the first character that shows it is not UTF-8; 0 for UTF-16 and UTF-32. */
  readonly oddAt?: number
}

/**
 * Reads bytes as UTF-8, or as what they more likely are: UTF-16 or UTF-32 with or without their mark, Mac Roman (what
 * Excel for Mac saves), else Windows-1252 (which is Latin-1 with Word's quotation marks). A byte-order mark is left out
 * of the text.
 */
export function decode(bytes: Uint8Array): Decoded {
  const utf32 = utf32Of(bytes)
  if (utf32 !== undefined) return { text: utf32, encoding: 'utf-32', oddAt: 0 }
  const utf16 = utf16Of(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16, oddAt: 0 }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    const encoding =
      bytes.some((byte) => NOT_WINDOWS.has(byte)) && !mostlyUtf8(bytes) ? 'macintosh' : 'windows-1252'
    return { text: new TextDecoder(encoding).decode(bytes), encoding, oddAt: firstInvalid(bytes) }
  }
}

/** Windows-1252 has no character for these; in Mac Roman they are Å, ç, è, ê and ù. */
const NOT_WINDOWS: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** A file in UTF-8 with a few bytes of another encoding in it: its own characters may hold any byte. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes)
  const lost = text.split('\ufffd').length - 1
  return text.length - text.replace(/[\u0080-\ufffc]/g, '').length > lost
}

function utf32Of(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || bytes.length % 4 !== 0) return undefined
  // It begins with ASCII after its mark, if any: of each four bytes three are zero.
  const little = view.getUint32(4, true) < 0x80
  if (!little && view.getUint32(4) >= 0x80) return undefined
  const characters: string[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, little)
    if (code > 0x10ffff) return undefined
    characters.push(String.fromCodePoint(code))
  }
  return characters.join('').replace(/^\ufeff/, '')
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
