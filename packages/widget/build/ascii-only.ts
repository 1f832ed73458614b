import type { Plugin } from 'vite'

/**
 * Writes every character beyond ASCII as an escape, so that a script means the same on a page in windows-1252
 * as in UTF-8. An escape stands for its character in strings, templates, patterns and names alike.
 */
export function asciiOnly(): Plugin {
  return {
    name: 'comptoir-ascii-only',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        const short = escapeStrings(file.code)
        try {
          this.parse(short)
          file.code = short
        } catch {
          // A name has such a character.
          file.code = escapeNonAscii(file.code)
        }
      }
    },
  }
}

/**
 * @example
 * ```ts
 * escapeNonAscii("'é'") // "'\\u00e9'"
 * ```
 */
export function escapeNonAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/**
 * The same where only strings have such characters: there the commonest, those of western languages, have a shorter
 * escape, which no name may have.
 *
 * @example
 * ```ts
 * escapeStrings("'é'") // "'\\xe9'"
 * ```
 */
export function escapeStrings(code: string): string {
  return escapeNonAscii(code.replace(/[\x80-\xff]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16)}`))
}
