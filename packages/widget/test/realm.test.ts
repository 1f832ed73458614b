// @vitest-environment node
import { afterEach, expect, test } from 'vitest'
import { withOwnKeys } from '../build/sturdy-realm.ts'
import { arrayFrom, stringify } from '../src/realm.ts'

afterEach(() => {
  for (const prototype of [Object.prototype, Array.prototype, String.prototype]) {
    delete (prototype as { toJSON?: unknown }).toJSON
  }
})

test('makes arrays of what iterates, of what has a length, and maps', () => {
  expect(arrayFrom(new Set([1, 2]))).toEqual([1, 2])
  expect(arrayFrom('né')).toEqual(['n', 'é'])
  expect(arrayFrom({ length: 2, 0: 'a', 1: 'b' })).toEqual(['a', 'b'])
  expect(arrayFrom({ length: 3 }, (_, index) => index * 2)).toEqual([0, 2, 4])
  expect(arrayFrom(new Map([['a', 1]]).values(), (value) => value + 1)).toEqual([2])
})

test('writes JSON whatever the page has added, and leaves the page its additions', () => {
  const theirs = (): string => 'theirs'
  const added = { configurable: true, enumerable: true, writable: true, value: theirs }
  for (const prototype of [Object.prototype, Array.prototype, String.prototype]) {
    Object.defineProperty(prototype, 'toJSON', added)
  }
  expect(stringify({ list: [1, 'two'] })).toBe('{"list":[1,"two"]}')
  expect(stringify([1], undefined, 1)).toBe('[\n 1\n]')
  for (const prototype of [Object.prototype, Array.prototype, String.prototype]) {
    expect(Object.getOwnPropertyDescriptor(prototype, 'toJSON')).toEqual(added)
  }
})

test('loops over own keys only, in any form of the loop', () => {
  expect(withOwnKeys('for (const key in all) use(key)')).toBe(
    'for(const key of Object.keys(all??{})) use(key)',
  )
  expect(withOwnKeys('for(n in e.f)g(n)')).toBe('for(n of Object.keys(e.f??{}))g(n)')
  expect(withOwnKeys("if ('key' in all) use(all)")).toBe("if ('key' in all) use(all)")
})
