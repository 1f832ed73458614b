/**
 * What the widget uses instead of built-ins that pages replace: it shares its realm with the page, and shops carry
 * libraries from 2007. The build puts these in the place of the built-ins, in our own code and in that of libraries.
 */

/** `Array.from`, which Prototype 1.6 replaces by one that knows no iterables. */
export function arrayFrom<Item, Result = Item>(
  source: Iterable<Item> | ArrayLike<Item>,
  map?: (item: Item, index: number) => Result,
): (Item | Result)[] {
  const items: Item[] = []
  if (Symbol.iterator in Object(source)) items.push(...(source as Iterable<Item>))
  else
    for (let index = 0; index < (source as ArrayLike<Item>).length; index++)
      items.push((source as ArrayLike<Item>)[index] as Item)
  return map ? items.map((item, index) => map(item, index)) : items
}

/** `JSON.stringify`, without the `toJSON` that Prototype and others give to arrays, texts and numbers. */
export function stringify(...given: Parameters<typeof JSON.stringify>): string {
  const removed: (readonly [object, PropertyDescriptor])[] = []
  for (const prototype of [
    Object.prototype,
    Array.prototype,
    String.prototype,
    Number.prototype,
    Boolean.prototype,
  ]) {
    const added = Object.getOwnPropertyDescriptor(prototype, 'toJSON')
    if (added?.configurable) {
      removed.push([prototype, added])
      delete (prototype as { toJSON?: unknown }).toJSON
    }
  }
  // The page's own are back before anybody else can look.
  try {
    return JSON.stringify(...given)
  } finally {
    for (const [prototype, added] of removed) Object.defineProperty(prototype, 'toJSON', added)
  }
}
