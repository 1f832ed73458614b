import type { FlowFinding, FlowRule } from '../flow-rule.ts'
import { namesOf, placeholdersOf, rootOf, WORLD_NAMES } from '../known-names.ts'

const FORMATS: readonly string[] = ['date', 'weekday', 'time', 'money', 'count', 'names', 'word']

/** A placeholder that nothing will ever fill, or with a format that does not exist. */
export const textHole: FlowRule = {
  id: 'text-hole',
  find(given) {
    const names = new Set([...namesOf(given), ...WORLD_NAMES])
    return [...given.texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]) => [
        ...faultsOfHoles(key, text).map((finding) => ({ ...finding, locale })),
        ...placeholdersOf(text)
          .filter(({ path }) => !/^[\w-]+(?:\.[\w-]+)*$/.test(path) || !names.has(rootOf(path)))
          .map(({ path }) => ({
            locale,
            path: key,
            sentence: `Nothing fills {${path}}: it is no slot, input or result of "${given.flow.id}".`,
          })),
      ]),
    )
  },
}

/** What is wrong with the braces of a text, whatever fills them. */
export function faultsOfHoles(key: string, text: string): readonly FlowFinding[] {
  const formats = placeholdersOf(text).flatMap(({ format }) =>
    format === undefined || FORMATS.includes(format) ? [] : [format],
  )
  return [
    ...strayBraces(text).map((found) => ({
      path: key,
      sentence: `"${found}" would be shown as it is: a value is written {name}, and nothing else has braces.`,
    })),
    ...formats.map((format) => ({
      path: key,
      sentence: `There is no format "${format}": use one of ${FORMATS.join(', ')}.`,
    })),
  ]
}

/** A brace without its other half, and a `$` in front of one, as other languages write it. */
function strayBraces(text: string): readonly string[] {
  return [...text.matchAll(/\$\{[^{}]*\}|\{[^{}]*\}|[{}]/g)]
    .map(([found]) => found)
    .filter((found) => found.length === 1 || found.startsWith('$'))
}
