import type { TextRule } from './text-rule.ts'

/** `!!`, `???`, `,,`: one sign says it; more of them shout. */
export const repeatedPunctuation: TextRule = {
  id: 'repeated-punctuation',
  find: (_text, { visible }) =>
    [
      ...visible.matchAll(/[!?](?:[\s\u00a0\u202f]?[!?])+|,{2,}|;{2,}|:{2,}(?!\/)|(?<!\.)\.\.(?!\.)|\.{4,}/g),
    ].map(({ 0: found, index }) => {
      const signs = found.replace(/[\s\u00a0\u202f]/g, '')
      const replacement = signs.startsWith('.')
        ? signs.length > 2
          ? '…'
          : '.'
        : signs.includes('?')
          ? '?'
          : signs.charAt(0)
      return {
        start: index,
        end: index + found.length,
        sentence: 'repeated-punctuation',
        values: { found, replacement },
        replacement,
      }
    }),
}
