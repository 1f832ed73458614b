import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = process.cwd()
const page = await readFile(join(root, 'docs/accessibility.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map(([, number, , proof]) => ({
  number: Number(number),
  proof: proof ?? '',
}))
const files: Readonly<Record<string, string>> = {
  A: 'packages/widget/test/accessibility.browser.test.ts',
  L: 'packages/widget/test/loader.browser.test.ts',
  S: 'packages/widget/test/story.browser.test.ts',
}

test('the page lists the 54 criteria, 46 of them for machines and 8 for a person', () => {
  const criteria = rows.slice(0, 54)
  expect(criteria.map(({ number }) => number)).toEqual(Array.from({ length: 54 }, (_, index) => index + 1))
  expect(criteria.filter(({ proof }) => proof.includes('**person**')).map(({ number }) => number)).toEqual([
    13, 14, 15, 16, 18, 20, 53, 54,
  ])
})

test('every test that the page names exists', async () => {
  const parts = await readdir(join(root, 'packages/widget/test/ui'), { recursive: true })
  const missing: string[] = []
  for (const { number, proof } of rows.slice(0, 54)) {
    for (const claim of proof.split(/[;·]/)) {
      const [, where = '', what = ''] = /^\s*([ALS]|U\/[\w/-]+): (.+)$/.exec(claim) ?? []
      if (where === '' || what.startsWith('the same')) continue
      const part = parts.find((name) => name.startsWith(`${where.slice(2)}.test`)) ?? ''
      const file = files[where] ?? `packages/widget/test/ui/${part}`
      const text = await readFile(join(root, file), 'utf8')
      for (const piece of what.replace(/\([^)]*\)/g, '').split('…')) {
        const name = piece.replace(/^[\s.]*axe,/, '').trim()
        if (name.length > 12 && !text.includes(name)) missing.push(`${number}: ${where}: ${name}`)
      }
    }
  }
  expect(missing).toEqual([])
})
