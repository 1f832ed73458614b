import type { Help } from '@comptoir/kb/command-line'
import { en } from './help/en.ts'
import { fr } from './help/fr.ts'

/** What `comptoir-bot help` says of a command, in the language of the terminal. */
export function helpOf(name: CommandName): (language: string) => Help {
  return (language) => (language.toLowerCase().startsWith('fr') ? fr : en)[name]
}

/** The name of a command. */
export type CommandName = 'check' | 'explore' | 'faults' | 'play' | 'test' | 'graph'
