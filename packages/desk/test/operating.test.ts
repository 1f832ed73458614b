import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { DeskOptions } from '@comptoir/desk'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { runCommand } from '../src/command.ts'
import { fileFault } from '../src/store/database-file.ts'
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

/** A desk with a conversation, a complaint and a call in it, closed again. */
async function usedDesk(place: string | DeskOptions): Promise<{ id: string; secret: string }> {
  const door = openDesk(typeof place === 'string' ? { data: place } : place)
  const customer = await door.customer()
  await customer.post('/verifications', { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' })
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
    const good = join(files, 'b.gz')
    await run(['backup', good, '--data', data])
    // A file stands where the folder would be; and a place where nobody can make one, which is told, not waited for.
    for (const place of [join(file, 'data'), '/proc/comptoir/desk'])
      expect(await run(['restore', good, '--data', place])).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^DESK-018 the folder \S+ cannot be used/),
      })
    expect(await run(['backup', good, '--data', newFolder()])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-016 .*--data/),
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

  it('is not taken back where there is no desk', async () => {
    expect(await run(['migrate', '--data', newFolder()])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-016 .*--data/),
    })
    const config = join(newFolder(), 'desk.json')
    writeFileSync(config, JSON.stringify({ databaseSchema: await freshSchema() }))
    expect(
      await run(['migrate', '--to', '1', '--config', config], { DATABASE_URL: inject('postgres') }),
    ).toMatchObject({ code: 1, err: expect.stringMatching(/^DESK-016 .*schema test_/) })
  })

  it.each(['99', '0', 'two', '1.5'])('goes to no shape %s', async (to) => {
    expect(await run(['migrate', '--to', to, '--data', newFolder()])).toMatchObject({
      code: 1,
      err: expect.stringMatching(`^DESK-022 --to ${to} is no shape: this version knows 1 to ${newestShape}`),
    })
  })
})

/** Where a desk keeps everything: as it is started, as the commands are told, and as another program would reach it. */
interface Place {
  readonly options: DeskOptions
  command(...args: readonly string[]): ReturnType<typeof run>
  sql(statement: string): Promise<readonly unknown[]>
}

async function onSqlite(): Promise<Place> {
  const data = newFolder()
  return {
    options: { data },
    command: (...args) => run([...args, '--data', data]),
    sql: async (statement) => {
      const database = new DatabaseSync(join(data, 'desk.sqlite'))
      try {
        return database.prepare(statement).all()
      } finally {
        database.close()
      }
    },
  }
}

async function onPostgres(): Promise<Place> {
  const databaseUrl = inject('postgres')
  const databaseSchema = await freshSchema()
  const config = join(newFolder(), 'desk.json')
  writeFileSync(config, JSON.stringify({ databaseSchema }))
  return {
    options: { databaseUrl, databaseSchema },
    command: (...args) => run([...args, '--config', config], { DATABASE_URL: databaseUrl }),
    sql: async (statement) => {
      const client = new pg.Client({
        connectionString: databaseUrl,
        options: `-c search_path=${databaseSchema}`,
      })
      await client.connect()
      return (await client.query(statement).finally(() => client.end())).rows
    },
  }
}

/** Everything that a backup of the place holds. */
async function contentOf({ command }: Place): Promise<readonly string[]> {
  const file = join(newFolder(), 'content.gz')
  expect(await command('backup', file)).toMatchObject({ code: 0, err: '' })
  return gunzipSync(readFileSync(file)).toString('utf8').split('\n').map(sortedFields).sort()
}

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('on %s, going back', (_, open) => {
  it('and forwards again loses nothing, from whichever shape', async () => {
    const place = await open()
    await usedDesk(place.options)
    await place.sql(`UPDATE agent SET second_factor = 'secret', openid_subject = login`)
    await place.sql('UPDATE conversation SET read_by_agent = 1')
    const before = await contentOf(place)
    for (let shape = newestShape - 1; shape >= 1; shape--)
      expect((await place.command('migrate', '--to', String(shape))).out).toContain(`shape ${shape}.`)
    await expect(place.sql('SELECT * FROM record')).rejects.toThrow()
    for (const shape of [2, newestShape]) await place.command('migrate', '--to', String(shape))
    expect(await contentOf(place)).toEqual(before)
  })

  it('brings back what hangs on nothing that went meanwhile, and numbers go on', async () => {
    const place = await open()
    const { id } = await usedDesk(place.options)
    await place.command('migrate', '--to', '1')
    await place.sql(`DELETE FROM handoff`)
    await place.sql(`DELETE FROM conversation WHERE id = '${id}'`)
    const door = openDesk(place.options)
    const customer = await door.customer()
    const complaint = { subject: 'Retard', text: 'Une autre.', facts: {}, locale: 'fr' }
    expect((await customer.post('/complaints', complaint)).body.reference).toBe('R-2026-0002')
    await door.desk.close()
    expect(await place.sql('SELECT * FROM file')).toEqual([])
    expect(await place.sql(`SELECT conversation_id FROM record WHERE reference = 'R-2026-0001'`)).toEqual([
      { conversation_id: null },
    ])
    expect((await place.command('doctor')).out).toContain('The evidence is whole: 2 entries')
  })

  it('stays whole in a backup that is taken then, and restored to the other kind of database', async () => {
    const place = await open()
    await usedDesk(place.options)
    const before = await contentOf(place)
    await place.command('migrate', '--to', '1')
    const file = join(newFolder(), 'back.gz')
    expect((await place.command('backup', file)).code).toBe(0)
    const other = await (open === onSqlite ? onPostgres() : onSqlite())
    expect(await other.command('restore', file)).toMatchObject({ code: 0, err: '' })
    expect(await contentOf(other)).toEqual(before)
  })

  it('waits until no desk runs', async () => {
    const place = await open()
    const door = openDesk(place.options)
    await door.customer()
    expect(await place.command('migrate', '--to', '1')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-017 a desk works on .*Stop it/),
    })
    expect((await door.customer()).id).toMatch(/-/)
    await door.desk.close()
    expect((await place.command('migrate', '--to', '1')).code).toBe(0)
  })

  it('is seen by the doctor, who changes nothing', async () => {
    const place = await open()
    await usedDesk(place.options)
    await place.command('migrate', '--to', '3')
    expect(await place.command('doctor')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^warning {2}The database in .* has shape 3/m),
    })
    await expect(place.sql('SELECT * FROM alarm')).rejects.toThrow()
    expect((await place.command('migrate')).out).toContain(`shape ${newestShape}.`)
  })

  it('of a broken backup leaves nothing, and the good one has its place', async () => {
    const place = await open()
    await usedDesk(place.options)
    const good = join(newFolder(), 'good.gz')
    await place.command('backup', good)
    const other = await open()
    const text = gunzipSync(readFileSync(good)).toString('utf8')
    const cut = join(newFolder(), 'cut.gz')
    writeFileSync(cut, gzipSync(text.slice(0, text.lastIndexOf('{"end"'))))
    expect(await other.command('restore', cut)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-013/),
    })
    expect((await other.command('doctor')).out).toContain('There is no desk in')
    expect(await other.command('restore', good)).toMatchObject({ code: 0, err: '' })
    expect(await contentOf(other)).toEqual(await contentOf(place))
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
    for (const [options, sentence] of [
      [{ retention: { conversation: 30 } }, /retention\.conversation is no option/],
      [{ retention: { conversations: '30' } }, /retention\.conversations must be a number\./],
      [{ limits: { mails: { count: 3 } } }, /limits\.mails\.perMs is missing\./],
      [{ shops: { nelvet: { mail: { smpt: 'smtp://localhost' } } } }, /shops\.nelvet\.mail\.sm\w+ /],
      [{ prot: 1 }, /prot is no option; there are basePath, data, shop, .*port, host, shops\./],
      [
        { shops: { a: { retention: { month: 1 } } } },
        /month is no option; there are conversations, records, /,
      ],
      [
        { agents: [{ login: 'a', name: 'A', pass: 'x' }] },
        /pass is no option; there are login, name, title, /,
      ],
      [{ callbacks: { days: 400 } }, /callbacks\.days must be at most 366\./],
      [{ port: 70_000 }, /port must be at most 65535\./],
      [[], /it is a list, and must be an object\./],
      ['name', /the file must be an object\./],
    ] as const) {
      writeFileSync(config, JSON.stringify(options))
      expect((await run(['--config', config])).err).toMatch(sentence)
    }
    writeFileSync(config, '{')
    expect((await run(['--config', config])).err).toMatch(/^DESK-015/)
    writeFileSync(config, '\uFEFF{ "port": -1 }')
    expect((await run(['--config', config])).err).toMatch(/port must be at least 0\./)
  })

  it('is refused with words that would count for nothing', async () => {
    const config = join(newFolder(), 'desk.json')
    const one = { login: 'camille', name: 'Camille', password: 'les quais de Caen' }
    for (const [options, sentence] of [
      [{ hours: { week: {}, holiday: 'FR' } }, /^DESK-002 option hours\.holiday must be one of timeZone, /],
      [{ agents: [one, { ...one, login: 'Camille' }] }, /^DESK-002 option agents\[1\]\.login must be nobody/],
      [{ shops: {} }, /^DESK-002 option shops must be an object with a shop/],
    ] as const) {
      writeFileSync(config, JSON.stringify({ data: ':memory:', ...options }))
      expect(await run(['--port', '0', '--config', config])).toMatchObject({
        code: 1,
        err: expect.stringMatching(sentence),
      })
    }
  })

  it('is named where an option in it does not fit, and nothing else is', async () => {
    const config = join(newFolder(), 'desk.json')
    const shop = { url: 'https://shop.example', secret: 'short' }
    const own = { url: 'shop', secret: 'a secret of the shop' }
    const told = async (options: object, ...args: readonly string[]): Promise<string> => {
      writeFileSync(config, JSON.stringify({ data: ':memory:', ...options }))
      return (await run(['--port', '0', '--config', config, ...args])).err
    }
    expect(await told({ shop })).toMatch(
      /^DESK-002 option shop\.secret must .* Correct it in \S+desk\.json\.\n$/,
    )
    expect(await told({ shops: { nelvet: {}, verger: { shop: own } } })).toMatch(
      /^DESK-002 option shops\.verger\.shop\.url must .* in \S+desk\.json\.\n$/,
    )
    expect(await told({ shops: { nelvet: {} }, shop })).toMatch(
      /^DESK-002 option shop\.secret .*desk\.json\.\n$/,
    )
    expect(await told({ shops: { Nelvet: {} } })).toMatch(/^DESK-002 option shops\.Nelvet .*desk\.json\.\n$/)
    // What the command line says over the file is corrected there.
    expect(await told({ allowedOrigins: [] }, '--origin', 'shop')).toMatch(
      /^DESK-002 option allowedOrigins\[0\] .*where createDesk or comptoir-desk is started\.\n$/,
    )
    const { err } = await run(['doctor', '--config', config, '--trust', 'proxy'])
    expect(err).toMatch(/^DESK-002 option trustedProxies\[0\] .*is started\.\n$/)
  })

  it('is refused with what mail server and shop cannot be', async () => {
    const config = join(newFolder(), 'desk.json')
    const from = 'Atelier <contact@atelier.example>'
    const shop = { url: 'https://shop.example', secret: 'a secret of the shop' }
    for (const [options, option] of [
      [{ mail: { smtp: 'smtp://desk:a#b@mail.example', from } }, 'mail.smtp'],
      [{ mail: { smtp: 'smtp://desk:a/b@mail.example', from } }, 'mail.smtp'],
      [{ mail: { smtp: 'smtp://desk:a?b@mail.example', from } }, 'mail.smtp'],
      [{ mail: { smtp: 'smtp://mail.example:99999', from } }, 'mail.smtp'],
      [{ mail: { smtp: 'smtp://mail.example', from, replyTo: 'nobody' } }, 'mail.replyTo'],
      [{ shop: { ...shop, jwks: 'keys.json' } }, 'shop.jwks'],
      [{ shop: { ...shop, issuer: 'https//:shop' } }, 'shop.issuer'],
      [{ shop: { ...shop, issuer: ' ' } }, 'shop.issuer'],
    ] as const) {
      writeFileSync(config, JSON.stringify(options))
      const { code, err } = await run(['doctor', '--config', config])
      expect(code).toBe(1)
      expect(err).toMatch(new RegExp(`^DESK-002 option ${option.replace('.', '\\.')} must be an? `))
      expect(err).not.toContain('a#b')
    }
  })
})

describe('a database file', () => {
  it('that is damaged, or no database at all, is told with what to do', async () => {
    const data = newFolder()
    await usedDesk(data)
    const file = join(data, 'desk.sqlite')
    const bytes = readFileSync(file)
    const backup = join(data, 'b.gz')
    for (const damage of [Buffer.from('No database, whatever its name.'.repeat(40)), bytes.fill(255, 4096)]) {
      writeFileSync(file, damage)
      for (const args of [['doctor'], ['backup', backup], ['--port', '0']]) {
        const { code, out, err } = await run([...args, '--data', data])
        expect(code, args[0]).toBe(1)
        expect(`${out}${err}`).toMatch(/DESK-024 .*desk\.sqlite is damaged: .*restore FILE --data FOLDER\./)
      }
    }
    expect(
      readdirSync(data).filter((name) => name.startsWith('b.gz')),
      'no half of a backup',
    ).toEqual([])
  })

  it('that cannot be opened is told, and a backup that is a folder too', async () => {
    const data = newFolder()
    mkdirSync(join(data, 'desk.sqlite'))
    for (const args of [['doctor'], ['migrate'], ['backup', join(data, 'b.gz')], ['--port', '0']]) {
      const { out, err } = await run([...args, '--data', data])
      expect(`${out}${err}`, args[0]).toMatch(/DESK-023 .*desk\.sqlite cannot be read and written: /)
    }
    expect(await run(['restore', data, '--data', newFolder()])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^DESK-013 .*EISDIR/),
    })
  })

  it('that may only be read is a fault', () => {
    const file = join(newFolder(), 'desk.sqlite')
    new DatabaseSync(file).close()
    const database = new DatabaseSync(file, { readOnly: true })
    onTestFinished(() => database.close())
    const error = (() => {
      try {
        database.exec('BEGIN IMMEDIATE; PRAGMA user_version = 1; ROLLBACK')
      } catch (caught) {
        return caught
      }
    })()
    expect(String(fileFault(file, error))).toMatch(/DESK-023 .*readonly database/)
    const other = new Error('something else')
    expect(fileFault(file, other)).toBe(other)
  })
})

/** Fields come in the order of each database's columns. */
function sortedFields(line: string): string {
  if (line === '') return ''
  const { row, ...rest } = JSON.parse(line)
  return JSON.stringify([rest, row && Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1))])
}
