import type { Terminal } from './command.ts'

/** `fr` where the terminal speaks French, else `en`. */
export function languageOfTerminal({ environment }: Terminal): string {
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? ''
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
