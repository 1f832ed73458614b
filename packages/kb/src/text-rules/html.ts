import { decodeEntities } from '../exchange/html-entities.ts'
import type { TextFault, TextRule } from './text-rule.ts'

/** HTML is never interpreted: a tag or an entity stands in the answer as it was typed. */
export const html: TextRule = {
  id: 'html',
  find(text) {
    const faults: TextFault[] = []
    for (const { 0: found, index } of text.matchAll(TAG)) {
      const replacement = markdownOf(found)
      faults.push({
        start: index,
        end: index + found.length,
        sentence: 'html',
        values: { found: found.length > 40 ? `${found.slice(0, 40)}…` : found },
        ...(replacement !== undefined && { replacement }),
      })
    }
    for (const { 0: found, index } of text.matchAll(/&(?:[a-z]{2,8}\d{0,2}|#\d{1,7}|#x[\da-f]{1,6});/gi)) {
      const replacement = decodeEntities(found)
      if (replacement === found) continue
      faults.push({
        start: index,
        end: index + found.length,
        sentence: 'html',
        values: { found },
        replacement,
      })
    }
    return faults.sort((a, b) => a.start - b.start)
  },
}

/** A comment, or a tag whose name HTML knows: `a < b` and `<votre nom>` are not tags. */
const TAG = new RegExp(
  '<!--[^>]{0,500}-->|</?(?:a|abbr|article|aside|audio|b|blockquote|body|br|button|center|code|details|div|em|embed|font|footer|form|h[1-6]|head|' +
    'header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|math|meta|nav|noscript|object|ol|option|p|pre|s|script|section|' +
    'select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|video)' +
    '(?:[\\s/][^<>]{0,2000})?>',
  'gi',
)

/** What says the same in the Markdown subset, for the tags where nothing is lost. */
function markdownOf(tag: string): string | undefined {
  const name = /^<\/?([a-z0-9]+)/i.exec(tag)?.[1]?.toLowerCase()
  if (name === 'b' || name === 'strong') return '**'
  if (name === 'i' || name === 'em') return '*'
  if (name === 'br') return '\n'
  if (name === 'p' || name === 'div') return tag.startsWith('</') ? '\n\n' : ''
  if (name === 'span' || name === 'u' || name === 'font' || name === 'small') return ''
  if (name === 'ul' || name === 'ol') return tag.startsWith('</') ? '\n' : '\n\n'
  if (name === 'li') return tag.startsWith('</') ? '\n' : '- '
  return undefined
}
