import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { escapeNonAscii } from './ascii-only.ts'
import { shrink } from './smaller.ts'

const flows = new URL('../../bot-engine/flows/', import.meta.url)

/** A file for browsers: `track-order.fr-0a1b2c3d.js` holds the flow and its French texts. */
interface FlowFile {
  readonly name: string
  readonly code: string
}

/**
 * Packs each flow with its texts in one language into one file: it is fetched in one go, and what both of them say is
 * said once. What is said outside flows and on cards is a file as well. All the files have one hash, of everything that is in any of them, so that the engine makes a file's name
 * from an id instead of carrying a hundred names that no compression makes smaller.
 *
 * `src/packed-flows.ts`, which reads them, stands in for `src/flows.ts`, which bundlers get.
 */
export async function flowFiles(): Promise<Plugin> {
  const { ids, files, hash } = await packedFlows()
  return {
    name: 'comptoir-flow-files',
    enforce: 'pre',
    config: () => ({ define: { COMPTOIR_FLOWS: JSON.stringify({ ids: ids.join(' '), hash }) } }),
    resolveId(source, importer) {
      if (!importer || !source.endsWith('/flows.ts')) return null
      return fileURLToPath(new URL('../src/packed-flows.ts', import.meta.url))
    },
    generateBundle() {
      for (const { name, code } of files)
        this.emitFile({ type: 'prebuilt-chunk', fileName: `${name}-${hash}.js`, code, exports: [] })
    },
  }
}

async function packedFlows(): Promise<{
  readonly ids: readonly string[]
  readonly files: readonly FlowFile[]
  readonly hash: string
}> {
  const ids = readdirSync(flows).flatMap((file) => /^(.*)\.flow\.json$/.exec(file)?.[1] ?? [])
  const locales = readdirSync(new URL('texts/', flows))
  const files = await Promise.all(
    locales.flatMap((locale) => [
      packed(`talk.${locale}`, {
        texts: read(`texts/${locale}/conversation.json`),
        cards: read(`../../widget/src/i18n/cards.${locale}.json`),
      }),
      packed(`repair.${locale}`, { texts: read(`texts/${locale}/repair.json`) }),
      packed(`warm.${locale}`, { texts: read(`texts/${locale}/warm.json`) }),
      ...ids.map((id) =>
        packed(`${id}.${locale}`, {
          flow: whatRuns(read(`${id}.flow.json`)),
          texts: read(`texts/${locale}/${id}.json`),
        }),
      ),
    ]),
  )
  const hash = createHash('sha256')
  for (const { name, code } of files) hash.update(`${name}\n${code}\n`)
  return { ids: ids.sort(), files, hash: hash.digest('base64url').slice(0, 8) }
}

function read(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL(file, flows), 'utf8'))
}

async function packed(name: string, parts: Readonly<Record<string, unknown>>): Promise<FlowFile> {
  const exported = Object.entries(parts).map(([part, value]) => `${part}=${JSON.stringify(value)}`)
  const { code } = await shrink(`export const ${exported.join(',')}`)
  return { name, code: escapeNonAscii(code) }
}

/** A flow without what editors and the checker read of it. */
function whatRuns(flow: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { $schema: _, intents: __, slots, ...rest } = flow
  if (typeof slots !== 'object' || slots === null) return rest
  const typed = Object.entries(slots).map(([name, { purpose: ___, retention: ____, ...slot }]) => [
    name,
    slot,
  ])
  return { ...rest, slots: Object.fromEntries(typed) }
}
