import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testScripts } from '../src/commands/test.ts'

const folder = resolve(import.meta.dirname, '../../..')
const dialogues = 'packages/bot-engine/test/dialogues'

/** Plays every conversation of a file, with the FAQ of the demonstration shop; a line each. */
async function play(file: string): Promise<readonly string[]> {
  let printed = ''
  const print = (text: string): void => {
    printed += text
  }
  await testScripts.run([file], { folder, out: print, err: print, input: nothing() })
  return printed.split(/\n(?=ok|not ok)/)
}

async function* nothing(): AsyncGenerator<string> {}

describe.each(['fr', 'en'])('customers as they really write, in %s', (locale) => {
  test.each(readdirSync(resolve(folder, dialogues, locale)))('%s', { timeout: 120_000 }, async (name) => {
    const file = `${dialogues}/${locale}/${name}`
    const scripts: unknown = JSON.parse(readFileSync(resolve(folder, file), 'utf8'))
    const lines = await play(file)
    expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([])
    expect(lines).toHaveLength([scripts].flat().length)
  })
})
