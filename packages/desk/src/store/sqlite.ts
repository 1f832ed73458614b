import { createStore } from './create-store.ts'
import { openSqlite } from './sqlite-database.ts'
import type { Store } from './store.ts'

/** The store on one SQLite file, `:memory:` for one that ends with the process; see {@link openSqlite}. */
export function createSqliteStore(file: string): Store {
  return createStore(openSqlite(file))
}
