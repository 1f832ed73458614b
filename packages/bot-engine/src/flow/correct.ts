import { stepIds, type CompiledFlow } from './compile-with.ts'
import { dependsOn, madeOf, namesMadeBy } from './dependents.ts'
import type { Step } from './flow.ts'
import type { FlowEvent } from './flow-context.ts'
import { lookUp, type Scope } from './path.ts'
import { turnFlow, type Effect, type Frame, type Turn } from './turn.ts'

/**
 * Takes back what was said: the named values become these, or are asked anew where they are `null`. Whatever was made
 * out of them is forgotten, and nothing else; the flow goes on as if it had been answered so in the first place.
 */
export function correctFlow(compiled: CompiledFlow, frame: Frame, corrected: Scope, world: Scope): Turn {
  const { flow } = compiled
  const names = Object.keys(corrected)
  const made = new Set(names.flatMap((name) => [...madeOf(flow, name)]))
  const { data: known } = frame
  const data = {
    ...Object.fromEntries(Object.entries(known).filter(([name]) => !made.has(name))),
    ...corrected,
  }
  const first = flow.steps.findIndex((step) => names.some((name) => asksFor(step, name)))
  const now = compiled.config.states[frame.at]?.meta?.step ?? 0
  const touched =
    [...made].some((name) => !names.includes(name) && (known[name] ?? null) !== null) ||
    flow.steps.some((step, index) => index > first && index < now && dependsOn(step, made))
  const asked = flow.steps[first]
  const values = asked ? answersTo(asked, data, world) : undefined
  const leadsOn = asked !== undefined && wayFrom(asked, known) === wayFrom(asked, data)
  // What was told before it was asked is other, and the question that is open stays.
  if (first > now || (!touched && values && leadsOn))
    return turnFlow(compiled, { ...frame, data }, { type: 'RESUME', step: frame.at }, world)
  const at = stepIds(flow)[first] ?? frame.at
  // What was answered after it is answered anew, and nobody goes back to it.
  const trail = frame.trail.filter((step) => (compiled.config.states[step]?.meta?.step ?? 0) < first)
  if (!values) return turnFlow(compiled, { ...frame, data, trail }, { type: 'RESUME', step: at }, world)
  return answerKnown(compiled, turnFlow(compiled, { ...frame, data, trail, at }, values, world), data, world)
}

/** Does the step find out about that name? */
function asksFor(step: Step, name: string): boolean {
  if ('collect' in step) return step.collect === name
  if ('form' in step) return step.fields.some(({ slot }) => slot === name)
  return !('set' in step) && namesMadeBy(step).includes(name)
}

/** Questions whose answer is known already are answered with it, unasked. */
function answerKnown(compiled: CompiledFlow, turned: Turn, known: Scope, world: Scope): Turn {
  let turn = turned
  for (let rounds = 0; rounds < 20; rounds++) {
    const wait = compiled.waits.get(turn.frame.at)
    const event = wait && answersTo(wait.step, { ...known, ...turn.frame.data }, world)
    if (!event || turn.done) return turn
    const next = turnFlow(compiled, turn.frame, event, world)
    if (next.frame.at === turn.frame.at) return turn
    const before: readonly Effect[] = turn.effects.filter(({ type }) => type !== 'ask')
    turn = { ...next, effects: [...before, ...next.effects] }
  }
  return turn
}

/** Where the choice of a way leads. */
function wayFrom(step: Step, known: Scope): string {
  if (!('choose' in step) || step.options === undefined) return ''
  const way = step.options[String(known[step.choose])]
  return String(typeof way === 'object' ? way.go : way)
}

function answersTo(step: Step, known: Scope, world: Scope): FlowEvent | undefined {
  const names =
    'collect' in step
      ? [step.collect]
      : 'form' in step
        ? step.fields.filter(({ optional }) => !optional).map(({ slot }) => slot)
        : []
  const all = names.length > 0 && names.every((name) => (known[name] ?? null) !== null)
  if (all) return { type: 'FILL', values: Object.fromEntries(names.map((name) => [name, known[name]])) }
  if (!('choose' in step)) return undefined
  const value = known[step.choose]
  if (step.quantities)
    return Array.isArray(value) ? { type: 'FILL', values: { [step.choose]: value } } : undefined
  if (step.from === undefined) return typeof value === 'string' ? { type: 'PICK', value } : undefined
  const list = lookUp({ ...world, ...known }, step.from)
  const at = Array.isArray(list)
    ? list.findIndex((item) => JSON.stringify(item) === JSON.stringify(value))
    : -1
  return at < 0 ? undefined : { type: 'PICK', value: String(at) }
}
