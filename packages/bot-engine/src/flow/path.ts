import type { Path } from './flow.ts'

/** What paths look into: names to values. */
export type Scope = Readonly<Record<string, unknown>>

/**
 * What is at a dotted path, `undefined` where there is nothing. Only own properties count, so that no path
 * reaches a prototype; `last` is the last entry of a list.
 *
 * @example
 * ```ts
 * lookUp({ order: { items: ['a', 'b'] } }, 'order.items.last') // 'b'
 * lookUp({}, 'constructor.prototype') // undefined
 * ```
 */
export function lookUp(scope: Scope, path: Path): unknown {
  let value: unknown = scope
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value)) {
      value = key === 'last' ? value.at(-1) : /^\d{1,6}$/.test(key) ? value[Number(key)] : undefined
    } else {
      value = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
    }
  }
  return value
}
