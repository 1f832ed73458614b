import type { Flow, Step } from '../flow/flow.ts'
import { placeholdersOf } from './known-names.ts'
import { VALUES } from './known-values.ts'

/** A text that a step says or may say. */
export interface UsedText {
  /** Without placeholders: keys that depend on a value are listed one by one where its values are known. */
  readonly key: string
  readonly step: number
  readonly path: string
  /** There may be none: it has a shared text, or is only said if it is there. */
  readonly optional?: boolean
  /** The shared text that takes its place. */
  readonly shared?: string
}

/** Every text that a flow uses, step by step. */
export function usedTexts(flow: Flow): readonly UsedText[] {
  return flow.steps.flatMap((step, index) =>
    textsOf(flow, step).flatMap(({ key, field, ...more }) =>
      spelledOut(key).map((full) => ({ key: full, step: index, path: `steps[${index}].${field}`, ...more })),
    ),
  )
}

interface StepText {
  readonly key: string
  readonly field: string
  readonly optional?: boolean
  readonly shared?: string
}

function textsOf(flow: Flow, step: Step): readonly StepText[] {
  const retry = (ask: string, shared: string): StepText =>
    'retry' in step && step.retry !== undefined
      ? { key: step.retry, field: 'retry' }
      : { key: `${ask}.retry`, field: 'ask', optional: true, shared }
  if ('show' in step) return [{ key: step.say, field: 'say' }]
  if ('say' in step) return [{ key: step.say, field: 'say' }]
  if ('collect' in step) {
    const ask = step.ask ?? step.collect
    const type = flow.slots?.[step.collect]?.type ?? 'text'
    return [{ key: ask, field: 'collect' }, retry(ask, `retry.${type}`)]
  }
  if ('form' in step) {
    const { form, ask = form, fields } = step
    return [
      { key: ask, field: 'form' },
      { key: `${form}.submit`, field: 'form' },
      { key: `${form}.sent`, field: 'form', optional: true },
      retry(ask, 'retry.form'),
      ...fields.flatMap(({ slot }, index): readonly StepText[] => [
        { key: `${form}.${slot}`, field: `fields[${index}].slot` },
        { key: `${form}.${slot}.hint`, field: `fields[${index}].slot`, optional: true },
        ...(flow.slots?.[slot]?.type === 'choice'
          ? [{ key: `${form}.${slot}.option`, field: `fields[${index}].slot` }]
          : []),
      ]),
    ]
  }
  if ('choose' in step) {
    const ask = step.ask ?? step.choose
    const labels =
      step.from === undefined
        ? Object.keys(step.options ?? {}).map((option) => `${ask}.${option}`)
        : [step.label ?? `${ask}.entry`]
    return [
      { key: ask, field: 'choose' },
      retry(ask, 'retry.choice'),
      ...labels.map((key) => ({ key, field: step.from === undefined ? 'options' : 'label' })),
    ]
  }
  if ('confirm' in step) {
    const ask = step.ask ?? step.confirm
    return [
      { key: ask, field: 'confirm' },
      retry(ask, 'retry.confirm'),
      { key: `${step.confirm}.yes`, field: 'confirm', optional: true, shared: 'yes' },
      { key: `${step.confirm}.no`, field: 'confirm', optional: true, shared: 'no' },
    ]
  }
  if ('survey' in step) {
    const ask = step.ask ?? step.survey
    const values = Array.from({ length: 11 }, (_, value) => ({
      key: `${ask}.${value}`,
      field: 'survey',
      optional: true,
    }))
    return [{ key: ask, field: 'survey' }, retry(ask, 'retry.survey'), ...values]
  }
  if ('handoff' in step)
    return [{ key: step.handoff, field: 'handoff', optional: true, shared: `flow.${flow.id}` }]
  if ('callback' in step)
    return [{ key: step.callback, field: 'callback', optional: true, shared: `flow.${flow.id}` }]
  return []
}

/** `state.{order.status}` as the keys for each status. A value that is not known beforehand leaves the key as it is. */
function spelledOut(key: string): readonly string[] {
  const [placeholder] = placeholdersOf(key)
  if (!placeholder) return [key]
  const values = VALUES.find(([path]) => path.test(placeholder.path))?.[1]
  return (values ?? []).map((value) => key.replace(/\{[^{}]*\}/, value))
}
