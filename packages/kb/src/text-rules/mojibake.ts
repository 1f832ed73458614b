import type { TextFault, TextRule } from './text-rule.ts'

/** UTF-8 that a tool read as Latin-1 and saved again: `Ã©` for `é`, `â€™` for `’`. */
export const mojibake: TextRule = {
  id: 'mojibake',
  find(text) {
    const faults: TextFault[] = []
    for (const { 0: found, index } of text.matchAll(SEQUENCE)) {
      const replacement = decode(found)
      if (replacement !== undefined) {
        faults.push({
          start: index,
          end: index + found.length,
          sentence: 'mojibake',
          values: { found, replacement },
          replacement,
        })
      }
    }
    for (const { 0: found, index } of text.matchAll(/\ufffd+/g)) {
      faults.push({ start: index, end: index + found.length, sentence: 'mojibake.lost' })
    }
    return faults.sort((a, b) => a.start - b.start)
  },
}

/** What Windows-1252 makes of the bytes 80 to 9F, in their order; the five it does not know stay as they are. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const CONTINUATION = `[\\u0080-\\u00bf${HIGH}]`
const SEQUENCE = new RegExp(
  `[\\u00c3\\u00c2\\u00c5]${CONTINUATION}|\\u00e2${CONTINUATION}{2}|\\u00f0${CONTINUATION}{3}`,
  'g',
)

function decode(found: string): string | undefined {
  const bytes: number[] = []
  for (const char of found) {
    const high = HIGH.indexOf(char)
    const code = char.charCodeAt(0)
    if (high >= 0) bytes.push(0x80 + high)
    else if (code <= 0xff) bytes.push(code)
    else return undefined
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
