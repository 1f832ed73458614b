import type { FlowRule } from '../flow-rule.ts'
import { usedTexts } from '../used-texts.ts'

/** A text that a step says and that a language does not have. */
export const missingText: FlowRule = {
  id: 'missing-text',
  find: ({ flow, texts, shared }) =>
    [...texts].flatMap(([locale, own]) =>
      usedTexts(flow).flatMap(({ key, path, optional, shared: instead }) => {
        const there =
          own[key]?.trim() ||
          (instead === undefined ? optional : Object.hasOwn(shared.get(locale) ?? {}, instead))
        if (there) return []
        return [
          {
            path,
            sentence: `The text "${key}" is missing in "${locale}": add it to texts/${locale}/${flow.id}.json.`,
          },
        ]
      }),
    ),
}
