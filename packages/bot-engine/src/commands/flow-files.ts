import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SharedTexts } from '../checker/check-shared-texts.ts'
import type { Flow } from '../flow/flow.ts'
import type { FlowLibrary, FlowTexts } from '../flow/library.ts'
import { UsageError } from './command.ts'

/** The flows that come with this package. */
export const SHIPPED: string = fileURLToPath(new URL('../../flows/', import.meta.url))

const SHIPPED_TEXTS = join(SHIPPED, 'texts')

/** What all flows say and understand. */
const SHARED = ['conversation.json', 'repair.json']

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
 * The flows that were named: files, or folders of them. Of a folder that has texts for a shipped flow, and no flow of that
 * name, it is the shipped one: who edits words alone copies words alone.
 *
 * @param textFolder where their texts are. @default `texts` beside each flow
 * @throws {UsageError} when there is no such file, or nothing to read in a folder
 */
export function readFlowFiles(
  paths: readonly string[],
  folder: string,
  textFolder?: string,
): readonly FlowOnDisk[] {
  return paths.flatMap((path) => {
    const full = resolve(folder, path)
    if (!existsSync(full)) throw new UsageError(`There is no ${path}.`)
    const isFolder = statSync(full).isDirectory()
    const texts =
      textFolder === undefined ? join(isFolder ? full : dirname(full), 'texts') : resolve(folder, textFolder)
    const own = isFolder ? flowFilesIn(full) : [full]
    const shipped = isFolder ? shippedFlowsIn(texts, own) : []
    if (own.length + shipped.length === 0 && sharedTextsIn(texts).length === 0)
      throw new UsageError(
        `There is no *.flow.json in ${path}, and no texts of a shipped flow in ${join(path, 'texts')}.`,
      )
    const locales = localesIn(texts)
    return [
      ...own.map((file) => onDisk(file, folder, locales.length > 0 ? locales : [FIRST_LOCALE], [texts])),
      ...shipped.map((file) =>
        onDisk(file, folder, [...new Set([...locales, ...localesIn(SHIPPED_TEXTS)])], [texts, SHIPPED_TEXTS]),
      ),
    ]
  })
}

/** What all flows share and a folder has texts of its own for, each with the shipped file that it stands in for. */
export function readSharedTexts(
  paths: readonly string[],
  folder: string,
  textFolder?: string,
): readonly SharedTexts[] {
  return paths
    .map((path) => resolve(folder, path))
    .filter((full) => statSync(full).isDirectory())
    .flatMap((full) =>
      sharedTextsIn(textFolder === undefined ? join(full, 'texts') : resolve(folder, textFolder)),
    )
    .map(({ path, locale, name }) => {
      const original = [locale, FIRST_LOCALE]
        .map((language) => join(SHIPPED_TEXTS, language, name))
        .find((candidate) => existsSync(candidate))
      return {
        file: relative(folder, path),
        text: readFileSync(path, 'utf8'),
        locale,
        shipped: original === undefined ? {} : readJson<FlowTexts>(original),
      }
    })
}

function sharedTextsIn(
  texts: string,
): readonly { readonly path: string; readonly locale: string; readonly name: string }[] {
  return localesIn(texts).flatMap((locale) =>
    SHARED.map((name) => ({ path: join(texts, locale, name), locale, name })).filter(({ path }) =>
      existsSync(path),
    ),
  )
}

/** The shipped flows that a folder of texts speaks for and that are not in its folder themselves. */
function shippedFlowsIn(texts: string, own: readonly string[]): readonly string[] {
  const names = new Set(
    localesIn(texts).flatMap((locale) =>
      readdirSync(join(texts, locale)).map((name) => name.replace(/\.json$/, '.flow.json')),
    ),
  )
  const taken = new Set(own.map((file) => basename(file)))
  return flowFilesIn(SHIPPED).filter((file) => names.has(basename(file)) && !taken.has(basename(file)))
}

function onDisk(
  file: string,
  folder: string,
  locales: readonly string[],
  textFolders: readonly string[],
): FlowOnDisk {
  const id = basename(file).replace(/\.flow\.json$/, '')
  const texts = locales.map((locale) => {
    const paths = textFolders.map((inside) => join(inside, locale, `${id}.json`))
    const own = paths.find((path) => existsSync(path))
    // A language whose texts were not written yet lacks them all.
    const text = own === undefined ? '{}' : readFileSync(own, 'utf8')
    return [locale, { file: relative(folder, own ?? paths[0] ?? id), text, own: own === paths[0] }] as const
  })
  // What differs between the languages is said of the text that was written here, not of the shipped one.
  texts.sort(([, a], [, b]) => Number(a.own) - Number(b.own))
  return { file: relative(folder, file), text: readFileSync(file, 'utf8'), texts: new Map(texts) }
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
