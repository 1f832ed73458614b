import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { minify } from 'terser'
import type { MinifyOptions } from 'terser'
import type { Plugin } from 'vite'

/** The bundler minifies fast; terser goes over it again and finds 2 % more. */
const OPTIONS: MinifyOptions = {
  module: true,
  compress: { passes: 3, keep_fargs: false, unsafe_arrows: true, pure_getters: true },
  mangle: true,
}

/**
 * Makes scripts smaller once more, after the bundler.
 *
 * Files are named after what they hold before this step; so that a name never stands for two contents, all that
 * could change the step enters the name.
 *
 * @param ecma the newest syntax it may use, as a year
 */
export function smaller(ecma: 2018 | 2020 = 2020): Plugin {
  const recipe = recipeOf(fileURLToPath(new URL('.', import.meta.url)))
  return {
    name: 'comptoir-smaller',
    enforce: 'post',
    augmentChunkHash: () => recipe,
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        // A lexicon is one great object, as small as it gets.
        if (file.type === 'chunk' && !file.fileName.startsWith('lexicon.'))
          file.code = (await shrink(file.code, undefined, ecma)).code
      }
    },
  }
}

/**
 * Makes one script smaller.
 *
 * @param map where its pieces come from, as JSON; a map of the small script comes back
 */
export async function shrink(
  code: string,
  map?: string,
  ecma: 2018 | 2020 = 2020,
): Promise<{ readonly code: string; readonly map?: string }> {
  const { code: small = code, map: place } = await minify(code, {
    ...OPTIONS,
    ecma,
    ...(map !== undefined && { sourceMap: { content: map, asObject: false } }),
  })
  return { code: small, ...(typeof place === 'string' && { map: place }) }
}

/** The steps of the build and the version of terser, as one hash. */
function recipeOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(`${folder}${file}`))
  const terser = new URL('package.json', import.meta.resolve('terser'))
  return hash.update(readFileSync(terser)).digest('hex')
}
