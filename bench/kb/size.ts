import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'vite'

/** Bytes after brotli of the library with Fuse.js, bundled for a page, and of each lexicon as it is delivered. */
export async function sizes(): Promise<Record<string, number>> {
  const entries = { 'createKnowledgeBase, with Fuse.js': 'library', 'Fuse.js alone': 'fuse' }
  const found: Record<string, number> = {}
  for (const [name, entry] of Object.entries(entries)) found[name] = brotli(await bundle(entry))
  for (const locale of ['fr', 'en']) {
    found[`lexicon/${locale}.json`] = brotli(
      readFileSync(new URL(`../../packages/kb/lexicon/${locale}.json`, import.meta.url)),
    )
  }
  return found
}

async function bundle(entry: string): Promise<Buffer> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@comptoir/source', 'module', 'browser'] },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL(`entries/${entry}.ts`, import.meta.url)),
        formats: ['iife'],
        name: 'kb',
      },
    },
  })
  const [output] = Array.isArray(result) ? result : []
  const chunk = output?.output[0]
  if (chunk === undefined) throw new Error('Vite gave no bundle.')
  return Buffer.from(chunk.code)
}

function brotli(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
