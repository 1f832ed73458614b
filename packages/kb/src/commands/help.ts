import type { Help } from './run-commands.ts'
import { en } from './help/en.ts'
import { fr } from './help/fr.ts'

/**
 * What `comptoir-kb help` says of a command, in the language of the terminal.
 *
 * @example
 * ```ts
 * helpOf('fix')('fr').summary.startsWith('Corrige') // true
 * ```
 */
export function helpOf(name: CommandName): (language: string) => Help {
  return (language) => (language.toLowerCase().startsWith('fr') ? fr : en)[name]
}

/** The name of a command. */
export type CommandName =
  | 'ask'
  | 'evaluate'
  | 'build'
  | 'lexicon'
  | 'check'
  | 'fix'
  | 'compare'
  | 'report'
  | 'import'
  | 'export'
