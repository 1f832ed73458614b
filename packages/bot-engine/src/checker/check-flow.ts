import { lineAndColumn, readJsonText } from '@comptoir/kb/check'
import { compileFlow } from '../flow/compile.ts'
import { stepIds, type CompiledFlow } from '../flow/compile-with.ts'
import type { Flow } from '../flow/flow.ts'
import type { FlowTexts } from '../flow/library.ts'
import { graphOf } from './flow-graph.ts'
import type { CheckedFlow, FlowFinding, FlowProblem } from './flow-rule.ts'
import { faultsOfShape } from './flow-shape.ts'
import { flowRules } from './rules.ts'

export interface CheckFlowOptions {
  /** Name of the flow's file, for the messages. */
  readonly file: string
  /** The published schema, `@comptoir/bot-engine/flow.schema.json`. */
  readonly schema: object
  /** By language: the text of the flow's own text file, with its name. */
  readonly texts?: ReadonlyMap<string, { readonly file: string; readonly text: string }>
  /** By language: the texts that all flows share. */
  readonly shared?: ReadonlyMap<string, FlowTexts>
  /** The other flows of the library. */
  readonly others?: readonly Flow[]
}

/**
 * Checks a flow as it stands in its file, with its texts: JSON, the schema, then the rules. Gives every problem
 * with its place; nothing for a sound flow.
 */
export function checkFlow(text: string, options: CheckFlowOptions): readonly FlowProblem[] {
  const { file } = options
  const read = readFile(text, file)
  if (!('value' in read)) return read.problems
  const place = placer(text, file)
  const misshapen = faultsOfShape(options.schema, read.value)
  if (misshapen.length > 0)
    return misshapen.map(({ path, expected }) => place({ path, sentence: `Expected ${expected}.` }, 'schema'))
  // The schema has just said that it is one.
  const flow = read.value as Flow
  const texts = new Map<string, FlowTexts>()
  const placers = new Map<string, ReturnType<typeof placer>>()
  const problems: FlowProblem[] = [...read.problems]
  for (const [locale, source] of options.texts ?? []) {
    const own = readFile(source.text, source.file)
    problems.push(...own.problems)
    if (!('value' in own)) continue
    const placeText = placer(source.text, source.file, true)
    placers.set(locale, placeText)
    for (const [path, value] of Object.entries(Object(own.value) as object))
      if (typeof value !== 'string')
        problems.push(placeText({ path, sentence: 'Expected a text.' }, 'broken-text'))
    texts.set(locale, textsOnly(own.value))
  }
  const given = checkedFlow(flow, texts, options)
  for (const rule of flowRules) {
    for (const finding of rule.find(given)) {
      const placed = (finding.locale === undefined ? undefined : placers.get(finding.locale)) ?? place
      problems.push(placed(finding, rule.id))
    }
  }
  return problems
}

/** What rules look at, for a flow that has the right shape. */
export function checkedFlow(
  flow: Flow,
  texts: ReadonlyMap<string, FlowTexts>,
  { shared = new Map(), others = [] }: Pick<CheckFlowOptions, 'shared' | 'others'>,
): CheckedFlow {
  const base = {
    flow,
    texts,
    shared,
    others: new Map(others.filter(({ id }) => id !== flow.id).map((other) => [other.id, other])),
  }
  let compiled: CompiledFlow
  try {
    compiled = compileFlow(flow)
  } catch {
    return { ...base, ids: [] }
  }
  return { ...base, compiled, graph: graphOf(compiled), ids: stepIds(flow) }
}

function readFile(
  text: string,
  file: string,
): { readonly problems: readonly FlowProblem[]; readonly value?: unknown } {
  const { fault, doubles } = readJsonText(text)
  const at = (offset: number, path: string, sentence: string): FlowProblem => ({
    rule: 'json',
    file,
    path,
    sentence,
    ...lineAndColumn(text, offset),
  })
  if (fault) {
    const sentence = 'deep' in fault ? 'It is nested too deeply.' : `Expected ${fault.expected}.`
    return { problems: [at(fault.offset, '', sentence)] }
  }
  const twice = doubles.map(({ key, offset, path }) =>
    at(offset, path, `"${key}" stands here twice: the second one wins, take one out.`),
  )
  return { problems: twice, value: JSON.parse(text) as unknown }
}

/** Puts findings to their line and column; one whose exact place is not in the file stands at what holds it. */
function placer(
  text: string,
  file: string,
  keys = false,
): (finding: FlowFinding, rule: string) => FlowProblem {
  const { offsets } = readJsonText(text)
  return (finding, rule) => {
    let path = finding.path
    let offset = offsets.get(path)
    for (let depth = keys ? 0 : 8; offset === undefined && depth > 0; depth--) {
      path = path.replace(/(?:\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '')
      offset = offsets.get(path)
    }
    return { ...finding, rule, file, ...lineAndColumn(text, offset ?? 0) }
  }
}

function textsOnly(value: unknown): FlowTexts {
  const entries = Object.entries(Object(value) as object).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(entries)
}
