import type { FlowRule } from '../flow-rule.ts'
import { namesOf, placeholdersOf, rootOf, WORLD_NAMES } from '../known-names.ts'

const FORMATS: readonly string[] = ['date', 'weekday', 'time', 'money', 'count', 'names', 'word']

/** A placeholder that nothing will ever fill, or with a format that does not exist. */
export const textHole: FlowRule = {
  id: 'text-hole',
  find(given) {
    const names = new Set([...namesOf(given), ...WORLD_NAMES])
    return [...given.texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]) =>
        placeholdersOf(text).flatMap(({ path, format }) => [
          ...(/^[\w-]+(?:\.[\w-]+)*$/.test(path) && names.has(rootOf(path))
            ? []
            : [
                {
                  locale,
                  path: key,
                  sentence: `Nothing fills {${path}}: it is no slot, input or result of "${given.flow.id}".`,
                },
              ]),
          ...(format === undefined || FORMATS.includes(format)
            ? []
            : [
                {
                  locale,
                  path: key,
                  sentence: `There is no format "${format}": use one of ${FORMATS.join(', ')}.`,
                },
              ]),
        ]),
      ),
    )
  },
}
