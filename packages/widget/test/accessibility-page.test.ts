import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = process.cwd()
const page = await readFile(join(root, 'docs/accessibility.md'), 'utf8')
const criteria = [...page.matchAll(/^\| (\d+) +\| (.+?) +\| (.+?) +\|$/gm)]
  .map(([, number, , proof]) => ({ number: Number(number), proof: proof ?? '' }))
  .slice(0, 54)
const forPeople = criteria.filter(({ proof }) => proof.includes('**person**'))

const files: Readonly<Record<string, string>> = {
  A: 'packages/widget/test/accessibility.browser.test.ts',
  L: 'packages/widget/test/loader.browser.test.ts',
  S: 'packages/widget/test/story.browser.test.ts',
  T: 'packages/widget/test/theme.test.ts',
  layout: 'packages/widget/test/layout.browser.test.ts',
  size: 'packages/widget/test/size.test.ts',
}
/** What the page calls a file, as in `A: …`, `U/cards/OrderCardView: …` or `D/keyboard: …`. */
const CLAIM = /^\s*(A|L|S|T|layout|size|U\/[\w/-]+|D\/[\w-]+): (.+)$/

test('the page lists the 54 criteria, 46 of them for machines and 8 for a person', () => {
  expect(criteria.map(({ number }) => number)).toEqual(Array.from({ length: 54 }, (_, index) => index + 1))
  expect(forPeople.map(({ number }) => number)).toEqual([13, 14, 15, 16, 18, 20, 53, 54])
})

test('each criterion for machines names a test that proves it, or the one of the line above', () => {
  const unproven = criteria.filter(
    (criterion) =>
      !forPeople.includes(criterion) &&
      !criterion.proof.split(/[;\u00b7]/).some((claim) => CLAIM.test(claim)),
  )
  expect(unproven).toEqual([])
})

test('every test that the page names exists', async () => {
  const parts = await readdir(join(root, 'packages/widget/test/ui'), { recursive: true })
  const missing: string[] = []
  for (const { number, proof } of criteria) {
    for (const claim of proof.split(/[;\u00b7]/)) {
      const [, where = '', what = ''] = CLAIM.exec(claim) ?? []
      if (where === '' || what.startsWith('the same')) continue
      const part = parts.find((name) => name.startsWith(`${where.slice(2)}.test`)) ?? ''
      const file =
        files[where] ??
        (where.startsWith('D/')
          ? `examples/shop/test/stories/${where.slice(2)}.browser.test.ts`
          : `packages/widget/test/ui/${part}`)
      const text = await readFile(join(root, file), 'utf8')
      for (const piece of what.replace(/\([^)]*\)/g, '').split('…')) {
        const name = piece.replace(/^[\s.]*axe,/, '').trim()
        if (name.length > 6 && !text.includes(name)) missing.push(`${number}: ${where}: ${name}`)
      }
    }
  }
  expect(missing).toEqual([])
})
