import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'

/** The name of a schema that no other test has; it goes when the test is over. */
export async function freshSchema(): Promise<string> {
  const schema = `test_${randomBytes(8).toString('hex')}`
  onTestFinished(async () => {
    const client = new pg.Client({ connectionString: inject('postgres') })
    await client.connect()
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
    await client.end()
  })
  return schema
}
