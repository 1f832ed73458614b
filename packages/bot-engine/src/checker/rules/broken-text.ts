import { checkText } from '@comptoir/kb/text-rules'
import type { FlowRule } from '../flow-rule.ts'

/** Reads the flow's texts with the knowledge base's rules for everything that customers read. */
export const brokenText: FlowRule = {
  id: 'broken-text',
  find({ flow, texts }) {
    // What is copied is a code, and codes are written in capitals.
    const copied = new Set(flow.steps.flatMap((step) => ('copy' in step ? [step.copy] : [])))
    return [...texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]) =>
        // What is filled in later stands for a word; the placeholder itself is our own.
        checkText(text.replace(/\{[^{}]*\}/g, 'Nelvet'), {
          locale,
          skip: copied.has(key) ? ['placeholder', 'caps'] : ['placeholder'],
        }).map(({ rule, sentence }) => ({
          locale,
          path: key,
          sentence: `${sentence} (${rule})`,
        })),
      ),
    )
  },
}
