import type { FlowRule } from '../flow-rule.ts'
import { placeholdersOf } from '../known-names.ts'

/** A text that says something else in another language: other values, or a link that is missing. */
export const textsDiffer: FlowRule = {
  id: 'texts-differ',
  find({ texts }) {
    const [first, ...others] = [...texts]
    if (!first) return []
    const [firstLocale, reference] = first
    return others.flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]) => {
        const original = Object.hasOwn(reference, key) ? reference[key] : undefined
        if (original === undefined || contentOf(text) === contentOf(original)) return []
        return [
          {
            locale,
            path: key,
            sentence: `"${key}" names other values or links in "${locale}" than in "${firstLocale}": make them agree.`,
          },
        ]
      }),
    )
  },
}

/** What a text names, whatever the language: its values, and how many links. */
function contentOf(text: string): string {
  const paths = placeholdersOf(text).map(({ path }) => path)
  const links = text.match(/\]\(/g)?.length ?? 0
  return [...new Set(paths)].sort().join() + links
}
