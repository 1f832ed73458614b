import { readFile, readdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The libraries inside the built files, each with the package that brings it. */
const LIBRARIES: Readonly<Record<string, string>> = {
  preact: '../package.json',
  'idb-keyval': '../package.json',
  xstate: '../../bot-engine/package.json',
  'fuse.js': '../../kb/package.json',
}

/** Writes `LICENCES.txt` beside the scripts: the licence of each library that is inside them, word for word. */
export async function writeLicences(outDir: string): Promise<void> {
  const parts = await Promise.all(
    Object.entries(LIBRARIES).map(async ([name, from]) => {
      const folder = folderOf(name, new URL(from, import.meta.url).pathname)
      const licence = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file))
      if (!licence)
        throw new Error(`${name} brings no licence file; expected one in ${folder}. Name it here by hand.`)
      return `${name}\n${'='.repeat(name.length)}\n\n${(await readFile(join(folder, licence), 'utf8')).trim()}\n`
    }),
  )
  const head = 'Comptoir is under the MIT licence. The libraries inside its files are under theirs:\n'
  await writeFile(join(outDir, 'LICENCES.txt'), [head, ...parts].join('\n'))
}

function folderOf(name: string, from: string): string {
  let folder = dirname(createRequire(from).resolve(name))
  while (!folder.endsWith(`node_modules/${name}`)) {
    if (folder === dirname(folder)) throw new Error(`The folder of ${name} was not found from ${from}.`)
    folder = dirname(folder)
  }
  return folder
}
