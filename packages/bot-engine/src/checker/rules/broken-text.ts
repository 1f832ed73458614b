import { checkText } from '@comptoir/kb/text-rules'
import type { FlowRule } from '../flow-rule.ts'

/** Reads the flow's texts with the knowledge base's rules for everything that customers read. */
export const brokenText: FlowRule = {
  id: 'broken-text',
  find: ({ texts }) =>
    [...texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]) =>
        // What is filled in later stands for a word; the placeholder itself is our own.
        checkText(text.replace(/\{[^{}]*\}/g, 'Nelvet'), { locale, skip: ['placeholder'] }).map(
          ({ rule, sentence }) => ({
            locale,
            path: key,
            sentence: `${sentence} (${rule})`,
          }),
        ),
      ),
    ),
}
