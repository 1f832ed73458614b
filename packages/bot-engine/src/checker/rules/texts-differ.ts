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
            sentence: `"${key}" names ${contentOf(text)} in "${locale}", and ${contentOf(original)} in "${firstLocale}": make them agree.`,
          },
        ]
      }),
    )
  },
}

/** What a text names, whatever the language: its values, and how many links; as a sentence lists it. */
function contentOf(text: string): string {
  const paths = placeholdersOf(text).map(({ path }) => path)
  const links = text.match(/\]\(/g)?.length ?? 0
  const values = [...new Set(paths)].sort().map((path) => `{${path}}`)
  return (
    [...values, ...(links > 0 ? [links === 1 ? 'a link' : `${links} links`] : [])].join(', ') || 'no value'
  )
}
