import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import manifest from '@comptoir/kb/package.json' with { type: 'json' }
import { createKnowledgeBase, loadIndex } from '@comptoir/kb'
import type { Faq, PrebuiltIndex } from '@comptoir/kb'
import { afterAll, expect, test } from 'vitest'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { bicycleShop } from '../bicycle-shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptoir-ask-'))
writeFileSync(join(folder, 'faq.en.json'), JSON.stringify(bicycleShop))
afterAll(() => rmSync(folder, { recursive: true }))

async function type(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await runCommandLine(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    input: (async function* () {
      yield input
    })(),
    folder,
    environment: {},
  })
  return { code, out, err }
}

test('an editor asks a question, and reads the answer', async () => {
  const { code, out } = await type(['ask', 'faq.en.json', 'where is my parcel'])
  expect(code).toBe(0)
  expect(out).toMatch(/^answer\n {2}[01]\.\d\d {2}track {2}Where is my parcel\?\n/)
  expect(out).toContain('Every parcel has a tracking page.')
})

test('an editor asks which version it is', async () => {
  expect(await type(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' })
})

test('questions come in a line each, and answers go out a line each', async () => {
  const { code, out } = await type(
    ['ask', 'faq.en.json', '--batch', '-', '--json'],
    'where is my parcel\n\nhello\nbrake pads\n',
  )
  expect(code).toBe(0)
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ query, kind, article }) => ({ query, kind, article }))).toEqual([
    { query: 'where is my parcel', kind: 'answer', article: 'track' },
    { query: '', kind: 'escalate', article: null },
    { query: 'hello', kind: 'escalate', article: null },
    { query: 'brake pads', kind: 'answer', article: 'brakes' },
  ])
  expect(lines[0]?.['candidates']).toContainEqual({ id: 'track', confidence: expect.any(Number) as number })
  expect(lines[0]?.['ms']).toEqual(expect.any(Number))
})

test('evaluate counts what is found, and what is out of scope', async () => {
  const questions = [
    { q: 'where is my parcel', intent: 'track' },
    { q: 'brake pads', intent: 'brakes' },
    { q: 'my tyre is flat', intent: 'brakes', also: ['puncture'] },
    { q: 'my tyre is flat', intent: 'invoice' },
    { q: 'the weather in Oslo' },
  ]
  writeFileSync(join(folder, 'q.jsonl'), questions.map((question) => JSON.stringify(question)).join('\n'))
  const { code, out } = await type(['evaluate', 'faq.en.json', '--queries', 'q.jsonl', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    inScope: 4,
    outOfScope: 1,
    hit1: 0.75,
    auroc: 1,
    confusions: [{ intent: 'invoice', found: 'puncture', count: 1 }],
  })
})

test('build writes an index that the page loads', async () => {
  const { code, out } = await type(['build', 'faq.en.json', '--out', 'index.json', '--lexicon', 'none'])
  expect(code).toBe(0)
  expect(out).toContain('6 articles')
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as PrebuiltIndex
  const faq = JSON.parse(readFileSync(join(folder, 'faq.en.json'), 'utf8')) as Faq
  expect(createKnowledgeBase(faq, { index: loadIndex(index) }).ask('flat tyre')).toMatchObject({
    article: { id: 'puncture' },
  })
})

test.each([
  [['ask'], 'Say which FAQ files to ask.'],
  [['ask', 'faq.en.json'], 'Say the question, in quotes.'],
  [
    ['ask', 'faq.en.json', '--temper', 'wild', 'x'],
    '--temper takes cautious, balanced or talkative, not "wild".',
  ],
  [['ask', 'none.json', 'x'], '"none.json" cannot be read: there is no such file or folder.'],
  [['ask', 'faq.en.json', '--lexicon', 'gone.json', 'x'], 'The lexicon "gone.json" cannot be read.'],
  [['evaluate', 'faq.en.json'], 'Say the questions with --queries.'],
  [['build', 'faq.en.json'], 'Say where to write the index, with --out.'],
])('called wrongly, %j says how', async (args, sentence) => {
  const { code, err } = await type(args)
  expect(code).toBe(2)
  expect(err).toContain(sentence)
})

test('asked in a language that no file is in, the first answers, and that is said beside the answers', async () => {
  const { code, out, err } = await type(
    ['ask', 'faq.en.json', '--locale', 'de', '--batch', '-', '--json'],
    'where is my parcel\n',
  )
  expect(code).toBe(0)
  expect(err).toBe('No FAQ is in "de": these are the answers in "en".\n')
  expect(JSON.parse(out)).toMatchObject({ kind: 'answer', article: 'track' })
})
