import pg from 'pg'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { migratePostgres, migrations, newestShape } from '../../src/store/migrate.ts'
import { createPostgresStore } from '../../src/store/postgres.ts'
import { freshSchema } from '../fresh-schema.ts'
import { storeContract } from './store-contract.ts'

const url = inject('postgres')

// One schema for the whole suite, emptied before each test: making one takes longer than a test.
const forContract = await contractSchema()
storeContract('on PostgreSQL', async () => {
  await emptied(forContract)
  return createPostgresStore({ url, schema: forContract, connections: 4 })
})

async function contractSchema(): Promise<string> {
  const name = 'test_store_contract'
  const store = createPostgresStore({ url, schema: name, connections: 1 })
  await store.agents()
  await store.close()
  return name
}

async function emptied(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename <> 'shape'`,
    [name],
  )
  // Deleting few rows is faster than truncating many tables; what hangs on what does not matter when all goes.
  const deletions = rows.map(({ tablename }) => `DELETE FROM ${name}.${tablename};`).join(' ')
  await client.query(`SET session_replication_role = replica; ${deletions}`)
  await client.end()
}

function newPool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  onTestFinished(() => pool.end())
  return pool
}

/** Columns and indexes of a schema, as PostgreSQL describes them, but for what was set aside. */
async function shapeOf(pool: pg.Pool, schema: string): Promise<unknown> {
  const columns = await pool.query(
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
     WHERE table_schema = $1 AND table_name <> 'shape' AND table_name NOT LIKE 'aside%' ORDER BY table_name, column_name`,
    [schema],
  )
  const indexes = await pool.query(
    'SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = $1 ORDER BY indexname',
    [schema],
  )
  return { columns: columns.rows, indexes: indexes.rows }
}

describe('on PostgreSQL', () => {
  it.each(migrations.map(({ id, name }) => [id, name] as const))(
    'migration %i (%s) goes back to what was before, and forward again',
    async (id) => {
      const pool = newPool()
      const schema = await freshSchema()
      await migratePostgres(pool, schema, id - 1)
      const before = await shapeOf(pool, schema)
      await migratePostgres(pool, schema, id)
      const after = await shapeOf(pool, schema)
      await migratePostgres(pool, schema, id - 1)
      expect(await shapeOf(pool, schema)).toEqual(before)
      await migratePostgres(pool, schema, id)
      expect(await shapeOf(pool, schema)).toEqual(after)
    },
  )

  it('several desks that start at once take turns, and a database of a newer desk is not touched', async () => {
    const schema = await freshSchema()
    const stores = [1, 2, 3].map(() => createPostgresStore({ url, schema, connections: 2 }))
    await Promise.all(stores.map((store) => store.agents()))
    await Promise.all(stores.map((store) => store.close()))
    await newPool().query(`UPDATE ${schema}.shape SET number = ${newestShape + 1}`)
    const older = createPostgresStore({ url, schema })
    onTestFinished(() => older.close())
    await expect(older.agents()).rejects.toThrow(/^DESK-004 the database was written by a newer desk/)
  })

  it('says where it looked when there is no server, and never the password', async () => {
    const store = createPostgresStore({ url: 'postgres://desk:s3cret@localhost/desk?host=%2Fnowhere' })
    onTestFinished(() => store.close())
    const failure = store.agents()
    await expect(failure).rejects.toThrow(/^DESK-012 the database at localhost\/desk cannot be used: /)
    await expect(failure).rejects.not.toThrow(/s3cret/)
  })

  it('numbers what several desks write at once without a gap, and the same message once', async () => {
    const schema = await freshSchema()
    const stores = [1, 2, 3].map(() => createPostgresStore({ url, schema, connections: 4 }))
    onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))))
    const [first] = stores
    await first?.createConversation({ id: 'c1', secretHash: 'h', locale: 'fr', at: 1 })
    const ids = Array.from({ length: 60 }, (_, index) => `m${index}`)
    const stored = await Promise.all(
      ids.flatMap((id) =>
        stores.map((store) =>
          store.putMessage('c1', { id, author: 'customer', text: id, at: '2026-11-21T10:00:00Z' }, 1),
        ),
      ),
    )
    const messages = (await first?.messages('c1', 0, 1000)) ?? []
    expect(messages.map(({ seq }) => seq)).toEqual(ids.map((_, index) => index + 1))
    expect(new Set(messages.map(({ id }) => id)).size).toBe(ids.length)
    expect(stored.filter(({ created }) => created)).toHaveLength(ids.length)
    for (const [index, { seq }] of stored.entries())
      expect(messages[seq - 1]?.id).toBe(ids[Math.floor(index / stores.length)])
  })
})
