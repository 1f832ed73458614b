import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { garden, Session } from '../check/terminal.ts'

test('a spreadsheet goes out, comes back edited, and only what was edited changes', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr'))
  expect((await editor.type('export', 'faq.fr.json', '--out', 'faq.csv')).code).toBe(0)
  const sheet = editor.read('faq.csv')
  expect(sheet.startsWith('\ufeffrow;locale;id;category;question;')).toBe(true)
  // Excel in French saves in Windows-1252 when asked for plain CSV, with its own line ends.
  const edited = sheet
    .replace('\ufeff', '')
    .replace('une fois par mois en hiver', 'une fois par mois l’hiver')
    .replaceAll('€', 'EUR')
  editor.write('faq.csv', Buffer.from(edited.replaceAll('’', '\x92'), 'latin1'))
  const { code, out } = await editor.type('import', 'faq.csv', '--into', 'faq.fr.json')
  expect(out).toBe('faq.fr.json: changed 3 (cost, water, gift), added 0, not in the source and kept 0\n')
  expect(code).toBe(0)
  const after = JSON.parse(editor.read('faq.fr.json'))
  expect(after.articles[5].answer).toContain('une fois par mois l’hiver')
  expect(after.$schema).toBe('../../schema/faq.schema.json')
})

test('a sheet of questions and answers alone leaves actions, steps and examples as they are', async () => {
  const editor = new Session()
  editor.write('faq.en.json', garden('en'))
  editor.write(
    'answers.csv',
    'id,category,question,answer\ntrack,orders,Where is my parcel?,Open the link in the message we sent you.\nnew.one,orders,Can I add a card to my parcel?,"Yes, write it in the basket."\n',
  )
  const { out } = await editor.type('import', 'answers.csv', '--into', 'faq.en.json')
  expect(out).toContain('changed 1 (track), added 1 (new.one), not in the source and kept 7')
  const after = JSON.parse(editor.read('faq.en.json'))
  expect(after.articles.map(({ id }: { id: string }) => id)).toEqual([
    'track',
    'refund',
    'frost',
    'cost',
    'new.one',
    'sow',
    'water',
    'organic',
    'gift',
  ])
  expect(after.articles[0]).toMatchObject({
    action: 'track-order',
    answer: 'Open the link in the message we sent you.',
    examples: ['where is my parcel now'],
  })
})

test('nothing that is there is replaced without being asked to, and never what cannot be read', async () => {
  const editor = new Session()
  editor.write('sheet.csv', 'question,answer\nWhere?,Here it is.\n')
  editor.write('faq.json', garden('en'))
  const there = await editor.type('import', 'sheet.csv', '--locale', 'en', '--out', 'faq.json')
  expect(there).toMatchObject({ code: 2 })
  expect(there.err).toContain(
    '"faq.json" is there already. Bring it up to date with --into faq.json, or replace it with --force.',
  )
  editor.write('faq.json', '<<<<<<< HEAD')
  for (const args of [
    ['--out', 'faq.json', '--force'],
    ['--into', 'faq.json'],
  ]) {
    expect((await editor.type('import', 'sheet.csv', '--locale', 'en', ...args)).code).toBe(2)
    expect(editor.read('faq.json')).toBe('<<<<<<< HEAD')
  }
  expect((await editor.type('export', 'faq.json', '--to', 'csv')).err).toContain(
    'faq.json:1:1  merge-conflict',
  )
})

test('two languages go to a folder of Markdown and come back as two files', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr'))
  editor.write('faq.en.json', garden('en'))
  await editor.type('export', 'faq.fr.json', 'faq.en.json', '--to', 'markdown', '--out', 'pages')
  expect(readdirSync(`${editor.folder}/pages/fr/plants`).sort()).toEqual(['organic.md', 'sow.md', 'water.md'])
  expect(editor.read('pages/fr/plants/sow.md')).toContain('\n# Quand semer les tomates ?\n\nSemez au chaud')
  const { code, err } = await editor.type('import', 'pages', '--out', 'back.{locale}.json')
  expect({ code, err }).toEqual({ code: 0, err: 'back.en.json: 8 articles\nback.fr.json: 8 articles\n' })
  expect(JSON.parse(editor.read('back.fr.json'))).toEqual(JSON.parse(garden('fr')))
})

test('what is published as structured data has neither drafts nor what only agents read', async () => {
  const editor = new Session()
  const faq = JSON.parse(garden('en'))
  faq.articles[0].status = 'draft'
  faq.articles[1].audience = ['agent']
  editor.write('faq.en.json', JSON.stringify(faq))
  const { out } = await editor.type('export', 'faq.en.json', '--to', 'jsonld', '--public')
  const page = JSON.parse(out)
  expect(page).toMatchObject({ '@context': 'https://schema.org', '@type': 'FAQPage', inLanguage: 'en' })
  expect(page.mainEntity).toHaveLength(6)
  expect(out).not.toContain('comptoir')
})

test('a sheet whose columns slipped is said in its first rows, and how many more there are', async () => {
  const editor = new Session()
  const rows = Array.from({ length: 80 }, (_, row) => `article;en;;;Answer ${row}.`)
  editor.write('faq.csv', ['row;locale;id;question;answer', ...rows].join('\n'))
  const { err, code } = await editor.type('import', 'faq.csv', '--out', 'faq.en.json')
  expect(code).not.toBe(0)
  expect(err.match(/^faq\.csv:\d+ {2}The row has no question and was left out\.$/gm)).toHaveLength(50)
  expect(err).toContain('Left out as well, for reasons like these: 30 more.')
})
