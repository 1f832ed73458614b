import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { runCommand } from '../src/command.ts'
import { newestShape } from '../src/store/migrate.ts'
import { newDataFolder } from './data-folder.ts'
import { pdf } from './files/pictures.ts'
import { freshSchema } from './fresh-schema.ts'
import { openDesk } from './front-door.ts'

// Backing up, restoring, going back to an older shape, and looking whether all is well.

function newFolder(): string {
  const folder = newDataFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Runs `comptoir-desk` with these arguments, in this process. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const around = { env, say: (text: string) => (out += text), complain: (text: string) => (err += text) }
  return { code: await runCommand(args, around), out, err }
}

/** A desk in a folder with a conversation, a complaint and a call in it, closed again. */
async function usedDesk(data: string): Promise<{ id: string; secret: string }> {
  const door = openDesk({ data })
  const customer = await door.customer()
  await customer.says('Bonjour « Jeanne » 😀')
  await customer.post('/complaints', { subject: 'Retard', text: 'Encore.', facts: { a: 'b' }, locale: 'fr' })
  await customer.post('/files', { id: 'file-0001', name: 'a.pdf', content: pdf().toString('base64') })
  await customer.post('/handoff', { topic: 'Facture', facts: {}, locale: 'fr' })
  await door.agent()
  await door.desk.close()
  return customer
}

describe('a backup', () => {
  it('comes back whole, from SQLite to PostgreSQL and back again', async () => {
    const [first, files, last] = [newFolder(), newFolder(), newFolder()]
    const { id, secret } = await usedDesk(first)
    const file = join(files, 'desk.jsonl.gz')
    expect(await run(['backup', file, '--data', first])).toMatchObject({ code: 0 })
    expect(statSync(file).mode & 0o077).toBe(0)

    const schema = await freshSchema()
    const config = join(files, 'desk.json')
    writeFileSync(config, JSON.stringify({ databaseSchema: schema }))
    const postgres = { DATABASE_URL: inject('postgres') }
    expect(await run(['restore', file, '--config', config], postgres)).toMatchObject({ code: 0, err: '' })
    const again = join(files, 'again.jsonl.gz')
    expect((await run(['backup', again, '--config', config], postgres)).code).toBe(0)
    expect((await run(['restore', again, '--data', last])).code).toBe(0)

    const third = join(files, 'third.jsonl.gz')
    await run(['backup', third, '--data', last])
    const lines = (path: string): string[] =>
      gunzipSync(readFileSync(path)).toString('utf8').split('\n').sort()
    expect(lines(again).map(sortedFields)).toEqual(lines(file).map(sortedFields))
    expect(lines(third).map(sortedFields)).toEqual(lines(file).map(sortedFields))

    for (const options of [{ data: last }, { databaseUrl: inject('postgres'), databaseSchema: schema }]) {
      const door = openDesk(options)
      const headers = { Authorization: `Bearer ${secret}` }
      const said = await door.ask('GET', `/conversations/${id}/messages`, { headers })
      expect(said.body.messages).toMatchObject([{ text: 'Bonjour « Jeanne » 😀', seq: 1 }])
      // Numbers go on where they were.
      const complaint = { subject: 'Retard', text: 'Une autre.', facts: {}, locale: 'fr' }
      const kept = await door.ask('POST', `/conversations/${id}/complaints`, { headers, body: complaint })
      expect(kept.body.reference).toBe('R-2026-0002')
    }
  })

  it('is taken from a desk that goes on working', async () => {
    const [data, files] = [newFolder(), newFolder()]
    const door = openDesk({ data })
    const customer = await door.customer()
    await customer.says('Bonjour')
    expect((await run(['backup', join(files, 'b.gz'), '--data', data])).code).toBe(0)
    expect((await customer.says('Et encore', 'message-after')).status).toBe(201)
  })

  it('goes only into what is empty, and only when it is whole', async () => {
    const [data, files] = [newFolder(), newFolder()]
    await usedDesk(data)
    const file = join(files, 'b.gz')
    await run(['backup', file, '--data', data])
    expect(await run(['restore', file, '--data', data])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-014/),
    })
    const text = gunzipSync(readFileSync(file)).toString('utf8')
    const cut = join(files, 'cut.gz')
    writeFileSync(cut, gzipSync(text.slice(0, text.lastIndexOf('{"end"'))))
    const fresh = newFolder()
    expect(await run(['restore', cut, '--data', fresh])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-013/),
    })
    // The good one still has its place there.
    expect(await run(['restore', file, '--data', fresh])).toMatchObject({ code: 0 })
    writeFileSync(cut, 'no backup at all')
    expect(await run(['restore', cut, '--data', newFolder()])).toMatchObject({ code: 1 })
  })

  it('says what is wrong with a place', async () => {
    const [data, files] = [newFolder(), newFolder()]
    await usedDesk(data)
    const nowhere = join(files, 'nowhere', 'b.gz')
    expect(await run(['backup', nowhere, '--data', data])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-019 .*nowhere/),
    })
    expect(await run(['restore', nowhere, '--data', newFolder()])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-013 .*nowhere/),
    })
    const file = join(files, 'a-file')
    writeFileSync(file, '')
    expect(await run(['backup', join(files, 'b.gz'), '--data', join(file, 'data')])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-018 .*a-file/),
    })
  })

  it('is of one shop where there are several, the one that is named', async () => {
    const [data, files] = [newFolder(), newFolder()]
    await usedDesk(join(data, 'nelvet'))
    const config = join(files, 'desk.json')
    writeFileSync(config, JSON.stringify({ data, shops: { nelvet: {}, verger: {} } }))
    const file = join(files, 'b.gz')
    for (const only of [[], ['--only', 'nobody']])
      expect(await run(['backup', file, '--config', config, ...only])).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^DESK-020 .*nelvet, verger.*--only/),
      })
    expect((await run(['backup', file, '--config', config, '--only', 'nelvet'])).code).toBe(0)
    expect((await run(['restore', file, '--config', config, '--only', 'verger'])).code).toBe(0)
    const rows = (name: string): number | undefined => {
      const database = new DatabaseSync(join(data, name, 'desk.sqlite'))
      const [row] = database.prepare('SELECT count(*) AS n FROM message').all()
      database.close()
      return Number(row?.['n'])
    }
    expect(rows('verger')).toBe(rows('nelvet'))
    expect(rows('verger')).toBeGreaterThan(0)
  })
})

describe('an upgrade', () => {
  it('leaves a copy of how it was beside the file, and can be taken back', async () => {
    const data = newFolder()
    const { id, secret } = await usedDesk(data)
    expect(await run(['migrate', '--to', '1', '--data', data])).toMatchObject({
      code: 0,
      out: 'The database has shape 1.\n',
    })
    expect(readdirSync(data)).toContain(`desk.sqlite.shape-${newestShape}`)
    const old = new DatabaseSync(join(data, 'desk.sqlite'))
    expect(old.prepare('SELECT text FROM message').all()).toEqual([{ text: 'Bonjour « Jeanne » 😀' }])
    expect(() => old.prepare('SELECT * FROM record')).toThrow()
    old.close()
    const door = openDesk({ data })
    const headers = { Authorization: `Bearer ${secret}` }
    expect((await door.ask('GET', `/conversations/${id}/messages`, { headers })).body.digest.count).toBe(1)
    expect(existsSync(join(data, 'desk.sqlite.shape-1'))).toBe(true)
  })

  it('is not taken back under a desk that runs, nor where there is none', async () => {
    const data = newFolder()
    const door = openDesk({ data })
    await door.customer()
    expect(await run(['migrate', '--to', '1', '--data', data])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-017 .*Stop it/),
    })
    expect((await door.customer()).id).toMatch(/-/)
    expect(await run(['migrate', '--data', newFolder()])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-016 .*--data/),
    })
  })

  it('of PostgreSQL is taken back likewise', async () => {
    const config = join(newFolder(), 'desk.json')
    writeFileSync(config, JSON.stringify({ databaseSchema: await freshSchema() }))
    const env = { DATABASE_URL: inject('postgres') }
    expect((await run(['migrate', '--config', config], env)).code).toBe(0)
    expect((await run(['migrate', '--to', '1', '--config', config], env)).out).toContain('shape 1')
    expect((await run(['migrate', '--config', config], env)).out).toContain(`shape ${newestShape}`)
  })
})

describe('the doctor', () => {
  it('finds a desk well, names its last evidence, and says what is not set', async () => {
    const data = newFolder()
    await usedDesk(data)
    const { code, out } = await run(['doctor', '--data', data])
    expect(code).toBe(0)
    expect(out).toMatch(/^ok {7}The file is whole\.$/m)
    expect(out).toMatch(
      /^ok {7}The evidence is whole: 1 entries, 0 erased; the last hash is [0-9a-f]{64}\.$/m,
    )
    expect(out).toMatch(/^warning {2}No mail server is set/m)
  })

  it('finds evidence that was changed behind the desk’s back', async () => {
    const data = newFolder()
    await usedDesk(data)
    const database = new DatabaseSync(join(data, 'desk.sqlite'))
    database.exec(`UPDATE evidence SET content = 'nothing happened'`)
    database.close()
    expect(await run(['doctor', '--data', data])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^fault {4}The evidence does not fit at entry 1/m),
    })
  })

  it('says so where there is no desk yet', async () => {
    expect(await run(['doctor', '--data', newFolder()])).toMatchObject({
      code: 1,
      out: expect.stringContaining('no desk'),
    })
  })
})

describe('a configuration file', () => {
  it('is refused with the option that is none, and where it stands', async () => {
    const config = join(newFolder(), 'desk.json')
    writeFileSync(config, JSON.stringify({ shops: { nelvet: { shopp: {} } } }))
    expect(await run(['--config', config])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-015 .*shops\.nelvet\.shopp is no option/),
    })
    writeFileSync(config, '{')
    expect((await run(['--config', config])).err).toMatch(/^DESK-015/)
  })
})

/** Fields come in the order of each database's columns. */
function sortedFields(line: string): string {
  if (line === '') return ''
  const { row, ...rest } = JSON.parse(line)
  return JSON.stringify([rest, row && Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1))])
}
