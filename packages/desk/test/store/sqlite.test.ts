import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrateSqlite, migrations } from '../../src/store/migrate.ts'
import { createSqliteStore } from '../../src/store/sqlite.ts'
import { newDataFolder } from '../data-folder.ts'
import { storeContract } from './store-contract.ts'

storeContract('in memory', async () => createSqliteStore(':memory:'))
storeContract('in a file', async () => createSqliteStore(newFile()))

function newFile(): string {
  const folder = newDataFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'desk.sqlite')
}

/** The tables and indexes of a database, as it describes them itself. */
/** All but what was set aside for the way forwards. */
function shapeOf(database: DatabaseSync): unknown[] {
  return database
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema
       WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'aside_%' ORDER BY name`,
    )
    .all()
}

describe('the file', () => {
  it('is there again after the process, with its last message', async () => {
    const file = newFile()
    const first = createSqliteStore(file)
    await first.createConversation({ id: 'c1', secretHash: 'h', locale: 'fr', at: 1 })
    await first.putMessage(
      'c1',
      { id: 'm1', author: 'customer', text: 'Bonjour', at: '2026-11-21T10:00:00Z' },
      1,
    )
    await first.close()
    const second = createSqliteStore(file)
    onTestFinished(() => second.close())
    expect(await second.messages('c1', 0, 10)).toMatchObject([{ text: 'Bonjour', seq: 1 }])
  })

  it('has a write-ahead log, so that readers do not wait for writers', () => {
    const file = newFile()
    const store = createSqliteStore(file)
    onTestFinished(() => store.close())
    const database = new DatabaseSync(file)
    onTestFinished(() => database.close())
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  })

  it('holds no letter of a conversation that was erased', async () => {
    const file = newFile()
    const store = createSqliteStore(file)
    onTestFinished(() => store.close())
    await store.createConversation({ id: 'c1', secretHash: 'h', locale: 'fr', at: 1 })
    await store.putMessage(
      'c1',
      { id: 'm1', author: 'customer', text: 'PLANTED '.repeat(500), at: '2026-11-21T10:00:00Z' },
      1,
    )
    const holds = (): boolean =>
      readdirSync(dirname(file)).some((name) => readFileSync(join(dirname(file), name)).includes('PLANTED'))
    expect(holds()).toBe(true)
    await store.eraseConversation('c1')
    expect(holds()).toBe(false)
  })

  it('of a newer desk is not touched', () => {
    const file = newFile()
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 9999')
    database.close()
    expect(() => createSqliteStore(file)).toThrow(
      /^DESK-004 the database was written by a newer desk \(shape 9999/,
    )
  })
})

describe('group commit', () => {
  it('lets a write that fails fall alone: the others of its batch stand', async () => {
    const store = createSqliteStore(':memory:')
    onTestFinished(() => store.close())
    const open = (id: string): Promise<void> =>
      store.createConversation({ id, secretHash: 'h', locale: 'fr', at: 1 })
    const results = await Promise.allSettled([open('c1'), open('c1'), open('c2')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await store.conversation('c2')).toBeDefined()
  })

  it('takes nothing once it is closed, and keeps what came before', async () => {
    const file = newFile()
    const store = createSqliteStore(file)
    const written = store.createConversation({ id: 'c1', secretHash: 'h', locale: 'fr', at: 1 })
    await store.close()
    await written
    await expect(
      store.createConversation({ id: 'c2', secretHash: 'h', locale: 'fr', at: 1 }),
    ).rejects.toThrow('DESK-006')
    const again = createSqliteStore(file)
    onTestFinished(() => again.close())
    expect(await again.conversation('c1')).toBeDefined()
  })
})

describe('migrations', () => {
  it('are numbered without a gap', () => {
    expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1))
  })

  it.each(migrations.map(({ id, name }) => [id, name] as const))(
    '%i (%s) goes back to what was before, and forward again',
    (id) => {
      const database = new DatabaseSync(':memory:')
      onTestFinished(() => database.close())
      migrateSqlite(database, ':memory:', id - 1)
      const before = shapeOf(database)
      migrateSqlite(database, ':memory:', id)
      const after = shapeOf(database)
      migrateSqlite(database, ':memory:', id - 1)
      expect(shapeOf(database)).toEqual(before)
      migrateSqlite(database, ':memory:', id)
      expect(shapeOf(database)).toEqual(after)
    },
  )
})
