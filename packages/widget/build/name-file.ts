import type { Plugin } from 'vite'

/**
 * Puts the name of a module's file where the sources have a word for it: `new Worker` wants an address, and the name
 * carries a hash.
 *
 * The files that name it have a hash that covers this one's, since they import it as well.
 */
export function nameFile(word: string, module: RegExp): Plugin {
  return {
    name: 'comptoir-name-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const named = chunks.find(
        ({ facadeModuleId }) => facadeModuleId !== null && module.test(facadeModuleId),
      )
      if (!named) throw new Error(`${word} stands for the file of ${String(module)}, and the build has none.`)
      for (const chunk of chunks) chunk.code = chunk.code.replaceAll(word, named.fileName)
    },
  }
}
