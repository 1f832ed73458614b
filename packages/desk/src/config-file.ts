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
  throw unusableConfig(
    file,
    expected === 'no such field' ? `${name} is no option` : `${name} must be ${expected}`,
  )
}

function parsed(file: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    // To a schema a list is an object without fields.
    if (Array.isArray(value)) throw new Error('it is a list, and must be an object')
    return value
  } catch (error) {
    throw unusableConfig(file, error instanceof Error ? error.message : String(error))
  }
}
