import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** What is imported by these names is taken from Preact's sources. */
const SOURCES: Readonly<Record<string, string>> = {
  preact: 'src/index.js',
  'preact/hooks': 'hooks/src/index.js',
  'preact/jsx-runtime': 'jsx-runtime/src/index.js',
}

/**
 * Takes Preact from the sources that its package brings, so that `unused-preact.ts` can be read and a new version
 * compared with it. What Preact calls its own with an underscore gets a short name, as in the files it publishes.
 */
export function preactSources(): Plugin {
  const folder = join(dirname(createRequire(import.meta.url).resolve('preact')), '..')
  const short = shortNames(
    Object.values(SOURCES).flatMap((file) => {
      const part = join(folder, dirname(file))
      return readdirSync(part, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.js'))
        .map((name) => readFileSync(join(part, name), 'utf8'))
    }),
  )
  return {
    name: 'comptoir-preact-sources',
    enforce: 'pre',
    resolveId: (name) => (Object.hasOwn(SOURCES, name) ? join(folder, SOURCES[name] ?? '') : null),
    transform(code, id) {
      if (!id.startsWith(folder)) return null
      return { code: code.replace(OWN_NAME, (name) => short.get(name) ?? name), map: null }
    },
  }
}

/** `_children`; not `__html`, which is public. */
const OWN_NAME = /(?<![\w$])_[a-z]\w*/g

function shortNames(codes: readonly string[]): ReadonlyMap<string, string> {
  const names = new Set(codes.flatMap((code) => code.match(OWN_NAME) ?? []))
  return new Map([...names].sort().map((name, index) => [name, `_${index.toString(36)}`]))
}
