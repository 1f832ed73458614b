// @vitest-environment node
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { escapeNonAscii } from '../build/ascii-only.ts'
import type { InventoryEntry } from '../build/inventory.ts'
import { scriptsIn } from '../build/inventory.ts'
import { measureSizes } from '../build/size-report.ts'
import { builtWidget } from './browser/built.ts'

let widget: string

beforeAll(async () => {
  widget = await builtWidget()
}, 120_000)

test('every story stays within its budget', async () => {
  const { stories } = await measureSizes(widget)
  expect(stories.filter(({ bytes, budget }) => bytes > budget || bytes === 0)).toEqual([])
})

test('page load is one file, and typing takes three at most', async () => {
  const { stories } = await measureSizes(widget)
  const count = (name: string) => stories.find((story) => story.name === name)?.files.length
  expect(count('page load')).toBe(1)
  expect(count('until a message can be typed')).toBe(3)
})

test('every script is ASCII, so that it means the same on any page', async () => {
  for (const file of await scriptsIn(widget)) {
    expect({ file, odd: /[^\0-\x7f]/.exec(await readFile(join(widget, file), 'utf8'))?.[0] }).toEqual({
      file,
      odd: undefined,
    })
  }
  expect(escapeNonAscii('{ "ł": `é😀` }')).toBe('{ "\\u0142": `\\u00e9\\ud83d\\ude00` }')
})

test('the script tag uses no syntax that browsers of 2018 cannot read: there it leaves the contact links', async () => {
  const code = await readFile(join(widget, 'comptoir.js'), 'utf8')
  expect(code.match(/\?\?|\?\.\D|\|\|=|&&=|catch ?\{|\bstatic\b|[.{;]#\w+[=;(]|\d_\d/g)).toBeNull()
})

test('nothing in the scripts could become markup, code or style', async () => {
  for (const file of await scriptsIn(widget)) {
    const code = await readFile(join(widget, file), 'utf8')
    expect({
      file,
      found: /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)\b/.exec(
        code,
      )?.[0],
    }).toEqual({ file, found: undefined })
  }
})

test('no sound, and nothing that plays by itself', async () => {
  const noisy = /\bnew Audio\b|AudioContext|speechSynthesis|autoplay/i
  for (const file of await scriptsIn(widget)) {
    expect({ file, found: noisy.exec(await readFile(join(widget, file), 'utf8'))?.[0] }).toEqual({ file })
  }
  expect(noisy.test('new Audio("ding.mp3").play()')).toBe(true)
})

test('the inventory names every script with a hash that holds', async () => {
  const entries: readonly InventoryEntry[] = JSON.parse(
    await readFile(join(widget, 'inventory.json'), 'utf8'),
  )
  expect(entries.map(({ file }) => file)).toEqual(await scriptsIn(widget))
  for (const { file, integrity, bytes } of entries) {
    const content = await readFile(join(widget, file))
    expect(integrity).toBe(`sha384-${createHash('sha384').update(content).digest('base64')}`)
    expect(bytes).toBe(content.length)
  }
})

test('two builds of the same sources are the same to the last byte', async () => {
  const again = await builtWidget(2)
  expect(await readdir(again, { recursive: true })).toEqual(await readdir(widget, { recursive: true }))
  expect(await readFile(join(again, 'inventory.json'), 'utf8')).toBe(
    await readFile(join(widget, 'inventory.json'), 'utf8'),
  )
}, 120_000)
