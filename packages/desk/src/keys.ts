import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unreadableSecrets } from './messages.ts'
import { newSecret } from './secret.ts'

/** Secrets that the desk made for itself. */
export interface DeskKeys {
  /** Signs the links to documents. */
  readonly links: string
}

/**
 * Reads the desk's own secrets from its data folder, or makes them there, readable by this user alone.
 *
 * @param folder the data folder, `:memory:` for secrets that end with the process
 * @throws {Error} DESK-005 when the file is there and cannot be read as secrets
 */
export function readKeys(folder: string): DeskKeys {
  if (folder === ':memory:') return { links: newSecret() }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'secrets.json')
  if (!existsSync(file)) {
    const keys: DeskKeys = { links: newSecret() }
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    return keys
  }
  const links = linksKey(readFileSync(file, 'utf8'))
  if (links === undefined) throw unreadableSecrets(file)
  return { links }
}

function linksKey(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const fits = typeof value === 'object' && value !== null && 'links' in value
    return fits && typeof value.links === 'string' && value.links.length >= 32 ? value.links : undefined
  } catch {
    return undefined
  }
}
