import type { Plugin } from 'vite'

/**
 * What a file gives to an `import()` becomes a plain object with getters: the bundler has a helper for it, in a file of
 * its own, which every first opening would have to fetch, one round trip later than what needs it.
 */
export function plainNamespaces(): Plugin {
  return {
    name: 'comptoir-plain-namespaces',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const runtime = chunks.find(({ name }) => name === 'rolldown-runtime')
      if (!runtime) return
      for (const chunk of chunks) {
        if (chunk === runtime || !chunk.imports.includes(runtime.fileName)) continue
        chunk.code = withPlainNamespaces(chunk.code, runtime.fileName)
        if (chunk.code.includes(runtime.fileName)) return
        chunk.imports = chunk.imports.filter((file) => file !== runtime.fileName)
      }
      delete bundle[runtime.fileName]
    },
  }
}

/**
 * @param runtime name of the file with the helper; where more of it is used the code stays as it is
 *
 * @example
 * ```ts
 * withPlainNamespaces('import{t as e}from"./runtime.js";var n=e({go:()=>r});', 'runtime.js')
 * // 'var n={get go(){return r}};'
 * ```
 */
export function withPlainNamespaces(code: string, runtime: string): string {
  const [statement, helper] =
    new RegExp(`import\\{\\w+ as ([\\w$]+)\\}from"\\./${runtime.replaceAll('.', '\\.')}";`).exec(code) ?? []
  if (statement === undefined || helper === undefined) return code
  const calls = new RegExp(
    `(?<![\\w$.])${helper.replaceAll('$', '\\$')}\\(\\{((?:\\w+:\\(\\)=>[\\w$]+,?)+)\\}\\)`,
    'g',
  )
  const plain = code.replace(
    calls,
    (_, members: string) => `{${members.replace(/(\w+):\(\)=>([\w$]+)/g, 'get $1(){return $2}')}}`,
  )
  return plain === code ? code : plain.replace(statement, '')
}
