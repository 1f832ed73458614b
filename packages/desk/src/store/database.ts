import type { Work } from './work.ts'

/** A database as the store uses it: reads see what is committed, writes are a transaction each. */
export interface Database {
  read<T>(work: () => Work<T>): Promise<T>
  /**
   * Runs the work in a transaction and resolves after its commit, when it would survive a power cut. It may be run
   * again where the database asks for that, so it changes nothing but the database.
   */
  write<T>(work: () => Work<T>): Promise<T>
  /** Called after rows about a person were deleted: what is still on the disk of them goes, where that can be. */
  overwriteDeleted(): Promise<void>
  close(): Promise<void>
}
