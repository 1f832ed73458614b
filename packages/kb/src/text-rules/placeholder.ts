import { phrases } from './phrases.ts'
import type { TextFault, TextRule } from './text-rule.ts'

/** A hole that should have been filled before publishing. */
export const placeholder: TextRule = {
  id: 'placeholder',
  find(text, { visible }) {
    const faults: TextFault[] = []
    for (const pattern of PATTERNS) {
      for (const { 0: found, index } of (pattern.source.startsWith('\\[(') ? text : visible).matchAll(
        pattern,
      )) {
        if (faults.some((fault) => fault.start < index + found.length && index < fault.end)) continue
        faults.push({
          start: index,
          end: index + found.length,
          sentence: 'placeholder',
          values: { found: text.slice(index, index + found.length) },
        })
      }
    }
    return faults.sort((a, b) => a.start - b.start)
  },
}

const PATTERNS = [
  /\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{0,80}\}|%[A-Z_]{2,30}%|<%[^%\n]{0,80}%>|\[\[[^\][\n]{0,80}\]\]/g,
  /\[(?:à|a) (?:compléter|remplir|définir|vérifier|traduire|préciser)[^\]\n]{0,60}\](?!\()/giu,
  /\[(?:to be|to) (?:completed?|filled?|defined?|checked?|translated?|confirmed)[^\]\n]{0,60}\](?!\()/giu,
  /(?<![\p{L}\p{N}])(?:TODO|TBD|FIXME|XXX+)(?![\p{L}\p{N}])/gu,
  phrases(['lorem ipsum']),
]
