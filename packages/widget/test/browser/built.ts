import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const here = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(here, 'node_modules/.cache/comptoir')

/**
 * The widget as it is shipped, built from the sources as they are now.
 *
 * @param round another build of the same sources, to compare the two
 * @returns the folder that holds `comptoir.js` and its chunks
 */
export async function builtWidget(round = 1): Promise<string> {
  const folder = join(cache, `${await stateOfSources()}-${round}`)
  if (await exists(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  await mkdir(cache, { recursive: true })
  await rm(unfinished, { recursive: true, force: true })
  // The environment of a test is not that of a release: NODE_ENV would make a development build.
  const env = { ...process.env, NODE_ENV: 'production', COMPTOIR_OUT: unfinished }
  const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')))
  await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: here, env })
  // Another file of tests may have finished first.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }))
  return folder
}

/** A name that changes whenever a source does. */
async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const part of [
    'src',
    'build',
    'vite.config.ts',
    '../kb/src',
    '../bot-engine/src',
    '../bot-engine/flows',
  ]) {
    const path = join(here, part)
    const files = part.endsWith('.ts') ? [''] : await readdir(path, { recursive: true })
    for (const file of files.sort()) {
      const { mtimeMs, size } = await stat(join(path, file))
      hash.update(`${part}/${file} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 12)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
