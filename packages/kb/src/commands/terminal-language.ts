import type { Output } from './run-commands.ts'

/** `fr` where the terminal speaks French, else `en`. */
export function languageOfTerminal({ environment = {} }: Output): string {
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? ''
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
