import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const realm = fileURLToPath(new URL('../src/realm.ts', import.meta.url))

/** The search may run in a thread of its own, where nothing of the panel is loaded: it has a copy of its own. */
const OF_THE_SEARCH = /packages\/kb\/|widget\/src\/search/

/**
 * Makes every module sturdy against a page that has changed its built-ins: loops see own keys only, and what
 * `src/realm.ts` replaces is taken from there. XState, for one, fails with a single enumerable addition to
 * `Object.prototype`, and takes no transition at all with Prototype's `Array.from`.
 */
export function sturdyRealm(): Plugin {
  return {
    name: 'comptoir-sturdy-realm',
    enforce: 'pre',
    transform(code, id) {
      if (id.startsWith(realm) || !/\.(?:m?js|tsx?)$/.test(id)) return null
      const sturdy = withOwnKeys(code)
        .replace(/\bArray\.from\(/g, 'comptoirArrayFrom(')
        .replace(/\bJSON\.stringify\(/g, 'comptoirStringify(')
      if (sturdy === code) return null
      const from = JSON.stringify(OF_THE_SEARCH.test(id) ? `${realm}?search` : realm)
      const imports = [
        sturdy.includes('comptoirArrayFrom(') && `import { arrayFrom as comptoirArrayFrom } from ${from}\n`,
        sturdy.includes('comptoirStringify(') && `import { stringify as comptoirStringify } from ${from}\n`,
      ]
      return { code: imports.filter(Boolean).join('') + sturdy, map: null }
    },
    generateBundle(_, bundle) {
      // The bundler's own helper comes after all transforms.
      for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = withOwnKeys(file.code)
    },
  }
}

/**
 * @example
 * ```ts
 * withOwnKeys('for (const key in all) use(key)') // 'for (const key of Object.keys(all??{})) use(key)'
 * ```
 */
export function withOwnKeys(code: string): string {
  return code.replace(
    /\bfor ?\(((?:var |let |const )?[\w$]+) in ([\w.$]+)\)/g,
    'for($1 of Object.keys($2??{}))',
  )
}
