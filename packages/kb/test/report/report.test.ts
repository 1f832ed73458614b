import { expect, test } from 'vitest'
import type { Lexicon } from '@comptoir/kb'
import { editorReport, formatEditorReport, groupUnanswered } from '@comptoir/kb/report'
import { FaqFile } from '@comptoir/kb/check'
import { FaqSet } from '../../src/check/faq-set.ts'
import fr from '../../lexicon/fr.json' with { type: 'json' }
import { garden, Session } from '../check/terminal.ts'

const language = (): FaqSet['languages'][number] => {
  const [only] = new FaqSet([new FaqFile('faq.en.json', garden('en'))], new Date()).languages
  if (!only) throw new Error('The garden shop has no language.')
  return only
}
const asked = (...questions: string[]): { question: string; line: number }[] =>
  questions.map((question, line) => ({ question, line }))

test('the same trouble in other words is one group, and a new article is proposed where none is near', () => {
  const groups = groupUnanswered(
    language(),
    asked(
      'secateurs blade sharpening',
      'sharpening secateurs blades',
      'secateurs need a sharpening',
      'xylophone orchestra tickets',
      'secateurs blade sharpening',
    ),
  )
  expect(groups[0]).toMatchObject({ asked: 4, lost: 0 })
  expect(groups[0]?.article).toBeUndefined()
  expect([groups[0]?.question, ...(groups[0]?.others ?? [])].sort()).toEqual([
    'secateurs blade sharpening',
    'secateurs need a sharpening',
    'sharpening secateurs blades',
  ])
  expect(groups[0]?.answered).toBeGreaterThanOrEqual(3)
})

test('questions about one matter are one group though they share no word, when the lexicon knows what customers say', () => {
  const files = [
    new FaqFile(
      'faq.fr.json',
      JSON.stringify({
        locale: 'fr',
        categories: [{ id: 'orders', label: 'Commandes' }],
        articles: [
          {
            id: 'invoice',
            category: 'orders',
            question: 'Où trouver ma facture ?',
            variants: ['télécharger la facture', 'facture avec TVA'],
            answer: 'Dans votre compte, en face de la commande.',
          },
          {
            id: 'payment',
            category: 'orders',
            question: 'Quels moyens de paiement acceptez-vous ?',
            variants: ['carte bleue', 'payer par virement'],
            answer: 'Carte bancaire et virement.',
          },
        ],
      }),
    ),
  ]
  const questions = asked(
    'où est mon colis',
    "ma commande n'arrive pas",
    "je veux renvoyer l'article",
    'ça ne me plaît pas, comment le rendre',
    'vos horaires ?',
    'vous ouvrez à quelle heure',
    'mot de passe oublié',
  )
  const groupsOf = (lexicons: Lexicon[]): string[][] => {
    const [french] = new FaqSet(files, new Date(), lexicons).languages
    return french
      ? groupUnanswered(french, questions, lexicons.length > 0 ? 3 : questions.length).map(
          ({ question, others }) => [question, ...others].sort(),
        )
      : []
  }
  expect(groupsOf([fr as Lexicon])).toEqual(
    expect.arrayContaining([
      ["ma commande n'arrive pas", 'où est mon colis'],
      ["je veux renvoyer l'article", 'ça ne me plaît pas, comment le rendre'],
      ['vos horaires ?', 'vous ouvrez à quelle heure'],
    ]),
  )
  expect(groupsOf([])).toHaveLength(questions.length)
})

test('the report says in words what to add and what it would do', async () => {
  const editor = new Session()
  editor.write('faq.en.json', garden('en'))
  editor.write(
    'unanswered.jsonl',
    '{"question": "secateurs blade sharpening", "locale": "en", "count": 5}\n{"question": "sharpening secateurs blades", "locale": "en"}\n{"nothing": 1}\n{"question": "Where is my parcel?", "locale": "en"}\n',
  )
  const { code, out, err } = await editor.type('report', 'unanswered.jsonl', '--faq', 'faq.en.json')
  expect(code).toBe(0)
  expect(err).toBe('unanswered.jsonl: Lines without a question, left out: 3 (1 in all).\n')
  expect(out).toContain('Answered by now in "en", and left out: 1.')
  expect(out).toContain('6 × "secateurs blade sharpening", also: "sharpening secateurs blades"')
  expect(out).toContain(
    '    Write an article: "secateurs blade sharpening", with the variants: "sharpening secateurs blades".',
  )
  expect(out).toMatch(/Then [56] of the 6 would be answered\./)
})

test('an editor is shown which articles are taken for one another, the variant to add, and what is thin', () => {
  const files = [
    new FaqFile('faq.en.json', garden('en')),
    new FaqFile('faq.fr.json', garden('fr').replace('"id": "gift"', '"id": "cheque"')),
  ]
  const queries = [
    { question: 'my order came in pieces', expected: 'refund', locale: 'en', line: 1 },
    { question: 'Where is my parcel?', expected: 'cost', locale: 'en', line: 2 },
    { question: 'where is my parcel', expected: 'track', locale: 'en', line: 3 },
  ]
  const report = editorReport(files, queries, [], new Date('2026-11-21'))
  const confusion = report.confusions[0]?.confusions.find(({ expected }) => expected === 'cost')
  expect(confusion).toMatchObject({
    expected: 'cost',
    got: 'track',
    questions: ['Where is my parcel?'],
    why: { like: 'Where is my parcel?' },
  })
  expect(
    report.coverage.find(({ locale, category }) => locale === 'en' && category === 'shop'),
  ).toMatchObject({ articles: 1, untranslated: 1, thin: ['gift'], asked: 0 })
  expect(
    report.coverage.find(({ locale, category }) => locale === 'en' && category === 'orders'),
  ).toMatchObject({ asked: 3, overdue: 0, withExamples: 2 })
  const words = formatEditorReport(report, files, 'en')
  expect(words).toContain(
    '1 × "cost" (How much is postage?) loses to "track": "Where is my parcel?". "track" says "Where is my parcel?" (faq.en.json:',
  )
  expect(words).toContain('Add the variant "Where is my parcel?" to "cost"')
  expect(formatEditorReport(report, files, 'fr')).toContain('Couverture par catégorie et par langue\u00a0:')
})
