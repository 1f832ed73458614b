import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedLines } from '../../src/fix/changed-lines.ts'
import type { ChangedLines } from '../../src/fix/changed-lines.ts'

test('a changed line is shown before and after, with its number', () => {
  expect(changedLines('{\n "id": "a",\n}', '{\n "id": "a"\n}')).toEqual([
    { line: 2, before: [' "id": "a",'], after: [' "id": "a"'] },
  ])
})

test('lines that come or go are shown alone', () => {
  expect(changedLines('a\n// note\nb\nc', 'a\nb\nc')).toEqual([{ line: 2, before: ['// note'], after: [] }])
  expect(changedLines('a\nb', 'a\nb\nc')).toEqual([{ line: 3, before: [], after: ['c'] }])
})

test('of a file in one long line, the words around the change are shown', () => {
  const long = (word: string): string => `[${'"x", '.repeat(400)}"${word}"${', "y"'.repeat(400)}]`
  const [change] = changedLines(long('Merci !!'), long('Merci !'))
  expect(change?.before[0]).toMatch(/^….*Merci !!.*…$/)
  expect(change?.before[0]?.length).toBeLessThan(160)
})

test('what is shown makes the one text of the other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '{'), { maxLength: 30 })
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      expect(applied(before, changedLines(before.join('\n'), after.join('\n')))).toBe(after.join('\n'))
    }),
    { seed: 8, numRuns: 300 },
  )
})

function applied(lines: readonly string[], changes: readonly ChangedLines[]): string {
  const all = lines.length === 0 ? [''] : [...lines]
  for (const { line, before, after } of changes.toReversed()) all.splice(line - 1, before.length, ...after)
  return all.join('\n')
}
