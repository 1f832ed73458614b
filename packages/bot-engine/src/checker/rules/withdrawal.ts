import type { Flow, Step } from '../../flow/flow.ts'
import { stepInput } from '../../flow/step-input.ts'
import type { CheckedFlow, FlowFinding, FlowRule } from '../flow-rule.ts'
import type { FlowGraph } from '../flow-graph.ts'

/** What a declaration of withdrawal may ask for: who, which contract, where the receipt goes. */
const NEEDED: readonly string[] = ['name', 'contract', 'reference', 'email', 'items']

/** The second step in the words of the law, by language. */
const SECOND_STEP: Readonly<Record<string, { readonly words: string; readonly pattern: RegExp }>> = {
  fr: { words: 'Confirmer la rétractation', pattern: /confirm\w*[^.]*rétractation/i },
  en: { words: 'Confirm withdrawal', pattern: /confirm[^.]*withdrawal/i },
}

/** A declaration is received; whether it holds is for a person, later. */
const ACCEPTED: readonly RegExp[] = [
  /rétractation[^.]{0,60}(?:accept|valid|approuv)ée/i,
  /withdrawal[^.]{0,60}(?:accepted|approved|validated)/i,
]

/**
 * Withdrawing from a contract is never gated: no verification, no order's state, no reason, nothing but who, which
 * contract and an address; a second step confirms it in the words of the law; it is received, not accepted (Code de
 * la consommation, art. L221-21 and D221-5, since 19 June 2026).
 */
export const withdrawal: FlowRule = {
  id: 'withdrawal',
  find(given) {
    const { flow } = given
    const { graph } = given
    const declarations = flow.steps.flatMap((step, index) => (isDeclaration(step) ? [index] : []))
    if (declarations.length === 0 && flow.id !== 'withdraw') return []
    return [
      ...flow.steps.flatMap((step, index) => gates(step, `steps[${index}]`)),
      ...questions(flow, flow.steps[declarations[0] ?? -1]),
      ...(graph ? declarations.flatMap((at) => secondStep(given, graph, at)) : []),
      ...promises(given),
    ]
  },
}

function isDeclaration(step: Step): boolean {
  return 'withdraw' in step || ('call' in step && step.call.endsWith('.withdraw'))
}

function gates(step: Step, path: string): readonly FlowFinding[] {
  if ('verify' in step)
    return [{ path, sentence: 'A withdrawal must not ask for verification: doubts are for a person, later.' }]
  const decides = 'when' in step ? step.when : 'switch' in step ? { [step.switch]: '' } : undefined
  return decides && /"order\.(?:status|actions|paid|deadlines)/.test(JSON.stringify(decides))
    ? [
        {
          path,
          sentence: "A withdrawal must not depend on the order's state: it is received in any case.",
        },
      ]
    : []
}

function questions(flow: Flow, declaration: Step | undefined): readonly FlowFinding[] {
  const input = declaration === undefined ? undefined : stepInput(declaration)
  const named: readonly [string, unknown][] = Array.isArray(input)
    ? input.map((name: string) => [name, name])
    : Object.entries(input ?? {})
  const needed = new Set(named.filter(([name]) => NEEDED.includes(name)).map(([, from]) => from))
  return flow.steps.flatMap((step, index) => {
    const asked =
      'collect' in step ? [{ slot: step.collect, optional: false }] : 'form' in step ? step.fields : []
    return asked
      .filter(
        ({ slot, optional }) => !optional && (isReason(slot) || (input !== undefined && !needed.has(slot))),
      )
      .map(({ slot }) => ({
        path: `steps[${index}]`,
        sentence: isReason(slot)
          ? `"${slot}" must be optional: no reason may be asked as a condition.`
          : `"${slot}" must be optional: a withdrawal needs a name, the contract and an address for the receipt, nothing else.`,
      }))
  })
}

function isReason(slot: string): boolean {
  return /reason|motif|why/i.test(slot)
}

/** Whatever leads to the declaration at once has to be a button with the words of the law. */
function secondStep({ flow, texts, ids }: CheckedFlow, graph: FlowGraph, at: number): readonly FlowFinding[] {
  const steps = new Set(answersThatLeadTo(ids[at] ?? '', graph).map((state) => graph.stepOf(state)))
  return [...steps]
    .filter((index) => index !== at)
    .flatMap((index): readonly FlowFinding[] => {
      const step = flow.steps[index]
      const path = `steps[${index}]`
      const key =
        step && ('confirm' in step ? `${step.confirm}.yes` : 'form' in step ? `${step.form}.submit` : '')
      if (!key)
        return [
          {
            path,
            sentence:
              'A withdrawal is confirmed in a second step: put a "confirm" before it, whose button says so.',
          },
        ]
      return [...texts].flatMap(([locale, own]) => {
        const law = SECOND_STEP[locale]
        if (!law || law.pattern.test(own[key] ?? '')) return []
        const sentence = `The button that confirms a withdrawal has to say "${law.words}": write it under "${key}".`
        return [Object.hasOwn(own, key) ? { locale, path: key, sentence } : { path, sentence }]
      })
    })
}

/** States whose answers lead to a state without another question between. */
function answersThatLeadTo(target: string, graph: FlowGraph): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const open = [target]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen.has(state)) continue
    seen.add(state)
    for (const { from, to, event } of graph.edges) {
      if (to !== state || from === state) continue
      if (event === undefined) open.push(from)
      else if (event !== 'MISS' && event !== 'NOTE' && event !== 'FAILED') found.add(from)
    }
  }
  return [...found]
}

function promises({ texts }: CheckedFlow): readonly FlowFinding[] {
  return [...texts].flatMap(([locale, own]) =>
    Object.entries(own)
      .filter(([, text]) => ACCEPTED.some((pattern) => pattern.test(text.replace(/\{[^{}]*\}/g, ''))))
      .map(([path]) => ({
        locale,
        path,
        sentence: 'A declaration of withdrawal is received, not accepted: say so.',
      })),
  )
}
