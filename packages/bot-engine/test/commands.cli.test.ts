import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import manifest from '@comptoir/bot-engine/package.json' with { type: 'json' }
import { shippedFlows } from '@comptoir/bot-engine/flows'
import { runCommandLine } from '../src/commands/command-line.ts'

const flows = fileURLToPath(new URL('../flows', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'comptoir-bot-'))

async function run(
  args: readonly string[],
  typed: readonly string[] = [],
): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await runCommandLine(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    input: (async function* () {
      for (const line of typed) yield `${line}\n`
    })(),
    folder,
  })
  return { code, out, err }
}

describe('comptoir-bot', () => {
  test('says which version it is', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' })
  })

  test('check finds nothing in the shipped flows', async () => {
    const count = shippedFlows.ids.length
    expect(await run(['check', flows])).toEqual({
      code: 0,
      out: `${count} flows, 4 files of shared texts, 0 problems.\n`,
      err: '',
    })
  })

  test('check names file, line, column and rule', async () => {
    writeFileSync(
      join(folder, 'broken.flow.json'),
      '{\n  "id": "broken",\n  "version": 1,\n  "steps": [{ "go": "nowhere" }]\n}\n',
    )
    const { code, out } = await run(['check', 'broken.flow.json'])
    expect(code).toBe(1)
    expect(out).toContain('broken.flow.json:4:13  compile  There is no step "nowhere".\n')
    const { out: json } = await run(['check', 'broken.flow.json', '--json'])
    expect(JSON.parse(json)).toMatchObject([{ rule: 'compile', line: 4, column: 13 }])
  })

  test('check reads a copy of what all flows share, against the shipped one', async () => {
    const own = join(folder, 'shared/texts/fr')
    mkdirSync(own, { recursive: true })
    const original = readFileSync(join(flows, 'texts/fr/conversation.json'), 'utf8')
    const checked = async (from: string | RegExp, to: string): Promise<{ code: number; out: string }> => {
      writeFileSync(join(own, 'conversation.json'), original.replace(from, to))
      return run(['check', 'shared'])
    }
    expect(await checked('"words.yes": "', '"words.yes": "CARRÉMENT | ')).toMatchObject({
      code: 0,
      out: '1 file of shared texts, 0 problems.\n',
    })
    const place = String.raw`shared/texts/fr/conversation\.json:\d+:\d+ `
    for (const [from, to, found] of [
      [/"menu": "[^"]*"/, '"menu": "Que faire ?"', 'broken-text  French wants a no-break space'],
      [/"menu": "[^"]*"/, '"menu": ""', 'broken-text  "menu" says nothing'],
      [/"menu": "[^"]*"/, '"menu": "Bonjour {name}."', 'text-hole  Nothing fills {name} here'],
      [/"menu": "[^"]*"/, '"menu": "Le {now|dat}."', 'text-hole  There is no format "dat"'],
      ['"words.yes"', '"words.yess"', 'unused-text  The assistant has no text "words.yess"'],
      ['"words.yes"', '"words.yess"', 'missing-text  The text "words.yes" is missing'],
      ['"menu":', '"menu"', 'json  Expected'],
    ] as const) {
      const { code, out } = await checked(from, to)
      expect(code).toBe(1)
      expect(out).toMatch(new RegExp(`^${place} ${found.replace(/[{}|]/g, String.raw`\$&`)}`, 'm'))
    }
  })

  test('where the languages differ, check points at the text that was written here', async () => {
    const own = join(folder, 'edited/texts/fr')
    mkdirSync(own, { recursive: true })
    const original = readFileSync(join(flows, 'texts/fr/get-invoice.json'), 'utf8')
    writeFileSync(join(own, 'get-invoice.json'), original.replace('document {invoice.number}', 'document'))
    const { out } = await run(['check', 'edited'])
    expect(out).toMatch(
      /^edited\/texts\/fr\/get-invoice\.json:\d+:\d+  texts-differ  "here" names no value in "fr"/,
    )
    expect(out).toContain('\n1 flow, 1 problem.\n')
  })

  test('check misses the texts of a language that were never written, and of all of them', async () => {
    const own = join(folder, 'speechless')
    mkdirSync(own)
    writeFileSync(
      join(own, 'hello.flow.json'),
      '{ "id": "hello", "version": 1, "steps": [{ "say": "hi" }, { "end": "resolved" }] }',
    )
    const told = async (): Promise<readonly string[]> =>
      (await run(['check', 'speechless'])).out.match(/missing-text .*/g) ?? []
    const lacks = (locale: string): string =>
      `missing-text  The text "hi" is missing in "${locale}": add it to texts/${locale}/hello.json.`
    expect(await told()).toEqual([lacks('fr')])
    mkdirSync(join(own, 'texts/de'), { recursive: true })
    mkdirSync(join(own, 'texts/fr'))
    writeFileSync(join(own, 'texts/fr/hello.json'), '{ "hi": "Bonjour." }')
    expect(await told()).toEqual([lacks('de')])
  })

  test('who edits the words of a shipped flow alone has them checked, and is told of an empty folder', async () => {
    const texts = join(folder, 'words-only/texts/fr')
    mkdirSync(texts, { recursive: true })
    const shipped = readFileSync(join(flows, 'texts/fr/get-invoice.json'), 'utf8')
    writeFileSync(join(texts, 'get-invoice.json'), shipped.replace('{invoice.number}', '{invoice.nummer}'))
    const { code, out } = await run(['check', 'words-only'])
    expect(code).toBe(1)
    expect(out).toContain('invoice.nummer')
    expect(out).toContain('1 flow, ')
    mkdirSync(join(folder, 'nothing'))
    expect(await run(['check', 'nothing'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no *.flow.json in nothing, and no texts of a shipped flow in'),
    })
    expect((await run(['play', '--flows', 'nowhere'])).err).toContain('There is no folder nowhere.')
  })

  test('help speaks French on a French terminal', async () => {
    expect((await run(['help', '--language', 'fr'])).out).toContain('comptoir-bot explore PARCOURS...')
    expect((await run(['help'])).out).not.toContain('PARCOURS')
  })

  test('graph draws, and gives the machine for Stately', async () => {
    expect((await run(['graph', join(flows, 'survey.flow.json')])).out).toContain('more --> listen : YES')
    const { out } = await run(['graph', join(flows, 'survey.flow.json'), '--stately'])
    expect(JSON.parse(out)).toMatchObject({ id: 'survey', initial: 'when-1' })
    const above = JSON.parse((await run(['graph', 'conversation'])).out) as { states: object }
    expect(Object.keys(above.states)).toEqual(['listening', 'leading', 'live', 'over'])
  })

  test('play leads a conversation, a line a turn', async () => {
    const { code, out } = await run(
      ['play', '--json'],
      ['/get-invoice', 'XKBKNABJK', 'julien.moreau@example.com', '14000', '1'],
    )
    const said = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; card?: { type: string } })
    expect(code).toBe(0)
    expect(said.some(({ card }) => card?.type === 'file')).toBe(true)
  })

  test('test plays a script, and says where the bot says something else', async () => {
    const script = {
      name: 'the invoice',
      turns: [
        { bot: 'assistant automatique' },
        { pick: 'Obtenir ma facture' },
        { bot: 'Pour votre sécurité' },
        { bot: 'numéro de la commande' },
        { customer: 'XKBKNABJK julien.moreau@example.com 14000' },
        { bot: '12 novembre 2026' },
        { pick: 'Oui' },
        { bot: "n'a pas pu vous être remis" },
        { bot: 'Voici votre document', card: 'file' },
      ],
    }
    writeFileSync(join(folder, 'good.json'), JSON.stringify(script))
    expect(await run(['test', 'good.json'])).toMatchObject({
      code: 0,
      out: 'ok      good.json: the invoice\n',
    })
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...script, turns: [{ bot: 'Salut' }] }))
    const { code, out } = await run(['test', 'bad.json'])
    expect(code).toBe(1)
    expect(out).toContain('turn 1: the bot says "Bonjour')
  })

  test.each([
    [
      { start: 'gift-wrap' },
      'there is no flow "gift-wrap"; where it is your own, the script names its folder',
    ],
    [{ costumer: 'Bonjour' }, 'there is nothing to do in {"costumer":"Bonjour"}: a turn has start, customer'],
  ])('test says what is wrong with the turn %j', async (turn, sentence) => {
    writeFileSync(join(folder, 'slip.json'), JSON.stringify({ turns: [turn] }))
    const { code, out } = await run(['test', 'slip.json'])
    expect(code).toBe(1)
    expect(out).toContain(`turn 1: ${sentence}`)
  })

  test('play attaches a file, and says which flows there are', async () => {
    const { out, err } = await run(['play'], ['/gift-wrap', '@photo.jpg'])
    expect(err).toContain('There is no flow "gift-wrap". There are: ')
    expect(out).toContain('un conseiller')
    expect(out).toContain('joint')
  })

  test('a wrong call says how to call it', async () => {
    expect(await run(['dance'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no command "dance".'),
    })
    expect(await run(['check'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('comptoir-bot check FLOW'),
    })
    expect(await run(['check', 'missing.flow.json'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no missing.flow.json.'),
    })
    expect((await run(['help'])).out).toContain('comptoir-bot explore')
  })
})
