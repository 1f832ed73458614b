import { newSecret } from './secret.ts'
import type { Store } from './store/store.ts'

/** Secrets that the desk made for itself at its first start; all nodes on one database have the same. */
export interface DeskKeys {
  /** Signs the links to documents. */
  readonly links: string
  /** Hashes what limits are counted under, and codes: networks and addresses are not kept in clear. */
  readonly limits: string
  /** Signs what a browser carries to the provider that signs people in, and back. */
  readonly signIns: string
}

/** Reads the desk's own secrets from its database, or makes them there. */
export async function readKeys(store: Pick<Store, 'secret'>): Promise<DeskKeys> {
  const [links, limits, signIns] = await Promise.all(
    ['links', 'limits', 'sign-ins'].map((name) => store.secret(name, newSecret())),
  )
  return { links: links ?? '', limits: limits ?? '', signIns: signIns ?? '' }
}
