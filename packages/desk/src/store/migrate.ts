import { rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { ClientBase, Pool } from 'pg'
import { deskIsRunning, newerDatabase } from '../messages.ts'
import { asideTables, layoutOf, type AsideTable } from './aside.ts'
import { foundation } from './migrations/0001-foundation.ts'
import { promises } from './migrations/0002-promises.ts'
import { people } from './migrations/0003-people.ts'
import { files } from './migrations/0004-files.ts'
import { alarms } from './migrations/0005-alarms.ts'
import { openId } from './migrations/0006-openid.ts'

/** One step of the database's shape, forwards and back, in SQLite's words. */
export interface Migration {
  readonly id: number
  readonly name: string
  readonly up: string
  readonly down: string
}

/** All of them, in order; the files are numbered likewise. */
export const migrations: readonly Migration[] = [foundation, promises, people, files, alarms, openId]

/** The shape that this desk works with. */
export const newestShape: number = migrations.at(-1)?.id ?? 0

/**
 * Brings a database to the newest shape, or to `target`. The shape's number stands in SQLite's `user_version`. Before
 * a file that holds something is changed, a copy is put beside it: `desk.sqlite.shape-3` is how it was in shape 3.
 * What an older shape has no place for is set aside, and taken up again on the way forwards.
 *
 * @throws {Error} DESK-004 when the file was written by a newer desk than this one.
 */
export function migrateSqlite(database: DatabaseSync, file: string, target: number = newestShape): void {
  const current = shapeOfSqlite(database)
  if (current > newestShape) throw newerDatabase(current, newestShape)
  if (current === target) return
  if (current > 0 && file !== ':memory:') copyAside(database, `${file}.shape-${current}`)
  database.exec('BEGIN IMMEDIATE')
  try {
    stepSqlite(database, target)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** The shape of a SQLite database: 0 for an empty one. */
export function shapeOfSqlite(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

/** The same as part of a transaction. */
export function stepSqlite(database: DatabaseSync, target: number): void {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
  const isThere = new Set(tables.map(({ name }) => String(name)))
  for (const { sql, shape } of steps(shapeOfSqlite(database), target, isThere)) {
    database.exec(sql)
    database.exec(`PRAGMA user_version = ${shape}`)
  }
}

/**
 * The same for PostgreSQL, where the number stands in the table `shape`. All steps are one transaction: nodes that
 * start at once take turns, and a step that fails leaves everything as it was.
 *
 * @throws {Error} DESK-017 when it is to go back and desks work on the schema
 */
export async function migratePostgres(
  pool: Pool,
  schema: string,
  target: number = newestShape,
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await stepPostgres(client, schema, target)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** The same as part of a transaction, which then has the schema as its search path. */
export async function stepPostgres(client: ClientBase, schema: string, target: number): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${schema} shape`])
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  // What follows names its tables without the schema, whatever the connection was opened with.
  await client.query(`SET LOCAL search_path = ${schema}`)
  await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.shape (number BIGINT NOT NULL)`)
  const { rows } = await client.query(`SELECT number FROM ${schema}.shape`)
  const current = Number(rows[0]?.number ?? 0)
  if (current > newestShape) throw newerDatabase(current, newestShape)
  if (target < current && !(await isMineAlone(client, schema))) throw deskIsRunning(`schema ${schema}`)
  const tables = await client.query('SELECT tablename FROM pg_tables WHERE schemaname = $1', [schema])
  const isThere = new Set(tables.rows.map(({ tablename }) => String(tablename)))
  for (const { sql, shape } of steps(current, target, isThere)) {
    await client.query(inPostgres(sql))
    await client.query(`DELETE FROM ${schema}.shape`)
    await client.query(`INSERT INTO ${schema}.shape VALUES ($1)`, [shape])
  }
  if (target > current) await countOn(client, schema)
}

/** Tells others that a desk works on the schema, for as long as the connection lives. */
export async function holdSchema(client: ClientBase, schema: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 0))', [`${schema} desk`])
}

async function isMineAlone(client: ClientBase, schema: string): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken', [
    `${schema} desk`,
  ])
  return rows[0]?.taken === true
}

/** Numbers that the database gives out go on after the highest one that there is. */
export async function countOn(client: ClientBase, schema: string): Promise<void> {
  const counted = await client.query(
    `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = $1 AND is_identity = 'YES'`,
    [schema],
  )
  for (const { table_name: table, column_name: column } of counted.rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${schema}.${table}', '${column}'), coalesce(max(${column}), 0) + 1, false) FROM ${table}`,
    )
}

/** Makes the tables, empty, in which a database of this shape may keep what newer ones had: for a backup to fill. */
export function asideOf(shape: number): string {
  return migrations
    .filter(({ id }) => id > shape)
    .flatMap(({ id }) => asideOfStep(id))
    .map(({ create }) => create)
    .join('\n')
}

/** What to run to come from one shape to another, and the shape after each. */
function steps(
  from: number,
  to: number,
  isThere: ReadonlySet<string>,
): readonly { readonly sql: string; readonly shape: number }[] {
  const forwards = migrations.filter(({ id }) => id > from && id <= to)
  const back = migrations.filter(({ id }) => id <= from && id > to).reverse()
  const hasAside = [...isThere].some((name) => name.startsWith('aside_'))
  return [
    ...forwards.map(({ up, id }) => {
      const aside = hasAside ? asideOfStep(id).filter(({ name }) => isThere.has(name)) : []
      const taken = aside.map(({ name, empty }) => `${empty} DROP TABLE ${name};`)
      return { sql: [up, ...taken].join('\n'), shape: id }
    }),
    ...back.map(({ down, id }) => {
      const aside = asideOfStep(id).map(({ create, fill }) => `${create} ${fill}`)
      return { sql: [...aside, down].join('\n'), shape: id - 1 }
    }),
  ]
}

/** What the step back from a shape would lose, and where it is set aside. */
function asideOfStep(step: number): readonly AsideTable[] {
  const until = (shape: number): readonly string[] =>
    migrations.filter(({ id }) => id <= shape).map(({ up }) => up)
  return asideTables(step, layoutOf(until(step - 1)), layoutOf(until(step)))
}

/** The five places where PostgreSQL's words for a table differ. */
export function inPostgres(sql: string): string {
  return sql
    .replace(/\)\s*STRICT(, WITHOUT ROWID)?/g, ')')
    .replace(/\bINTEGER PRIMARY KEY\b/g, 'BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY')
    .replace(/\bINTEGER\b/g, 'BIGINT')
    .replace(/\bREAL\b/g, 'DOUBLE PRECISION')
    .replace(/\bBLOB\b/g, 'BYTEA')
}

function copyAside(database: DatabaseSync, copy: string): void {
  rmSync(copy, { force: true })
  database.prepare('VACUUM INTO ?').run(copy)
}
