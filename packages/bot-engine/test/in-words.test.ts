import { describe, expect, test } from 'vitest'
import { playFlow } from './play-flow.ts'

async function understood(
  type: 'date' | 'quantity' | 'number',
  words: string,
  locale = 'fr',
): Promise<string> {
  const { customer, conversation } = await playFlow(
    {
      slots: { it: { type } },
      steps: [{ collect: 'it' }, { say: 'so' }],
      texts: { it: '?', so: '= {it}' },
    },
    { locale },
  )
  await customer(words)
  return conversation.view.messages.find(({ text }) => text.startsWith('= '))?.text.slice(2) ?? ''
}

describe('dates and numbers as people write them', () => {
  // It is Saturday 21 November 2026.
  test.each([
    ['21/11/2026', '2026-11-21'],
    ['le 12/11', '2026-11-12'],
    ['12 novembre', '2026-11-12'],
    ['le 1er décembre', '2026-12-01'],
    ['le 3 janvier', '2027-01-03'],
    ['le 3 janvier 2026', '2026-01-03'],
    ['hier', '2026-11-20'],
    ['avant-hier soir', '2026-11-19'],
    ["aujourd'hui", '2026-11-21'],
    ['ce matin', '2026-11-21'],
    ['il y a trois jours', '2026-11-18'],
    ['il y a 2 semaines', '2026-11-07'],
    ['lundi', '2026-11-16'],
    ['samedi', '2026-11-21'],
    ['vendredi prochain', '2026-11-27'],
    ['le 31 février', ''],
    ['bientôt', ''],
  ])('%s', async (words, day) => {
    expect(await understood('date', words)).toBe(day)
  })

  test.each([
    ['yesterday', '2026-11-20'],
    ['3 days ago', '2026-11-18'],
    ['November 12th', '2026-11-12'],
    ['next Monday', '2026-11-23'],
  ])('%s, in English', async (words, day) => {
    expect(await understood('date', words, 'en')).toBe(day)
  })

  test.each([
    ['deux', '2'],
    ['une seule', '1'],
    ['3', '3'],
    ['0', ''],
    ['plein', ''],
  ])('a quantity: %s', async (words, number) => {
    expect(await understood('quantity', words)).toBe(number)
  })

  test.each([
    ['la deuxième', 'b'],
    ['le premier', 'a'],
    ['la dernière svp', 'c'],
    ['2', 'b'],
  ])('a choice: %s', async (words, chosen) => {
    expect(await said(words)).toBe(`= ${chosen}`)
  })
})

async function said(words: string): Promise<string | undefined> {
  const { customer, conversation } = await playFlow({
    steps: [
      { choose: 'way', options: { a: 'end', b: 'end', c: 'end' } },
      { id: 'end', say: 'so' },
    ],
    texts: { way: '?', 'way.a': 'Rouge', 'way.b': 'Bleu', 'way.c': 'Vert', so: '= {way}' },
  })
  await customer(words)
  return conversation.view.messages.find(({ text }) => text.startsWith('= '))?.text
}
