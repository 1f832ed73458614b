import { existsSync, rmSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import pg from 'pg'
import { backupUnreadable, databaseInUse, newerDatabase, noDeskHere } from '../messages.ts'
import { fileFault, lookInto } from './database-file.ts'
import {
  asideOf,
  countOn,
  inPostgres,
  newestShape,
  shapeOfSqlite,
  stepPostgres,
  stepSqlite,
} from './migrate.ts'
import { numbersAsNumbers, unreachable } from './postgres-database.ts'
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

/** What an older shape keeps of a newer one. */
const isAside = (table: string): boolean => /^aside_\d+_[a-z_]+$/.test(table)

/** The tables to read, of those that are there. */
function inOrder(there: readonly string[]): readonly string[] {
  return [...tables.filter((name) => there.includes(name)), ...there.filter(isAside)]
}

/**
 * The shape that a place has, without a change to it; 0 where there is nothing yet.
 *
 * @throws {Error} DESK-012, DESK-023 or DESK-024 when it cannot be read
 */
export async function shapeOf(place: Place): Promise<number> {
  if ('file' in place) {
    if (!existsSync(place.file)) return 0
    return lookInto(place.file, shapeOfSqlite)
  }
  const client = new pg.Client({ connectionString: place.url, types: numbersAsNumbers })
  await client.connect().catch((error: unknown) => {
    throw unreachable(place.url, error)
  })
  try {
    return await shapeOfPostgres(client, place.schema)
  } finally {
    await client.end()
  }
}

async function shapeOfPostgres(client: pg.Client, schema: string): Promise<number> {
  const table = `${schema}.shape`
  const { rows } = await client.query('SELECT to_regclass($1) AS there', [table])
  if (rows[0]?.there === null) return 0
  return Number((await client.query(`SELECT number FROM ${table}`)).rows[0]?.number ?? 0)
}

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
  if (!existsSync(file)) throw noDeskHere(file)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true })
    database.exec('BEGIN')
    const shape = shapeOfSqlite(database)
    if (shape > newestShape) throw newerDatabase(shape, newestShape)
    yield { comptoir: 'backup', shape }
    const there = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
    for (const table of inOrder(there.map(({ name }) => String(name))))
      for (const row of database.prepare(`SELECT * FROM ${table}`).iterate())
        yield { table, row: packed(row) }
  } catch (error) {
    throw fileFault(file, error)
  } finally {
    database?.close()
  }
}

async function* dumpPostgres({ url, schema }: { url: string; schema: string }): AsyncGenerator<BackupLine> {
  const client = new pg.Client({ connectionString: url, types: numbersAsNumbers })
  await client.connect().catch((error: unknown) => {
    throw unreachable(url, error)
  })
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`SET LOCAL search_path = ${schema}`)
    const shape = await shapeOfPostgres(client, schema)
    if (shape === 0) throw noDeskHere(`schema ${schema}`)
    if (shape > newestShape) throw newerDatabase(shape, newestShape)
    yield { comptoir: 'backup', shape }
    const there = await client.query('SELECT tablename FROM pg_tables WHERE schemaname = $1', [schema])
    for (const table of inOrder(there.rows.map(({ tablename }) => String(tablename)))) {
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
    if (shapeOfSqlite(database) > 0) throw databaseInUse(file)
    database.exec('BEGIN IMMEDIATE')
    stepSqlite(database, shape)
    database.exec(asideOf(shape))
    const rows = await load(lines, async (table, columns, values) => {
      const places = columns.map(() => '?').join(', ')
      database
        .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
        .run(...values.map(sqliteValue))
    })
    stepSqlite(database, newestShape)
    database.exec('COMMIT')
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
  const client = new pg.Client({ connectionString: url, types: numbersAsNumbers })
  await client.connect().catch((error: unknown) => {
    throw unreachable(url, error)
  })
  try {
    // The tables too are made in the one transaction: of a broken backup nothing stays.
    await client.query('BEGIN')
    const known = await client.query('SELECT 1 FROM pg_tables WHERE schemaname = $1 LIMIT 1', [schema])
    if (known.rows.length > 0) throw databaseInUse(`schema ${schema}`)
    await stepPostgres(client, schema, shape)
    await client.query(inPostgres(asideOf(shape)))
    const rows = await load(lines, async (table, columns, values) => {
      const places = columns.map((_, index) => `$${index + 1}`).join(', ')
      await client.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, [...values])
    })
    await stepPostgres(client, schema, newestShape)
    await countOn(client, schema)
    await client.query('COMMIT')
    return rows
  } finally {
    await client.end()
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
    if (!('table' in line) || !(tables.includes(line.table) || isAside(line.table)))
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
