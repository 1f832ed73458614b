import { parseSync, Visitor } from 'vite'
import type { ESTree, Plugin } from 'vite'

/** What the widget never uses of one file of a library. */
export interface Unused {
  /** The file, by the end of its name: `xstate/dist/raise-*.esm.js`. */
  readonly file: RegExp
  /** Why it is never used, for who updates the library. */
  readonly because: string
  /** Functions and classes by name, methods as `Class.name`; each with the body that is left of it. */
  readonly bodies?: Readonly<Record<string, string>>
  /** Functions and methods that go altogether, named alike. */
  readonly gone?: readonly string[]
  /** Pieces of text that stand for something else here, wherever they occur. */
  readonly texts?: Readonly<Record<string, string>>
  /** What every error of the file says instead of its own sentence. */
  readonly sentence?: string
}

/**
 * Leaves parts of a library out of the built files: what no flow and no search of ours can reach. The bundler cannot
 * see that (a machine could have parallel states, a spawned actor, a history), the lists in `unused.ts` can. A name
 * or a text that the library no longer has stops the build, so that an update is looked at.
 */
export function leaveOut(lists: readonly Unused[]): Plugin {
  const met = new Set<Unused>()
  return {
    name: 'comptoir-leave-out',
    enforce: 'pre',
    buildStart() {
      met.clear()
    },
    transform(code, id) {
      const list = lists.find(({ file }) => file.test(id))
      if (!list) return null
      met.add(list)
      return { code: without(code, list, id), map: null }
    },
    buildEnd(error) {
      for (const list of error ? [] : lists) {
        if (!met.has(list))
          throw new Error(`build/unused.ts names ${list.file}, which the build never reads.`)
      }
    },
  }
}

/**
 * @example
 * ```ts
 * without('function spare() { work() }', { file: /./, because: '', bodies: { spare: '' } }, 'a.js')
 * // 'function spare() {}'
 * ```
 */
export function without(code: string, unused: Unused, id: string): string {
  const { bodies = {}, gone = [], texts = {}, sentence } = unused
  const edits: { start: number; end: number; by: string }[] = []
  const wanted = new Set([...Object.keys(bodies), ...gone])
  const visit = (name: string, whole: ESTree.Span, body: ESTree.Span | null): void => {
    if (!wanted.delete(name)) return
    if (gone.includes(name)) edits.push({ start: whole.start, end: whole.end, by: '' })
    else if (body) edits.push({ start: body.start, end: body.end, by: `{${bodies[name] ?? ''}}` })
  }
  for (const statement of parseSync(id, code).program.body) {
    if (statement.type === 'FunctionDeclaration') visit(statement.id?.name ?? '', statement, statement.body)
    const [name = '', declared] = classOf(statement)
    if (declared) visit(name, statement, declared.body)
    for (const member of declared?.body.body ?? []) {
      if (member.type !== 'MethodDefinition' || member.key.type !== 'Identifier') continue
      visit(`${name}.${member.key.name}`, member, member.value.body)
    }
  }
  if (wanted.size > 0) throw outOfDate(id, [...wanted].join(', '))
  let left = code
  for (const { start, end, by } of edits.toSorted((a, b) => b.start - a.start)) {
    left = left.slice(0, start) + by + left.slice(end)
  }
  for (const [text, by] of Object.entries(texts)) {
    if (!left.includes(text)) throw outOfDate(id, text)
    left = left.replaceAll(text, by)
  }
  return sentence === undefined ? left : withSentence(left, sentence, id)
}

/** A class that a statement declares, with its name: `class A {}` or `const A = class {}`. */
function classOf(
  statement: ESTree.Statement | ESTree.Directive,
): [name?: string | undefined, declared?: ESTree.Class] {
  if (statement.type === 'ClassDeclaration') return [statement.id?.name, statement]
  if (statement.type !== 'VariableDeclaration') return []
  const [{ id, init } = {}] = statement.declarations
  return id?.type === 'Identifier' && init?.type === 'ClassExpression' ? [id.name, init] : []
}

function withSentence(code: string, sentence: string, id: string): string {
  let left = code
  const places: ESTree.Span[] = []
  const visitor = new Visitor({
    NewExpression({ callee, arguments: [first] }) {
      if (callee.type === 'Identifier' && callee.name === 'Error' && first) places.push(first)
    },
  })
  visitor.visit(parseSync(id, code).program)
  for (const { start, end } of places.toSorted((a, b) => b.start - a.start)) {
    left = left.slice(0, start) + JSON.stringify(sentence) + left.slice(end)
  }
  return left
}

function outOfDate(id: string, what: string): Error {
  return new Error(
    `build/unused.ts leaves out what ${id} no longer has: ${what}. Compare it with this version of the library.`,
  )
}
