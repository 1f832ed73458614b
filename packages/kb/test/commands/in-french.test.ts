import { expect, test } from 'vitest'
import { en as commandsEn } from '../../src/commands/sentences/en.ts'
import { fr as commandsFr } from '../../src/commands/sentences/fr.ts'
import { en as exchangeEn } from '../../src/exchange/sentences/en.ts'
import { fr as exchangeFr } from '../../src/exchange/sentences/fr.ts'
import { garden, Session } from '../check/terminal.ts'

const french = (): Session => new Session({ LANG: 'fr_FR.UTF-8' })

test.each([
  ['commands', commandsEn, commandsFr],
  ['imports', exchangeEn, exchangeFr],
])('what %s say in French has the same values as in English, and French spaces', (_, en, fr) => {
  const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()
  const spoken: Readonly<Record<string, string>> = fr
  for (const [code, sentence] of Object.entries(en)) {
    const said = spoken[code] ?? ''
    // The name of a file to write is an example, not a value.
    expect({ code, holes: holes(said) }).toEqual({ code, holes: holes(sentence) })
    expect({ code, said }).not.toEqual({ code, said: expect.stringMatching(/ [:;?!»]|« /) })
  }
})

test('a French editor is told in French what a call lacks', async () => {
  const editor = french()
  const said = async (...args: string[]): Promise<string> =>
    (await editor.type(...args)).err.split('\n')[0] ?? ''
  expect(await said('chekc')).toMatch(
    /^La commande «\u00a0chekc\u00a0» n’existe pas\. Il y a\u00a0: ask, .*check.*export.*\. `help` en dit plus\.$/,
  )
  expect(await said('check')).toBe('Indiquez les fichiers de FAQ à vérifier.')
  expect(await said('check', '--fast', 'x')).toBe('L’option «\u00a0--fast\u00a0» n’existe pas.')
  expect(await said('check', 'faq.fr.json')).toBe(
    '«\u00a0faq.fr.json\u00a0» est illisible\u00a0: ce fichier ou ce dossier n’existe pas.',
  )
  expect(await said('import', 'a.csv', 'b.csv')).toBe('Indiquez un seul fichier ou dossier à importer.')
  editor.write('faq.fr.json', garden('fr'))
  expect(await said('check', 'faq.fr.json', '--now', 'demain')).toBe(
    '--now attend un jour comme 2026-11-21, et non «\u00a0demain\u00a0».',
  )
  expect(await said('ask', 'faq.fr.json', '--temper', 'gai', 'x', '--language', 'en')).not.toContain('vaut')
})

test('a French editor is told in French what an import could not take over', async () => {
  const editor = french()
  editor.write('sans.csv', 'colonne;autre\nx;y\n')
  expect((await editor.type('import', 'sans.csv')).err).toContain(
    'Aucune colonne ne contient les questions. La première ligne indique\u00a0: colonne, autre. Nommez l’une d’elles «\u00a0question\u00a0».',
  )
  editor.write('faq.csv', 'Question;Réponse;Vues\nOù est mon colis ?;;12\nQuels délais ?;Deux jours.;3\n')
  const { err, code } = await editor.type('import', 'faq.csv', '--locale', 'fr', '--out', 'faq.fr.json')
  expect(err).toBe(
    'faq.csv:1  Laissé de côté, faute de place dans une FAQ\u00a0: Vues.\n' +
      'faq.csv:2  «\u00a0Où est mon colis ?\u00a0» n’a pas de réponse et a été laissée de côté.\n' +
      'faq.fr.json, articles\u00a0: 1\n',
  )
  expect(code).toBe(1)
  expect((await editor.type('import', 'faq.csv', '--locale', 'fr', '--out', 'faq.fr.json')).err).toContain(
    '«\u00a0faq.fr.json\u00a0» existe déjà. Mettez-le à jour avec --into faq.fr.json, ou remplacez-le avec --force.',
  )
})

test('help on one command says only that one, and a mistyped command is answered in one line', async () => {
  const editor = new Session()
  const help = await editor.type('help', 'check')
  expect(help).toMatchObject({ code: 0, err: '' })
  expect(help.out).toContain('comptoir-kb check FILE')
  expect(help.out).not.toContain('comptoir-kb export')
  expect(help.out).toBe((await editor.type('check', '--help')).out)
  expect(await editor.type('help', 'chekc')).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(
      /^There is no command "chekc"\. There is: ask, .*export.*\. `help` says more\.\n$/,
    ),
  })
  for (const all of [['help'], [], ['help', '--language', 'fr']])
    expect((await editor.type(...all)).out).toContain('comptoir-kb export')
})

test('help is in French on a French terminal, with French spaces', async () => {
  const help = (await french().type('help')).out
  expect(help.split('\n\n')).toHaveLength(10)
  expect(help).toContain('comptoir-kb fix FICHIER...')
  expect(help).not.toMatch(/ [:;?!»]|« |FILE|FOLDER/)
  expect((await french().type('help', 'fix', '--language', 'en')).out).toContain('comptoir-kb fix FILE...')
  expect((await french().type('fix')).err).toContain('[les options de check]')
})

test('the measures are named in the language of the terminal', async () => {
  const editor = french()
  editor.write('faq.fr.json', garden('fr'))
  editor.write('q.jsonl', '{"q":"comment arroser mes semis"}\n')
  const measured = ['evaluate', 'faq.fr.json', '--queries', 'q.jsonl'] as const
  expect((await editor.type(...measured)).out).toMatch(
    /^questions dans le périmètre \/ hors périmètre +0 \/ 1$/m,
  )
  expect((await editor.type(...measured, '--language', 'en')).out).toMatch(
    /^questions in scope \/ out +0 \/ 1$/m,
  )
})

test('a French editor reads quotation marks, decimals and answers as in French', async () => {
  const editor = french()
  editor.write('faq.fr.json', garden('fr'))
  const asked = await editor.type('ask', 'faq.fr.json', 'livraison')
  expect(asked.out).toMatch(/^(?:réponse|choix proposé)\n {2}[01],\d\d {2}/)
  expect((await editor.type('ask', 'faq.fr.json', 'bonjour')).out).toMatch(
    /^transmission à un conseiller \(simple politesse\)/,
  )
  const lines = ['louer une tondeuse', 'louer une tondeuse demain', 'tondeuse à louer'].map((question) =>
    JSON.stringify({ question, locale: 'fr', count: 3 }),
  )
  editor.write('sans.jsonl', lines.join('\n'))
  const { out } = await editor.type('report', 'sans.jsonl', '--faq', 'faq.fr.json')
  expect(out).toContain('«\u00a0louer une tondeuse\u00a0»')
  expect(out).not.toMatch(/"|« | »/)
  editor.write('q.jsonl', '{"q": "vol de tondeuse", "intent": "delivery"}\n{"q": "bonjour", "intent": "x"}\n')
  const measured = (await editor.type('evaluate', 'faq.fr.json', '--queries', 'q.jsonl')).out
  expect(measured).toMatch(/\d,\d\u00a0%/)
  expect(measured).not.toMatch(/"|\d\.\d/)
})
