import { checkText } from '@comptoir/kb/text-rules'
import type { FlowFinding, FlowRule } from '../flow-rule.ts'

/** Reads the flow's texts with the knowledge base's rules for everything that customers read. */
export const brokenText: FlowRule = {
  id: 'broken-text',
  find({ flow, texts }) {
    // What is copied is a code, and codes are written in capitals.
    const copied = new Set(flow.steps.flatMap((step) => ('copy' in step ? [step.copy] : [])))
    return [...texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]): readonly FlowFinding[] => {
        if (text.trim() === '' && !key.endsWith('.words'))
          return [{ locale, path: key, sentence: `"${key}" says nothing: write it, or take it out.` }]
        return (
          // What is filled in later stands for a word; the placeholder itself is our own.
          checkText(text.replace(/\{[^{}]*\}/g, 'Nelvet'), {
            locale,
            skip: copied.has(key) ? ['placeholder', 'caps'] : [],
          }).map(({ rule, sentence }) => ({
            locale,
            path: key,
            sentence: `${sentence} (${rule})`,
          }))
        )
      }),
    )
  },
}
