import { compileFlow } from '../flow/compile.ts'
import { stepIds, type CompiledFlow } from '../flow/compile-with.ts'
import type { Flow } from '../flow/flow.ts'
import type { FlowTexts } from '../flow/library.ts'
import { placer, readFile } from './file-places.ts'
import { graphOf } from './flow-graph.ts'
import type { CheckedFlow, FlowProblem } from './flow-rule.ts'
import { faultsOfShape } from './flow-shape.ts'
import { readTexts } from './read-texts.ts'
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
    const own = readTexts(source.text, source.file)
    problems.push(...own.problems)
    if (own.texts === undefined) continue
    placers.set(locale, own.place)
    texts.set(locale, own.texts)
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
