import type { Pdf } from './pdf-file.ts'

/**
 * Draws a text as a Code 39 barcode (ISO/IEC 16388): capitals, digits, `-` and space, between two asterisks.
 *
 * @param at where it begins, its narrow bar and its height, in points
 */
export function drawCode39(
  pdf: Pdf,
  text: string,
  at: { readonly x: number; readonly y: number; readonly bar: number; readonly height: number },
): void {
  let x = at.x
  for (const sign of `*${text.toUpperCase()}*`) {
    const pattern = patterns[sign] ?? patterns['-'] ?? ''
    for (const [index, size] of [...pattern].entries()) {
      const width = size === 'w' ? at.bar * 2.5 : at.bar
      if (index % 2 === 0) pdf.rect(x, at.y, width, at.height).fill('#000000')
      x += width
    }
    x += at.bar
  }
}

/** Nine bars and gaps each, narrow or wide. */
const patterns: Readonly<Record<string, string>> = {
  '0': 'nnnwwnwnn',
  '1': 'wnnwnnnnw',
  '2': 'nnwwnnnnw',
  '3': 'wnwwnnnnn',
  '4': 'nnnwwnnnw',
  '5': 'wnnwwnnnn',
  '6': 'nnwwwnnnn',
  '7': 'nnnwnnwnw',
  '8': 'wnnwnnwnn',
  '9': 'nnwwnnwnn',
  A: 'wnnnnwnnw',
  B: 'nnwnnwnnw',
  C: 'wnwnnwnnn',
  D: 'nnnnwwnnw',
  E: 'wnnnwwnnn',
  F: 'nnwnwwnnn',
  G: 'nnnnnwwnw',
  H: 'wnnnnwwnn',
  I: 'nnwnnwwnn',
  J: 'nnnnwwwnn',
  K: 'wnnnnnnww',
  L: 'nnwnnnnww',
  M: 'wnwnnnnwn',
  N: 'nnnnwnnww',
  O: 'wnnnwnnwn',
  P: 'nnwnwnnwn',
  Q: 'nnnnnnwww',
  R: 'wnnnnnwwn',
  S: 'nnwnnnwwn',
  T: 'nnnnwnwwn',
  U: 'wwnnnnnnw',
  V: 'nwwnnnnnw',
  W: 'wwwnnnnnn',
  X: 'nwnnwnnnw',
  Y: 'wwnnwnnnn',
  Z: 'nwwnwnnnn',
  '-': 'nwnnnnwnw',
  ' ': 'nwwnnnwnn',
  '*': 'nwnnwnwnn',
}
