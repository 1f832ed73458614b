import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('every test that the page on hard pages names exists', async () => {
  const page = await readFile(join(process.cwd(), 'docs/host-pages.md'), 'utf8')
  const files = new Map(
    [...page.matchAll(/^\| \[[^\]]+\]\(\.\.\/([^)]+)\).*?\| (\w) +\|$/gm)].map(([, path = '', name = '']) => [
      name,
      path,
    ]),
  )
  const claims = [...page.matchAll(/\b([A-Z]): ([^;|\n]+)/g)].map(([, file = '', name = '']) => ({
    file: files.get(file) ?? `no file is called ${file}`,
    name: name.trim(),
  }))
  expect(claims.length).toBeGreaterThan(25)
  const missing: string[] = []
  for (const { file, name } of claims) {
    const text = await readFile(join(process.cwd(), file), 'utf8')
    if (!text.includes(name)) missing.push(`${file}: ${name}`)
  }
  expect(missing).toEqual([])
})
