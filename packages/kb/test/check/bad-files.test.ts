import { expect, test } from 'vitest'
import { garden, Session } from './terminal.ts'

/** What the check says about a file, and what fix makes of it. */
async function checkAndFix(
  content: string | Uint8Array,
): Promise<{ said: string[]; after: string; left: number }> {
  const editor = new Session()
  editor.write('faq.json', content)
  const { out } = await editor.type('check', 'faq.json', '--json')
  const said = JSON.parse(out).map(
    ({ line, column, rule, sentence }: Record<string, string>) => `${line}:${column} ${rule}: ${sentence}`,
  )
  const { code } = await editor.type('fix', 'faq.json')
  return { said, after: editor.read('faq.json'), left: code }
}

const article =
  '{ "id": "a", "category": "c", "question": "Where is my order?", "answer": "Open My orders and click on Track." }'

test('comments, commas, quotation marks and tabs are named one by one, and all mended in one go', async () => {
  const { said, after, left } = await checkAndFix(
    [
      '{',
      '  // our FAQ',
      '  "locale": "en",',
      '  "categories": [ { "id": “c”, "label": "Orders" }, ],',
      '  "articles": [ {',
      '    "id": "a" "category": \'c\', question: "Where is my order?",',
      '    "answer": "Open "My orders" and\tclick on Track."',
      '  } ]',
      '}',
    ].join('\n'),
  )
  expect(said).toEqual([
    '2:3 syntax: JSON has no comments. Remove it.',
    '4:27 syntax: These are curly quotation marks, as word processors make them: “c”. JSON wants straight ones: "…".',
    '4:51 syntax: A comma stands before the closing bracket. Remove it.',
    '6:14 syntax: A comma is missing here.',
    '6:27 syntax: JSON wants double quotes: "…", not \'c\'.',
    '6:32 syntax: The field name question needs double quotes: "question".',
    '7:21 syntax: A quotation mark inside a text ends it. Write \\" or use other marks: “…” or « … ».',
    '7:31 syntax: A quotation mark inside a text ends it. Write \\" or use other marks: “…” or « … ».',
    '7:36 syntax: A tab stands inside a text. Write a space, or \\t.',
  ])
  expect(left).toBe(0)
  expect(JSON.parse(after).articles[0]).toEqual({
    id: 'a',
    category: 'c',
    question: 'Where is my order?',
    answer: 'Open "My orders" and click on Track.',
  })
})

test('a file in Latin-1 or UTF-16 is said to be, and saved as UTF-8 with its accents', async () => {
  const text = garden('fr')
  for (const [bytes, encoding] of [
    [Buffer.from(text, 'latin1'), 'Latin-1'],
    [Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16'],
    [Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'UTF-16'],
  ] as const) {
    const source = encoding === 'Latin-1' ? Buffer.from(text.replaceAll('€', 'EUR'), 'latin1') : bytes
    const { said, after, left } = await checkAndFix(source)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`The file is in ${encoding}`)
    expect(after).toBe(encoding === 'Latin-1' ? text.replaceAll('€', 'EUR') : text)
    expect(left).toBe(0)
  }
})

test('a merge conflict, whole or half, is named line by line and never touched', async () => {
  const [head, ...rest] = garden('en').split('\n')
  const whole = [head, '<<<<<<< HEAD', rest[0], '=======', rest[0], '>>>>>>> léa', ...rest.slice(1)].join(
    '\n',
  )
  const half = [head, '=======', ...rest].join('\n')
  for (const [text, lines] of [
    [whole, [2, 4, 6]],
    [half, [2]],
  ] as const) {
    const { said, after, left } = await checkAndFix(text)
    expect(said.map((line) => line.split(':')[0])).toEqual(lines.map(String))
    expect(said[0]).toContain('was left by a merge conflict: two people changed the same place')
    expect(after).toBe(text)
    expect(left).toBe(1)
  }
})

test('a file of 50 MB is not read, one that is cut off is said where, and neither is overwritten', async () => {
  const big = new Uint8Array(50_000_000).fill(32)
  const editor = new Session()
  editor.write('faq.json', big)
  expect((await editor.type('check', 'faq.json')).out).toContain(
    'faq.json:1:1  size  The file is 50 MB, and at most 10 MB are read.',
  )
  const cut = garden('fr').slice(0, garden('fr').indexOf('Rien reçu'))
  const { said, after } = await checkAndFix(cut)
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(
    /^\d+:\d+ syntax: A text that begins with ".*… never closes: add the " at its end\.$/,
  )
  expect(after).toBe(cut)
})

test('a file that is not there, or is a folder, is said in a sentence', async () => {
  const editor = new Session()
  expect(await editor.type('check', 'faq.json')).toEqual({
    code: 2,
    out: '',
    err: '"faq.json" cannot be read: there is no such file or folder.\n',
  })
  expect((await editor.type('check', '.')).err).toBe('"." cannot be read: it is a folder.\n')
})

test('a bare list of articles has its lines too', async () => {
  const { said } = await checkAndFix(`[\n ${article},\n ${article}\n]`)
  expect(said.map((line) => line.split(': ')[0])).toEqual(['1:1 schema', '3:10 schema'])
})

test('nothing at all, nested without end, or a key twice', async () => {
  expect((await checkAndFix('')).said).toEqual([
    '1:1 syntax: The file is empty. Expected a FAQ: { "locale", "categories", "articles" }.',
  ])
  expect((await checkAndFix('['.repeat(100_000))).said).toEqual([
    '1:33 syntax: The file is nested deeper than a FAQ can be. Look for brackets that never close before this place.',
  ])
  expect((await checkAndFix(`{ "locale": "en", "locale": "fr", "articles": [] }`)).said[0]).toContain(
    'The key "locale" stands twice',
  )
})
