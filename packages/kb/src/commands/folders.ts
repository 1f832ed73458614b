import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { anchorsOf, Site } from '../check/index.ts'
import type { Terminal } from './command.ts'
import { FileError } from './command.ts'

/** The ids of the flows in a folder: `get-invoice` of `get-invoice.flow.json`. */
export async function readFlowIds(folder: string, terminal: Terminal): Promise<Set<string>> {
  const ids = (await filesIn(folder, terminal)).flatMap(
    (file) => /([^/\\]+)\.flow\.json$/.exec(file)?.[1] ?? [],
  )
  if (ids.length === 0) throw new FileError('check.flows', { folder })
  return new Set(ids)
}

/** The pages of a built site: each file is a page, and the ids in HTML files are its anchors. */
export async function readSiteFolder(folder: string, terminal: Terminal): Promise<Site> {
  const site = new Site()
  for (const file of await filesIn(folder, terminal)) {
    const path = `/${relative(resolve(terminal.folder, folder), file).split(sep).join('/')}`
    if (/\.html?$/i.test(file)) site.add(path, anchorsOf(await readFile(file, 'utf8')))
    else site.add(path)
  }
  return site
}

async function filesIn(folder: string, terminal: Terminal): Promise<string[]> {
  try {
    const entries = await readdir(resolve(terminal.folder, folder), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    throw new FileError('check.folder', { folder })
  }
}
