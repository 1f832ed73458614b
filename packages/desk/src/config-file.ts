import { readFileSync } from 'node:fs'
import type { DesksOptions } from './desks.ts'
import { unusableConfig } from './messages.ts'

/** What may stand in a configuration file: the options that are data. */
const known: Readonly<
  Record<keyof Omit<DesksOptions, 'clock' | 'random' | 'log' | 'announce' | 'shops'>, true>
> = {
  basePath: true,
  data: true,
  shop: true,
  name: true,
  retention: true,
  allowedOrigins: true,
  hours: true,
  callbacks: true,
  promises: true,
  mail: true,
  databaseUrl: true,
  databaseSchema: true,
  agents: true,
  openId: true,
  trustedProxies: true,
  metricsToken: true,
  limits: true,
}

/**
 * Reads options from a JSON file; with `shops`, those of several shops. What the options say is checked where the
 * desk is started.
 *
 * @throws {Error} DESK-015 when it cannot be read, or holds something that is no option
 */
export function readConfig(file: string): Partial<DesksOptions> {
  const config = parsed(file)
  const shops = config['shops'] === undefined ? {} : objectIn(file, config['shops'], 'shops')
  refuseUnknown(file, config, '', ['shops'])
  for (const [name, options] of Object.entries(shops))
    refuseUnknown(file, objectIn(file, options, `shops.${name}`), `shops.${name}.`)
  return config
}

function parsed(file: string): Record<string, unknown> {
  try {
    return objectIn(file, JSON.parse(readFileSync(file, 'utf8')), 'the file')
  } catch (error) {
    throw unusableConfig(file, error instanceof Error ? error.message : String(error))
  }
}

function refuseUnknown(file: string, options: object, path: string, also: readonly string[] = []): void {
  const stranger = Object.keys(options).find((key) => !Object.hasOwn(known, key) && !also.includes(key))
  if (stranger !== undefined)
    throw unusableConfig(file, `${path}${stranger} is no option; there are ${Object.keys(known).join(', ')}`)
}

function objectIn(file: string, value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unusableConfig(file, `${what} is not an object`)
  return { ...value }
}
