/** What the content of a file is, whatever its name says. */
export type FileType =
  | {
      readonly kind: 'image'
      readonly format: 'jpeg' | 'png' | 'webp'
      readonly width: number
      readonly height: number
    }
  | { readonly kind: 'pdf' }

/**
 * Reads off a file's first bytes what it is, and how large a picture it says to be: nothing is decoded for that.
 * `undefined` for everything that is not taken, a PDF that runs something when it is opened among it.
 */
export function fileTypeOf(bytes: Uint8Array): FileType | undefined {
  const size = sizeOfJpeg(bytes) ?? sizeOfPng(bytes) ?? sizeOfWebp(bytes)
  if (size) return size.width > 0 && size.height > 0 ? { kind: 'image', ...size } : undefined
  return isQuietPdf(bytes) ? { kind: 'pdf' } : undefined
}

type Size = Omit<Extract<FileType, { kind: 'image' }>, 'kind'>

/** ITU T.81, B.1: segments `FF <marker> <length>`, up to the frame header, which holds height and width. */
function sizeOfJpeg(bytes: Uint8Array): Size | undefined {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff])) return undefined
  const view = viewOf(bytes)
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { format: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    // A marker may be preceded by any number of fill bytes.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** PNG, 5.2 and 11.2.2: the signature, then the header chunk. */
function sizeOfPng(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 33 || !startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    return undefined
  if (textAt(bytes, 12, 4) !== 'IHDR') return undefined
  const view = viewOf(bytes)
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** RFC 9649, 2.5–2.7: lossy, lossless and extended files say their size in three ways. */
function sizeOfWebp(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 30 || textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return undefined
  const view = viewOf(bytes)
  const of = (width: number, height: number): Size => ({ format: 'webp', width, height })
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return of(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return of((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      return of((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1)
    default:
      return undefined
  }
}

/** ISO 32000: from its very first byte a PDF and nothing else as well, whole, and without a program inside. */
function isQuietPdf(bytes: Uint8Array): boolean {
  if (!/^%PDF-[12]\.\d/.test(textAt(bytes, 0, 8))) return false
  if (!textAt(bytes, Math.max(0, bytes.length - 1024), 1024).includes('%%EOF')) return false
  // Names may be written with #xx for any of their letters.
  const names = textAt(bytes, 0, bytes.length).replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return !/\/(?:JavaScript|Launch)\b/.test(names)
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte)
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', at, at + length)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
