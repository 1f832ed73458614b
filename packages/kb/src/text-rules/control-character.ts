import type { TextRule } from './text-rule.ts'

/** Characters nobody sees: they break searches, and some turn the direction of the text round. */
export const controlCharacter: TextRule = {
  id: 'control-character',
  find: (text) =>
    [...text.matchAll(INVISIBLE)].map(({ 0: found, index }) => {
      const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
      const replacement = found === '\t' || found === '\u2028' || found === '\u2029' ? ' ' : ''
      return {
        start: index,
        end: index + found.length,
        sentence: 'control-character',
        values: { code },
        replacement,
      }
    }),
}

/** Controls but the line break, zero-width characters but the joiner of emoji, marks of direction, half characters. */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2028\u2029\ufeff\ufff9-\ufffc]|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|[\ud800-\udfff]/gu
