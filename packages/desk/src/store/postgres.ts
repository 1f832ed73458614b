import { createStore } from './create-store.ts'
import { openPostgres, type PostgresOptions } from './postgres-database.ts'
import type { Store } from './store.ts'

/** The store on PostgreSQL; see {@link openPostgres}. */
export function createPostgresStore(options: PostgresOptions): Store {
  return createStore(openPostgres(options))
}
