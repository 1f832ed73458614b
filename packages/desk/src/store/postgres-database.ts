import pg from 'pg'
import { databaseUnreachable } from '../messages.ts'
import type { Database } from './database.ts'
import { holdSchema, migratePostgres } from './migrate.ts'
import { ConversationGone } from './store.ts'
import type { Result, Step, Work } from './work.ts'

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string
  /** The schema that holds this desk's tables; made when it is not there. @default 'comptoir' */
  readonly schema?: string
  /** Connections at most. @default 10 */
  readonly connections?: number
}

/** A database with connections of its own, and the pool for those who listen. */
export interface PostgresDatabase extends Database {
  /** A connection outside the pool, to listen on; while it lives, nobody takes the schema back to an older shape. */
  connect(): Promise<pg.Client>
  /** Tells whoever listens on the channel; nobody waits for it. */
  notify(channel: string, payload: string): Promise<void>
  readonly schema: string
}

/** Numbers as numbers: moments and counts stay far below 2^53. */
export const numbersAsNumbers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === 20 || oid === 1700 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format),
}

/** A transaction that lost against another one is run again so many times. */
const retriesMax = 8

/**
 * PostgreSQL, for a desk on several machines. Opening brings the database to today's shape; nodes that start at once
 * take turns. The first read or write waits for that, and rejects with DESK-012 where the server cannot be reached.
 */
export function openPostgres({
  url,
  schema = 'comptoir',
  connections = 10,
}: PostgresOptions): PostgresDatabase {
  const settings: pg.ClientConfig = {
    connectionString: url,
    types: numbersAsNumbers,
    options: `-c search_path=${schema}`,
    application_name: 'comptoir-desk',
  }
  const pool = new pg.Pool({ ...settings, max: connections, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while it rests is replaced; what was under way on it rejects by itself.
  pool.on('error', () => {})
  const ready = migratePostgres(pool, schema).catch((error: unknown) => {
    throw unreachable(url, error)
  })
  // Reported by the first request that waits for it.
  ready.catch(() => {})
  let closing: Promise<void> | undefined

  return {
    schema,
    read: async (work) => {
      await ready
      return await perform(pool, work())
    },
    write: async (work) => {
      await ready
      for (let attempt = 1; ; attempt++) {
        const client = await pool.connect()
        let broken: Error | undefined
        try {
          await client.query('BEGIN')
          const value = await perform(client, work())
          await client.query('COMMIT')
          return value
        } catch (error) {
          await client.query('ROLLBACK').catch((lost: Error) => (broken = lost))
          if (isCode(error, '40001', '40P01') && attempt < retriesMax) continue
          throw isCode(error, '23503') ? new ConversationGone() : error
        } finally {
          client.release(broken)
        }
      }
    },
    // PostgreSQL keeps deleted rows until its vacuum has gone over them; it does so by itself.
    overwriteDeleted: async () => {},
    connect: async () => {
      await ready
      const client = new pg.Client(settings)
      await client.connect()
      await holdSchema(client, schema)
      // Somebody may have gone back to an older shape in between.
      await migratePostgres(pool, schema)
      return client
    },
    notify: async (channel, payload) => {
      await ready
      await pool.query('SELECT pg_notify($1, $2)', [channel, payload])
    },
    close: () => (closing ??= ready.catch(() => {}).then(() => pool.end())),
  }
}

async function perform<T>(on: pg.Pool | pg.PoolClient, work: Work<T>): Promise<T> {
  let step = work.next()
  while (!step.done) step = work.next(await execute(on, step.value))
  return step.value
}

/** Each text is parsed by the server once per connection: the statement's name is the text's place in this list. */
const names = new Map<string, string>()

async function execute(on: pg.Pool | pg.PoolClient, step: Step): Promise<Result> {
  if ('lock' in step) {
    await on.query('SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || $1, 0))', [step.lock])
    return { rows: [], changes: 0 }
  }
  let name = names.get(step.sql)
  if (name === undefined) {
    name = `comptoir-${names.size}`
    names.set(step.sql, name)
  }
  const { rows, rowCount } = await on.query({ name, text: step.sql, values: [...step.values] })
  return { rows, changes: rowCount ?? 0 }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof pg.DatabaseError && codes.includes(error.code ?? '')
}

/** DESK-012 with the reason; what is a sentence of the desk already stays as it is. */
export function unreachable(url: string, error: unknown): Error {
  if (error instanceof Error && error.message.startsWith('DESK-')) return error
  return databaseUnreachable(hostOf(url), reasonOf(error))
}

/** Host and database, never the password. */
function hostOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
