import { existsSync, rmSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import pg from 'pg'
import { backupUnreadable, databaseInUse, newerDatabase } from '../messages.ts'
import { migratePostgres, migrateSqlite, newestShape } from './migrate.ts'
import { numbersAsNumbers } from './postgres-database.ts'
import type { Row } from './row.ts'

/** Where a desk keeps everything: a SQLite file, or a schema of PostgreSQL. */
export type Place = { readonly file: string } | { readonly url: string; readonly schema: string }

/** One line of a backup: the head, a row, or the end that shows that it is whole. */
export type BackupLine =
  | { readonly comptoir: 'backup'; readonly shape: number }
  | { readonly table: string; readonly row: Row }
  | { readonly end: true; readonly rows: number }

/** Every table, in an order in which rows find what they refer to. */
const tables: readonly string[] = [
  'agent',
  'conversation',
  'message',
  'snapshot',
  'verification',
  'customer_token',
  'link',
  'file',
  'session',
  'handoff',
  'callback',
  'consent',
  'survey_answer',
  'unanswered',
  'audit',
  'counter',
  'record',
  'evidence',
  'job',
  'allowance',
  'code',
  'flow_figure',
  'secret',
  'alarm',
]

/**
 * Everything in a database as it is at this moment, while desks go on writing. The lines are the same for both kinds
 * of database, so a backup of one can be restored into the other.
 */
export async function* dump(place: Place): AsyncGenerator<BackupLine> {
  let rows = 0
  for await (const line of 'file' in place ? dumpSqlite(place.file) : dumpPostgres(place)) {
    if ('row' in line) rows += 1
    yield line
  }
  yield { end: true, rows }
}

async function* dumpSqlite(file: string): AsyncGenerator<BackupLine> {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    database.exec('BEGIN')
    const shape = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
    if (shape > newestShape) throw newerDatabase(shape, newestShape)
    yield { comptoir: 'backup', shape }
    const there = new Set(
      database
        .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
        .all()
        .map(({ name }) => name),
    )
    for (const table of tables.filter((name) => there.has(name)))
      for (const row of database.prepare(`SELECT * FROM ${table}`).iterate())
        yield { table, row: packed(row) }
  } finally {
    database.close()
  }
}

async function* dumpPostgres({ url, schema }: { url: string; schema: string }): AsyncGenerator<BackupLine> {
  const client = new pg.Client({ connectionString: url, types: numbersAsNumbers })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`SET LOCAL search_path = ${schema}`)
    const shape = Number((await client.query('SELECT number FROM shape')).rows[0]?.number ?? 0)
    if (shape > newestShape) throw newerDatabase(shape, newestShape)
    yield { comptoir: 'backup', shape }
    const there = await client.query('SELECT tablename FROM pg_tables WHERE schemaname = $1', [schema])
    const names = new Set(there.rows.map(({ tablename }) => tablename))
    for (const table of tables.filter((name) => names.has(name))) {
      await client.query(`DECLARE rows CURSOR FOR SELECT * FROM ${table}`)
      for (;;) {
        const { rows } = await client.query('FETCH 500 FROM rows')
        for (const row of rows) yield { table, row: packed(row) }
        if (rows.length === 0) break
      }
      await client.query('CLOSE rows')
    }
  } finally {
    await client.end()
  }
}

/**
 * Fills an empty database from a backup, all of it or nothing, and brings it to today's shape.
 *
 * @throws {Error} DESK-013 when the backup is not one, or is cut off; DESK-014 when the database holds something
 */
export async function restore(place: Place, lines: AsyncIterable<BackupLine>): Promise<number> {
  const iterator = lines[Symbol.asyncIterator]()
  const head = (await iterator.next()).value
  if (!head || !('comptoir' in head)) throw backupUnreadable('its first line is not the head of a backup')
  if (head.shape > newestShape) throw newerDatabase(head.shape, newestShape)
  const rest = { [Symbol.asyncIterator]: () => iterator }
  return 'file' in place
    ? restoreSqlite(place.file, head.shape, rest)
    : restorePostgres(place, head.shape, rest)
}

async function restoreSqlite(file: string, shape: number, lines: AsyncIterable<BackupLine>): Promise<number> {
  const fresh = !existsSync(file)
  let whole = false
  const database = new DatabaseSync(file, { timeout: 5000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    const current = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
    if (!fresh && current > 0) throw databaseInUse(file)
    migrateSqlite(database, ':memory:', shape)
    database.exec('BEGIN IMMEDIATE')
    const rows = await load(lines, async (table, columns, values) => {
      const places = columns.map(() => '?').join(', ')
      database
        .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
        .run(...values.map(sqliteValue))
    })
    database.exec('COMMIT')
    migrateSqlite(database, ':memory:')
    whole = true
    return rows
  } finally {
    database.close()
    // What a broken backup left behind would be in the way of a good one.
    if (fresh && !whole) for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
  }
}

async function restorePostgres(
  { url, schema }: { readonly url: string; readonly schema: string },
  shape: number,
  lines: AsyncIterable<BackupLine>,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  try {
    const known = await pool.query('SELECT 1 FROM pg_tables WHERE schemaname = $1 LIMIT 1', [schema])
    if (known.rows.length > 0) throw databaseInUse(`schema ${schema}`)
    await migratePostgres(pool, schema, shape)
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(`SET LOCAL search_path = ${schema}`)
      const rows = await load(lines, async (table, columns, values) => {
        const places = columns.map((_, index) => `$${index + 1}`).join(', ')
        await client.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, [...values])
      })
      // Numbers that were given out go on after the highest one.
      const counted = await client.query(
        `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = $1 AND is_identity = 'YES'`,
        [schema],
      )
      for (const { table_name: table, column_name: column } of counted.rows) {
        await client.query(
          `SELECT setval(pg_get_serial_sequence('${schema}.${table}', '${column}'), coalesce(max(${column}), 0) + 1, false) FROM ${table}`,
        )
      }
      await client.query('COMMIT')
      return rows
    } catch (error) {
      await client.query('ROLLBACK')
      await client.query(`DROP SCHEMA ${schema} CASCADE`)
      throw error
    } finally {
      client.release()
    }
  } finally {
    await migratePostgres(pool, schema).catch(() => {})
    await pool.end()
  }
}

async function load(
  lines: AsyncIterable<BackupLine>,
  insert: (table: string, columns: readonly string[], values: readonly unknown[]) => Promise<void>,
): Promise<number> {
  let rows = 0
  for await (const line of lines) {
    if ('end' in line) {
      if (line.rows !== rows) throw backupUnreadable(`it says ${line.rows} rows and holds ${rows}`)
      return rows
    }
    if (!('table' in line) || !tables.includes(line.table))
      throw backupUnreadable(`line ${rows + 2} is no row`)
    const columns = Object.keys(line.row)
    if (!columns.every((column) => /^[a-z_]+$/.test(column)))
      throw backupUnreadable(`line ${rows + 2} is no row`)
    await insert(line.table, columns, Object.values(line.row).map(unpacked))
    rows += 1
  }
  throw backupUnreadable('its end is missing')
}

function sqliteValue(value: unknown): SQLInputValue {
  return typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array ? value : null
}

/** A row as JSON can say it: bytes as `{ base64 }`. */
function packed(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    ]),
  )
}

function unpacked(value: unknown): unknown {
  const isPacked = typeof value === 'object' && value !== null && 'base64' in value
  return isPacked ? Buffer.from(String(value.base64), 'base64') : value
}
