import { readFileSync } from 'node:fs'
import type { DesksOptions } from './desks.ts'
import { unusableConfig } from './messages.ts'
import { configFile, type ListenOptions } from './schema/options.ts'
import { check } from './schema/schema.ts'

/** What stands in a configuration file. */
export interface Config {
  /** What the desk is made with; with `shops`, several of them. */
  readonly options: Partial<DesksOptions>
  /** Where the command listens. */
  readonly listen: ListenOptions
}

/**
 * Reads options from a JSON file; with `shops`, those of several shops. What the options say is checked where the
 * desk is started.
 *
 * @throws {Error} DESK-015 when it cannot be read, or holds something that is no option, with its path
 */
export function readConfig(file: string): Config {
  const checked = check(configFile, parsed(file), 'options')
  if ('value' in checked) {
    const { port, host, ...options } = checked.value
    return {
      options,
      listen: { ...(port === undefined ? {} : { port }), ...(host === undefined ? {} : { host }) },
    }
  }
  const { path, expected } = checked.misfit
  const name = path.replace(/^options\.?/, '') || 'the file'
  if (expected === 'no such field')
    throw unusableConfig(file, `${name} is no option; there are ${besides(name).join(', ')}`)
  throw unusableConfig(file, expected === 'a value' ? `${name} is missing` : `${name} must be ${expected}`)
}

/** The options that may stand where this one stands. */
function besides(name: string): readonly string[] {
  let there: unknown = configFile
  for (const key of name.split(/[.[]/).slice(0, -1)) {
    const entries = fieldOf(there, 'entries')
    there =
      entries === undefined ? (fieldOf(there, 'item') ?? fieldOf(there, 'value')) : fieldOf(entries, key)
    there = fieldOf(there, 'wrapped') ?? there
  }
  return Object.keys(fieldOf(there, 'entries') ?? {})
}

function fieldOf(value: unknown, key: string): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1]
  return typeof found === 'object' && found !== null ? found : undefined
}

function parsed(file: string): unknown {
  try {
    // Some editors put a byte-order mark in front.
    const value: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    // To a schema a list is an object without fields.
    if (Array.isArray(value)) throw new Error('it is a list, and must be an object')
    return value
  } catch (error) {
    throw unusableConfig(file, error instanceof Error ? error.message : String(error))
  }
}
