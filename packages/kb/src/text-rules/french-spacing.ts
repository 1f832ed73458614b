import type { TextFault, TextRule } from './text-rule.ts'

/** French puts a no-break space before `: ; ? ! » % €` and after `«`, or the sign begins the next line alone. */
export const frenchSpacing: TextRule = {
  id: 'french-spacing',
  find(text, { visible, locale }) {
    if (locale !== 'fr') return []
    const faults: TextFault[] = []
    for (const { 0: found, index } of visible.matchAll(PLACE)) {
      const replacement = found.startsWith('«') ? '«\u00a0' : `\u00a0${found.trimStart()}`
      faults.push({
        start: index,
        end: index + found.length,
        sentence: 'french-spacing',
        values: { sign: text.slice(index, index + found.length).trim() },
        replacement,
      })
    }
    return faults
  },
}

/** Ordinary or missing space; a colon only after a word and before a space, which leaves 10:30 and :-) alone. */
const PLACE = new RegExp(
  [
    '«(?: |(?=[^\\s\\u00a0\\u202f]))',
    '(?<=[^\\s\\u00a0\\u202f«])( ?)»',
    '(?<=[\\p{L}\\p{N})»*…"”])( ?)[;!?](?=[\\s*)»]|$)',
    '(?<=[\\p{L}\\p{N})»*”])( ?):(?=\\s)',
    '(?<=\\d)( ?)[%€]',
  ].join('|'),
  'gu',
)
