import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Takes an earlier build's scripts away before this one writes its own: their names carry hashes, so they would stay
 * beside the new ones for ever. The type declarations, which `tsc -b` keeps up to date itself, stay.
 */
export function sweepEarlierBuild(outDir: string): Plugin {
  return {
    name: 'comptoir-sweep',
    async buildStart() {
      await rm(join(outDir, 'npm'), { recursive: true, force: true })
      const files = await readdir(outDir).catch(() => [])
      await Promise.all(
        files.filter((file) => /\.js(\.map)?$/.test(file)).map((file) => rm(join(outDir, file))),
      )
    },
  }
}
