import type { TextFault, TextRule } from './text-rule.ts'

/** Spaces at the ends, two in a row, or before a comma: left over from editing. */
export const whitespace: TextRule = {
  id: 'whitespace',
  find(text) {
    const faults: TextFault[] = []
    const add = (start: number, end: number, replacement: string): void => {
      faults.push({ start, end, sentence: 'whitespace', replacement })
    }
    const lead = /^\s+/.exec(text)?.[0].length ?? 0
    const body = text.trimEnd().length
    if (lead > 0 && body > 0) add(0, lead, '')
    for (const { 0: found, index } of text.slice(lead, body).matchAll(DOUBLE)) {
      const start = lead + index
      // Spaces at the beginning of a line belong to a list.
      if (text.charAt(start - 1) === '\n') continue
      const before = /[,.]/.test(text.charAt(start + found.length))
      add(
        start,
        start + found.length,
        before || /\n/.test(text.charAt(start + found.length)) ? '' : keep(found),
      )
    }
    if (body < text.length && body > 0) add(body, text.length, '')
    return faults
  },
}

/** Two spaces or more, spaces before a line break, spaces before a comma. */
const DOUBLE = /[ \u00a0]{2,}|[ \u00a0]+(?=\n)|(?<=[\p{L}\p{N})])[ \u00a0](?=,|\.(?:\s|$))/gu

function keep(spaces: string): string {
  return spaces.includes('\u00a0') ? '\u00a0' : ' '
}
