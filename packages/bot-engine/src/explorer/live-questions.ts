import type { FlowGraph, GraphEdge } from '../checker/flow-graph.ts'
import { rootOf } from '../checker/known-names.ts'
import { holds } from '../flow/condition.ts'
import type { Condition, Expectation, Path } from '../flow/flow.ts'
import { lookUp, type Scope } from '../flow/path.ts'

/** Something that a flow may still look at: whether what is at a path passes a test, or without one all of it. */
export interface Question {
  /** `*` stands for any entry of a list, `#` at its end for how many it has. */
  readonly path: Path
  readonly test?: Expectation
}

/**
 * For each state, what may still be asked of what is known, and so decides which way the flow takes (live variables,
 * a condition at a time). Two situations that differ only elsewhere go on alike.
 */
export function liveQuestions(graph: FlowGraph): ReadonlyMap<string, readonly Question[]> {
  const live = new Map<string, readonly Question[]>([...graph.states.keys()].map((state) => [state, []]))
  for (let changed = true; changed;) {
    changed = false
    for (const [state, { entry }] of graph.states) {
      const leaving = graph.edgesFrom(state).flatMap((edge) => beforeEdge(edge, live.get(edge.to) ?? []))
      const questions = distinct(beforeSet(entry, leaving))
      if (questions.length === live.get(state)?.length) continue
      live.set(state, questions)
      changed = true
    }
  }
  return live
}

/** The answer to a question, as far as flows tell answers apart; nothing where nothing is known. */
export function answerTo(
  { path, test }: Question,
  scope: Scope,
  summary: (value: unknown) => unknown,
): unknown {
  const [list = '', ...within] = path.split(`.${ANY_ENTRY}`)
  if (within.length > 0) {
    const further = `entry${within.join(`.${ANY_ENTRY}`)}`
    const answers = entriesAt(scope, list).map((entry) =>
      answerTo({ path: further, ...(test !== undefined && { test }) }, { entry }, summary),
    )
    return [...new Set(answers.map((answer) => JSON.stringify(answer)))]
  }
  if (path.endsWith(LENGTH)) return Math.min(entriesAt(scope, path.slice(0, -LENGTH.length)).length, MANY)
  return test === undefined ? summary(lookUp(scope, path)) : holds({ [path]: test }, scope)
}

const ANY_ENTRY = '*'
const LENGTH = '.#'

/** So many entries are as good as more. */
export const MANY = 3

function entriesAt(scope: Scope, path: Path): readonly unknown[] {
  const list = lookUp(scope, path)
  return Array.isArray(list) ? list : []
}

function distinct(questions: readonly Question[]): readonly Question[] {
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()]
}

// --- What was asked before, by what is asked afterwards ---

function beforeEdge({ guard, actions, event }: GraphEdge, after: readonly Question[]): readonly Question[] {
  const given = [...filledBy(guard, event), ...actions.flatMap(({ params }) => textsIn(params?.['as']))]
  if (guard?.type === 'isReturned') given.push(...actions.flatMap(({ params }) => textsIn(params?.['gives'])))
  const picks = [guard, ...actions].flatMap((named) => pickOf(named?.params))
  const kept = beforeSet(actions, after).flatMap((question) => {
    const [name = '', ...field] = question.path.split('.')
    const picked = picks.find(({ as }) => as === name)
    if (picked) return [{ ...question, path: sourceOf(picked, field) }]
    return given.includes(name) ? [] : [question]
  })
  return [...kept, ...askedBy(guard)]
}

/** What an answer has to bring; a field that may be left out keeps what it was. */
function filledBy(guard: GraphEdge['guard'], event: string | undefined): readonly string[] {
  if (event !== 'FILL' || guard?.type !== 'fits') return []
  const { slots, required } = guard.params ?? {}
  return required === undefined ? Object.keys(Object(slots) as object) : textsIn(required)
}

interface Pick {
  readonly list: Path
  readonly as: string
}

/** One entry of a list, or several of them, that are given a name. */
function pickOf(params: Readonly<Record<string, unknown>> = {}): readonly Pick[] {
  const { list, as } = params
  return typeof list === 'string' && typeof as === 'string' ? [{ list, as }] : []
}

/** Where a field of what is picked was before: in any entry of the list. */
function sourceOf({ list }: Pick, field: readonly string[]): Path {
  const within = /^(?:\d+|last|\*)$/.test(field[0] ?? '') ? field.slice(1) : field
  return within[0] === '#' ? `${list}${LENGTH}` : [list, ANY_ENTRY, ...within].join('.')
}

/** What is set to something fixed decided nothing before, and what is set from elsewhere decided there. */
function beforeSet(actions: GraphEdge['actions'] = [], after: readonly Question[]): readonly Question[] {
  const values = Object(actions.find(({ type }) => type === 'set')?.params?.['values']) as object
  return after.flatMap((question) => {
    const name = rootOf(question.path)
    if (!Object.hasOwn(values, name)) return [question]
    const [from] = textsIn(Reflect.get(Object(Reflect.get(values, name)) as object, 'from'))
    return from === undefined ? [] : [{ ...question, path: `${from}${question.path.slice(name.length)}` }]
  })
}

function askedBy(guard: GraphEdge['guard']): readonly Question[] {
  const { condition, name, path, list } = guard?.params ?? {}
  if (condition) return asked(condition as Condition)
  return [
    ...textsIn(name).map((known) => ({ path: known, test: { known: true } })),
    ...textsIn(path).map((read) => ({ path: read })),
    ...textsIn(list).map((read) => ({ path: `${read}${LENGTH}` })),
  ]
}

function asked(condition: Condition): readonly Question[] {
  return Object.entries(condition).flatMap(([path, expected]: [string, unknown]): readonly Question[] => {
    if (Array.isArray(expected)) return expected.flatMap((part: Condition) => asked(part))
    const bounds = ['same', 'atLeast', 'atMost'].flatMap((word) =>
      textsIn(Reflect.get(Object(expected) as object, word)),
    )
    // What is compared with something else may be compared with something new by then.
    if (bounds.length > 0) return [path, ...bounds].map((each) => ({ path: each }))
    return [{ path, test: expected as Expectation }]
  })
}

function textsIn(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((each) => typeof each === 'string')
}
