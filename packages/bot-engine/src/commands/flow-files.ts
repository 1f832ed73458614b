import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Flow } from '../flow/flow.ts'
import type { FlowLibrary, FlowTexts } from '../flow/library.ts'
import { UsageError } from './command.ts'

/** The flows that come with this package. */
export const SHIPPED: string = fileURLToPath(new URL('../../flows/', import.meta.url))

/** The language that the first texts of a flow are asked for. */
const FIRST_LOCALE = 'fr'

/** The published schema. */
export function readSchema(): object {
  return JSON.parse(readFileSync(new URL('../../schema/flow.schema.json', import.meta.url), 'utf8')) as object
}

/** A flow as it stands on disk, with its texts by language. */
export interface FlowOnDisk {
  readonly file: string
  readonly text: string
  readonly texts: ReadonlyMap<string, { readonly file: string; readonly text: string }>
}

/**
 * The flows that were named: files, or folders of them.
 *
 * @param textFolder where their texts are. @default `texts` beside each flow
 */
export function readFlowFiles(
  paths: readonly string[],
  folder: string,
  textFolder?: string,
): readonly FlowOnDisk[] {
  const files = paths.flatMap((path) => {
    const full = resolve(folder, path)
    if (!existsSync(full)) throw new UsageError(`There is no ${path}.`)
    if (!statSync(full).isDirectory()) return [full]
    return flowFilesIn(full)
  })
  return files.map((file) => {
    const texts = textFolder === undefined ? join(dirname(file), 'texts') : resolve(folder, textFolder)
    const id = basename(file).replace(/\.flow\.json$/, '')
    const locales = localesIn(texts)
    const found = (locales.length > 0 ? locales : [FIRST_LOCALE]).map((locale) => {
      const own = join(texts, locale, `${id}.json`)
      // A language whose texts were not written yet lacks them all.
      const text = existsSync(own) ? readFileSync(own, 'utf8') : '{}'
      return [locale, { file: relative(folder, own), text }] as const
    })
    return { file: relative(folder, file), text: readFileSync(file, 'utf8'), texts: new Map(found) }
  })
}

/** A library out of a folder of flows, with the shipped ones behind it. */
export function readLibrary(folders: readonly string[]): FlowLibrary {
  const all = [...folders, SHIPPED]
  const files = new Map(
    [...all]
      .reverse()
      .flatMap((folder) =>
        flowFilesIn(folder).map((file) => [basename(file).replace(/\.flow\.json$/, ''), file] as const),
      ),
  )
  const locales = [...new Set(all.flatMap((folder) => localesIn(join(folder, 'texts'))))]
  return {
    ids: [...files.keys()],
    locales,
    flow(id) {
      const file = files.get(id)
      if (file === undefined) throw new Error(`There is no flow "${id}".`)
      return readJson<Flow>(file)
    },
    texts(locale, id) {
      const file = all
        .map((folder) => join(folder, 'texts', locale, `${id}.json`))
        .find((path) => existsSync(path))
      return file === undefined ? {} : readJson<FlowTexts>(file)
    },
  }
}

function flowFilesIn(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.filter((name) => name.endsWith('.flow.json')).map((name) => join(folder, name))
}

function localesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
