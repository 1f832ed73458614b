import type { FlowRule } from '../flow-rule.ts'
import { namesOf, rootOf, WORLD_NAMES } from '../known-names.ts'
import { pathsOf } from '../paths-of.ts'

/** A path that begins with a name nobody ever sets. */
export const unknownName: FlowRule = {
  id: 'unknown-name',
  find(given) {
    const names = namesOf(given)
    return pathsOf(given.flow)
      .filter(({ path }) => !names.has(rootOf(path)) && !WORLD_NAMES.has(rootOf(path)))
      .map(({ path, at }) => ({
        path: at,
        sentence: `Nothing sets "${rootOf(path)}": it is no slot, input or result of this flow.`,
      }))
  },
}
