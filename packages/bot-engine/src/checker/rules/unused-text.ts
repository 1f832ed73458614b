import type { FlowRule } from '../flow-rule.ts'
import { usedTexts } from '../used-texts.ts'

/** A text that no step says: a leftover, or a key with a typing mistake. */
export const unusedText: FlowRule = {
  id: 'unused-text',
  find({ flow, texts }) {
    const used = new Set(usedTexts(flow).map(({ key }) => key))
    return [...texts].flatMap(([locale, own]) =>
      Object.keys(own)
        .filter((key) => !used.has(key) && !key.startsWith('word.'))
        .map((key) => ({
          locale,
          path: key,
          sentence: `No step of "${flow.id}" says "${key}": take it out, or mend its name.`,
        })),
    )
  },
}
