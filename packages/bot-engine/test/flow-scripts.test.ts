import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testScripts } from '../src/commands/test.ts'

const flows = resolve(import.meta.dirname, '../flows/scripts')

/** Plays a script as `comptoir-bot test` does, and gives what it prints and its exit code. */
async function play(folder: string, file: string): Promise<{ printed: string; code: number }> {
  let printed = ''
  const print = (text: string): void => {
    printed += text
  }
  const code = await testScripts.run([file], { folder, out: print, err: print, input: nothing() })
  return { printed, code }
}

async function* nothing(): AsyncGenerator<string> {}

describe.each(['fr', 'en'])('the conversations written down for the flows, in %s', (locale) => {
  const folder = resolve(flows, locale)

  test.each(readdirSync(folder))('%s: each goes as written', async (file) => {
    const { printed, code } = await play(folder, file)
    expect(printed).toMatch(/^ok/m)
    expect(code, printed).toBe(0)
  })
})

test('a conversation in which the bot says something else is found', async () => {
  const { printed, code } = await play(import.meta.dirname, 'wrong-script.json')
  expect(printed).toContain('turn 2: the bot says "Quel est le code de la carte cadeau')
  expect(code).toBe(1)
})
