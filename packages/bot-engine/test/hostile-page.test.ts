import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const run = promisify(execFile)
const player = new URL('hostile-player.ts', import.meta.url)

/** Runs in a process of its own: what a page does to the built-ins would break the test runner as well. */
async function playedOn(page: string): Promise<string> {
  const options = ['--conditions', '@comptoir/source', fileURLToPath(player), page]
  const { stdout } = await run(process.execPath, options)
  return stdout
}

describe('on a page that has changed the built-ins', () => {
  test.each([
    ['untouched', ''],
    ['an enumerable property on Object.prototype', `Object.prototype.foo = 'bar'`],
    ['and on Array.prototype', `Array.prototype.contains = function () { return false }`],
    [
      'the Array.from of prototype.js',
      `Array.from = function (list) { const copy = []; for (let i = 0; i < (list.length || 0); i++) copy.push(list[i]); return copy }`,
    ],
    [
      'the toJSON of prototype.js',
      `Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']' }`,
    ],
    [
      'no structuredClone, no Promise.withResolvers',
      `delete globalThis.structuredClone; delete Promise.withResolvers`,
    ],
  ])('%s: the invoice arrives all the same', { timeout: 20_000 }, async (_, page) => {
    expect(await playedOn(page)).toMatch(/Voici votre document FA-2026-00031.* file/)
  })
})
