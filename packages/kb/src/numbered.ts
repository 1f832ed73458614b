/**
 * Each thing of a list with its index. Pages with prototype.js have an `entries` that gives the things alone, and so
 * lists are not asked for it.
 */
export function numbered<T>(list: readonly T[]): (readonly [number, T])[] {
  return list.map((each, index) => [index, each] as const)
}
