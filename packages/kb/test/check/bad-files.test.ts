import { chmodSync, lstatSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { garden, Session } from './terminal.ts'

/** What the check says about a file, and what fix makes of it. */
async function checkAndFix(
  content: string | Uint8Array,
  ...options: readonly string[]
): Promise<{ said: string[]; after: string; left: number }> {
  const editor = new Session()
  editor.write('faq.json', content)
  const { out } = await editor.type('check', 'faq.json', '--json', ...options)
  const said = JSON.parse(out).map(
    ({ line, column, rule, sentence }: Record<string, string>) => `${line}:${column} ${rule}: ${sentence}`,
  )
  const { code } = await editor.type('fix', 'faq.json', ...options)
  return { said, after: editor.read('faq.json'), left: code }
}

/** A text in an encoding of one byte a character, read off the platform's own decoder. */
function encoded(text: string, encoding: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  )
  return Uint8Array.from([...text], (char) => {
    const byte = table.get(char)
    if (byte === undefined) throw new Error(`${encoding} has no ${char}`)
    return byte
  })
}

/** What an encoding changes is the reading, not what the ranking makes of it. */
const reading = ['--skip', 'example,stolen-variant,too-close']

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
    const { said, after, left } = await checkAndFix(source, ...reading)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`The file is in ${encoding}`)
    expect(after).toBe(encoding === 'Latin-1' ? text.replaceAll('€', 'EUR') : text)
    expect(left).toBe(0)
  }
})

test('whatever a word processor, a spreadsheet or a Mac saves it in, its accents and signs come through', async () => {
  const [text, before] = [garden('fr'), 'Les plantes partent']
  expect(text).toContain(before)
  const typographic = text.replace(before, 'Les «\u00a0œuvres\u00a0» d’été – nos plantes – partent')
  const utf32 = Buffer.from(Uint32Array.from([...typographic], (char) => char.codePointAt(0) ?? 0).buffer)
  for (const [bytes, encoding] of [
    [Buffer.from(typographic, 'utf16le'), 'UTF-16'],
    [Buffer.from(typographic, 'utf16le').swap16(), 'UTF-16'],
    [utf32, 'UTF-32'],
    [Buffer.from(utf32).swap32(), 'UTF-32'],
    [encoded(typographic, 'windows-1252'), 'Latin-1 (Windows-1252)'],
    [encoded(typographic, 'macintosh'), 'Mac Roman'],
  ] as const) {
    const { said, after, left } = await checkAndFix(bytes, ...reading)
    expect(said).toEqual([expect.stringMatching(/^\d+:\d+ encoding: /)])
    expect(said[0]).toContain(`The file is in ${encoding}, `)
    expect({ encoding, after, left }).toEqual({ encoding, after: typographic, left: 0 })
  }
})

test('a few bytes of another encoding in a file in UTF-8 are mended, and the rest stays as it is', async () => {
  const bytes = Buffer.from(garden('fr'))
  const at = bytes.indexOf('é')
  const { after, left } = await checkAndFix(
    Buffer.concat([bytes.subarray(0, at), Buffer.from([0xe9]), bytes.subarray(at + 2)]),
  )
  expect(after).toBe(garden('fr'))
  expect(left).toBe(0)
})

test('bytes that are zero are named where they stand; behind the end they are never guessed away', async () => {
  const [text, padded] = [garden('fr'), `${garden('fr')}${'\0'.repeat(50)}`]
  const { said, after } = await checkAndFix(text.replace('commande', 'com\0mande'))
  expect(said).toEqual([
    expect.stringMatching(/^\d+:\d+ syntax: An invisible control character stands in this text/),
  ])
  expect(after).toBe(text)
  const end = await checkAndFix(padded)
  expect(end.said).toEqual([
    expect.stringMatching(/^\d+:1 syntax: .*the end of the file here, found U\+0000/),
  ])
  expect(end.after).toBe(padded)
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

test('a file that is locked is never replaced, a link stays a link, and a file named twice is read once', async () => {
  const editor = new Session()
  const spaced = garden('fr').replace('"locale": "fr"', '"locale": "fr" ,,')
  editor.write('locked.fr.json', spaced)
  chmodSync(join(editor.folder, 'locked.fr.json'), 0o444)
  expect(await editor.type('fix', 'locked.fr.json')).toMatchObject({
    code: 2,
    err: '"locked.fr.json" cannot be written: it is read-only. Nothing was changed. Allow writing (`chmod u+w locked.fr.json`) and try again.\n',
  })
  expect(editor.read('locked.fr.json')).toBe(spaced)

  editor.write('faq.fr.json', spaced)
  symlinkSync('faq.fr.json', join(editor.folder, 'link.json'))
  await editor.type('fix', 'link.json')
  expect(lstatSync(join(editor.folder, 'link.json')).isSymbolicLink()).toBe(true)
  expect(JSON.parse(editor.read('faq.fr.json'))).toEqual(JSON.parse(garden('fr')))
  expect(await editor.type('check', 'faq.fr.json', './faq.fr.json')).toMatchObject({ code: 0, out: '' })
})

test('an article that stands in two files of one language is named in the second, with the place of the first', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr'))
  editor.write('more.fr.json', garden('fr'))
  const { code, out } = await editor.type('check', 'faq.fr.json', 'more.fr.json', '--only', 'schema')
  expect(code).toBe(1)
  expect(out).toMatch(
    /^more\.fr\.json:\d+:\d+ {2}schema {2}The id "track" is taken already by faq\.fr\.json:\d+\. Each id must be unique; rename one of them\. \(KB-009\)$/m,
  )
})

test('what is no FAQ at all is asked about, and so is an end that is missing', async () => {
  expect((await checkAndFix('\u0000\u0001PNG')).said).toEqual([
    '1:1 syntax: This is not JSON: expected a value here, found U+0000. Is it the right file?',
  ])
  expect((await checkAndFix('{ "locale": "en",\n "articles": [ { "id": "a" }')).said).toEqual([
    '2:29 syntax: The file ends here, and the [ of line 2 is still open: its ] is missing. Was the end cut off?',
  ])
})

test('wrong calls end with exit code 2 and say what to call instead', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr'))
  for (const [args, said] of [
    [['--explain', 'capitals'], 'There is no rule "capitals". There is: abbreviation, '],
    [['faq.fr.json', '--sitemap', 'none.xml'], '"none.xml" cannot be read: there is no such file or folder.'],
    [['faq.fr.json', '--flows', 'none'], '"none" is not a folder that can be read.'],
    [['faq.fr.json', '--colour'], "Unknown option '--colour'.\n"],
  ] as const) {
    const { code, err } = await editor.type('check', ...args)
    expect(code).toBe(2)
    expect(err.startsWith(said)).toBe(true)
  }
})

test('a bracket that never closes is said in French to a French editor', async () => {
  const editor = new Session()
  editor.write('faq.json', '{ "locale": "fr",\n "articles": [ { "id": "a" , { "id": "b" } ] }')
  const { out } = await editor.type('check', 'faq.json', '--language', 'fr')
  expect(out).toContain(
    'faq.json:2:30  syntax  Ce n’est pas du JSON\u00a0: on attend ici le nom d’un champ entre guillemets droits, et il y a {. Le { de la ligne 2 est encore ouvert\u00a0: il manque peut-être son } avant cet endroit.',
  )
})
