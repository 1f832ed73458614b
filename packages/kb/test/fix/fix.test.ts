import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFaqs, FaqFile, fixFaqs } from '@comptoir/kb/check'
import { garden, Session } from '../check/terminal.ts'
import { randomOf } from '../mutation/operator.ts'
import { operators } from '../mutation/operators.ts'

test('only the place that was wrong changes, the editor’s own layout stays', async () => {
  const editor = new Session()
  const text = garden('fr')
    .replace('"related": ["track"]', '"related":[ "track" ,"track" ]')
    .replace('Une fois toutes', 'Une  fois  toutes')
  editor.write('faq.fr.json', text)
  const { code, out } = await editor.type('fix', 'faq.fr.json')
  expect(code).toBe(0)
  expect(out).toContain('mended  faq.fr.json:')
  expect(out).toContain('Mended: 3, in files: 1. Left for you: 0.')
  expect(editor.read('faq.fr.json')).toBe(
    text.replace('[ "track" ,"track" ]', '[ "track" ]').replace('Une  fois  toutes', 'Une fois toutes'),
  )
  expect(readdirSync(editor.folder)).toEqual(['faq.fr.json'])
})

test('--dry-run says what would be mended and writes nothing', async () => {
  const editor = new Session()
  const text = garden('fr').replace('Une fois', 'Une  fois')
  editor.write('faq.fr.json', text)
  expect((await editor.type('fix', 'faq.fr.json', '--dry-run')).out).toContain(
    'Would mend: 1, in files: 1. Left for you: 0. Nothing was written.',
  )
  expect(editor.read('faq.fr.json')).toBe(text)
})

test('what a person must decide is left, and said', async () => {
  const editor = new Session()
  editor.write('faq.fr.json', garden('fr').replace("l'heure, prêt", "l'heure à coup sûr, prêt"))
  const { code, out } = await editor.type('fix', 'faq.fr.json')
  expect(code).toBe(1)
  expect(out).toMatch(/^faq\.fr\.json:\d+:\d+ {2}promise {2}"à coup sûr" promises what may not be kept/)
})

test('a fix mends what it says it can, ends, and never makes another fault', { timeout: 60_000 }, () => {
  const files = [
    { name: 'faq.fr.json', text: garden('fr') },
    { name: 'faq.en.json', text: garden('en') },
  ]
  fc.assert(
    fc.property(fc.constantFrom(...operators), fc.nat(10_000), (operator, seed) => {
      const fault = operator.plant(files, randomOf(seed))
      if (!fault || operator.rule === 'size') return
      const spoiled = fault.files.map(({ name, content }) => new FaqFile(name, content))
      const { files: fixed, left } = fixFaqs(spoiled, fault.options)
      const again = checkFaqs(fixed, fault.options)
      expect(again.map(({ sentence }) => sentence)).toEqual(left.map(({ sentence }) => sentence))
      expect(left.filter(({ fixable }) => fixable).map(({ sentence }) => sentence)).toEqual([])
      // A file that could not be read stays to the letter as it was.
      fixed.forEach((file, index) => {
        if (!file.readable) expect(file.text).toBe(spoiled[index]?.text)
      })
    }),
    { numRuns: process.env['COMPTOIR_LONG'] ? 2000 : 50, seed: 5 },
  )
})

test('the only item of a list goes without leaving an empty line', async () => {
  const editor = new Session()
  const text = garden('en')
  editor.write('faq.en.json', text.replace('"related": ["track"]', '"related": [\n        "ghost"\n      ]'))
  const own = /"id": "([\w.-]+)"(?:(?!"id":)[^])*"ghost"/.exec(editor.read('faq.en.json'))?.[1] ?? ''
  editor.write('faq.en.json', editor.read('faq.en.json').replace('ghost', own))
  await editor.type('fix', 'faq.en.json')
  expect(editor.read('faq.en.json')).toBe(text.replace('"related": ["track"]', '"related": []'))
})

test('what is left of a file that could not be read is told as the check tells it', async () => {
  const editor = new Session()
  const good = JSON.stringify(
    {
      locale: 'en',
      categories: [{ id: 'shop', label: 'The shop' }],
      articles: [
        {
          id: 'cake',
          category: 'shop',
          question: 'How do I order a birthday cake?',
          variants: ['a cake for twelve people', 'can I order for Saturday', 'wedding cake'],
          answer: 'Order at least 48 hours before, in the shop or on 01632 960 001.',
        },
        {
          id: 'hours',
          category: 'shop',
          question: 'When are you open?',
          variants: ['opening hours', 'are you open on Sundays'],
          answer: 'From Tuesday to Sunday, from 7 am to 7:30 pm.',
          // Only the lexicon knows that to close is about opening hours.
          examples: ['what time do you close'],
        },
        {
          id: 'pay',
          category: 'shop',
          question: 'How can I pay?',
          variants: ['do you take cards', 'contactless', 'pay by cheque'],
          answer: 'By card, contactless from £1, or in cash.',
        },
        {
          id: 'delivery',
          category: 'shop',
          question: 'Do you deliver?',
          variants: ['home delivery', 'bring the cake to my office', 'delivery charge'],
          answer: 'Within five miles for £6.50, from Tuesday to Saturday.',
        },
      ],
    },
    null,
    1,
  )
  editor.write('faq.en.json', good)
  expect(await editor.type('check', 'faq.en.json')).toMatchObject({ code: 0, out: '' })
  editor.write('faq.en.json', good.replace('"locale": "en",', '"locale": "en"'))
  expect((await editor.type('fix', 'faq.en.json')).out).toContain('Mended: 1, in files: 1. Left for you: 0.')
  expect(editor.read('faq.en.json')).toBe(good)
})
