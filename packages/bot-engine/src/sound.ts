/**
 * Pages with prototype.js and other libraries of its time bring an `Array.from` that knows no iterables, and
 * `toJSON` methods that turn lists into strings. XState and `JSON.stringify` use what they find. So the few calls
 * that depend on them run with sound ones, which are put back before the page's own code can notice.
 */
export function soundly<T>(work: () => T): T {
  const pageFrom = Array.from
  // Lists and objects find what a page has put on any prototype above them; texts have one of their own.
  if (pageFrom === from && !('toJSON' in [] || 'toJSON' in String.prototype)) return work()
  const toJson = [Array.prototype, String.prototype, Object.prototype].flatMap((prototype) => {
    const own = Object.getOwnPropertyDescriptor(prototype, 'toJSON')
    return own?.configurable ? [{ prototype, own }] : []
  })
  try {
    Array.from = from
    for (const { prototype } of toJson) Reflect.deleteProperty(prototype, 'toJSON')
    return work()
  } finally {
    Array.from = pageFrom
    for (const { prototype, own } of toJson) Object.defineProperty(prototype, 'toJSON', own)
  }
}

// With a set, which has no `toArray` of its own, as iterators have it now: prototype.js calls one where it finds it.
const from: typeof Array.from =
  Array.from(new Set('ab'), (letter) => letter + letter)[1] === 'bb' ? Array.from : spread

/** What `Array.from` gives for iterables and array-likes. */
function spread(
  values: Iterable<unknown> | ArrayLike<unknown>,
  change?: (value: unknown, index: number) => unknown,
): unknown[] {
  const list = Symbol.iterator in values ? [...values] : Array.prototype.slice.call(values)
  return change ? list.map((value, index) => change(value, index)) : list
}
