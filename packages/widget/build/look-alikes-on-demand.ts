import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const standIn = fileURLToPath(new URL('../../kb/src/look-alike-on-demand.ts', import.meta.url))

/**
 * What finds the word that a typo was meant to be is a file of its own, fetched with the first word that nobody knows:
 * kb's `look-alike-on-demand.ts` stands in for its `look-alike.ts`. Bundlers get the knowledge base as it is.
 */
export function lookAlikesOnDemand(): Plugin {
  return {
    name: 'comptoir-look-alikes-on-demand',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source.endsWith('/look-alike.ts') && importer !== undefined && importer !== standIn ? standIn : null,
  }
}
