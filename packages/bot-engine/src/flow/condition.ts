import type { Condition, Expectation, Scalar } from './flow.ts'
import { lookUp, type Scope } from './path.ts'

/**
 * Does a condition hold? A path that leads nowhere fits `null` and nothing else.
 *
 * @example
 * ```ts
 * holds({ 'order.paid': false }, { order: { paid: false } }) // true
 * holds({ invoices: { count: 0 } }, { invoices: [] }) // true
 * ```
 */
export function holds(condition: Condition, scope: Scope): boolean {
  return Object.entries(condition).every(([key, expected]: [string, unknown]) => {
    if (key === 'any') return conditions(expected).some((part) => holds(part, scope))
    if (key === 'all') return conditions(expected).every((part) => holds(part, scope))
    if (key === 'none') return !conditions(expected).some((part) => holds(part, scope))
    return fits(lookUp(scope, key), expectation(expected), scope)
  })
}

function fits(value: unknown, expected: Expectation, scope: Scope): boolean {
  if (typeof expected !== 'object' || expected === null) return (value ?? null) === expected
  if ('not' in expected) return (value ?? null) !== expected.not
  if ('in' in expected) return expected.in.some((entry) => entry === (value ?? null))
  if ('has' in expected) return Array.isArray(value) && value.some((entry) => entry === expected.has)
  if ('count' in expected) return (Array.isArray(value) ? value.length : 0) === expected.count
  if ('known' in expected) return (value !== undefined && value !== null) === expected.known
  if ('same' in expected) return (value ?? null) === (lookUp(scope, expected.same) ?? null)
  const number = Number(value ?? Number.NaN)
  if ('atLeast' in expected) return number >= numberOf(expected.atLeast, scope)
  return number <= numberOf(expected.atMost, scope)
}

function numberOf(bound: Scalar, scope: Scope): number {
  return Number(typeof bound === 'string' ? lookUp(scope, bound) : bound)
}

// The schema and the compiler have checked the shapes before a condition is ever evaluated.
function conditions(value: unknown): readonly Condition[] {
  return Array.isArray(value) ? value : []
}

function expectation(value: unknown): Expectation {
  return value as Expectation
}
