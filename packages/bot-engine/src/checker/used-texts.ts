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
  const asides = (flow.asides ?? []).flatMap((key, index) =>
    [key, `${key}.words`].map((text) => ({ key: text, step: 0, path: `asides[${index}]` })),
  )
  const said = flow.steps.flatMap((step, index) =>
    textsOf(flow, step).flatMap(({ key, field, ...more }) =>
      spelledOut(key).map((full) => ({ key: full, step: index, path: `steps[${index}].${field}`, ...more })),
    ),
  )
  return [...asides, ...said]
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
  const closed = (ask: string, key: string, field: string, shared: string): readonly StepText[] => [
    { key: ask, field },
    retry(ask, 'retry.confirm'),
    { key: `${key}.yes`, field, optional: true, shared: `${shared}yes` },
    { key: `${key}.no`, field, optional: true, shared: `${shared}no` },
    ...wordsFor([`${key}.yes`, `${key}.no`], field),
  ]
  const silence: readonly StepText[] =
    'silence' in step && step.silence?.say !== undefined ? [{ key: step.silence.say, field: 'silence' }] : []
  return [...silence, ...handedIn(step), ...own()]

  function own(): readonly StepText[] {
    if ('show' in step)
      return [
        { key: step.say, field: 'say' },
        ...lookTexts(step.say, 'show', { image: step.show === 'image', video: step.show === 'video' }),
      ]
    if ('open' in step)
      return [{ key: step.open, field: 'open' }, ...lookTexts(step.open, 'open', { href: true })]
    if ('copy' in step)
      return [
        { key: step.say, field: 'say' },
        { key: step.copy, field: 'copy' },
      ]
    if ('teach' in step)
      return [
        { key: step.teach, field: 'teach' },
        { key: `${step.teach}.done`, field: 'teach', optional: true, shared: 'teach.done' },
        { key: `${step.teach}.yes`, field: 'teach', optional: true, shared: 'done.yes' },
        { key: `${step.teach}.instead`, field: 'teach', optional: true, shared: 'teach.instead' },
        ...Array.from({ length: step.steps }, (_, index) => `${step.teach}.${index + 1}`).flatMap((key) => [
          { key, field: 'steps' },
          retry(key, 'retry.teach'),
          ...lookTexts(key, 'steps', {}),
        ]),
      ]
    if ('consent' in step) return closed(step.ask ?? step.consent, step.consent, 'consent', 'consent.')
    if ('wait' in step) return 'ask' in step ? closed(step.ask, step.ask, 'ask', 'done.') : []
    if ('ticket' in step) return [{ key: step.ticket, field: 'ticket' }]
    if ('complaint' in step) return [{ key: step.complaint, field: 'complaint' }]
    if ('withdraw' in step) return [{ key: step.withdraw, field: 'withdraw' }]
    if ('recap' in step)
      return [
        { key: step.recap, field: 'recap' },
        { key: `${step.recap}.subject`, field: 'recap' },
      ]
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
          ...wordsFor([`${form}.${slot}`], `fields[${index}].slot`),
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
        retry(ask, step.quantities ? 'retry.form' : 'retry.choice'),
        ...(step.quantities
          ? [
              { key: `${step.choose}.submit`, field: 'choose', optional: true, shared: 'items.submit' },
              { key: `${step.choose}.sent`, field: 'choose', optional: true },
            ]
          : []),
        ...labels.map((key) => ({ key, field: step.from === undefined ? 'options' : 'label' })),
        ...(step.from === undefined ? wordsFor(labels, 'options') : []),
      ]
    }
    if ('confirm' in step) return closed(step.ask ?? step.confirm, step.confirm, 'confirm', '')
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
}

/** Other words by which customers name a choice, or begin what belongs in a field. */
function wordsFor(labels: readonly string[], field: string): readonly StepText[] {
  return labels.map((key) => ({ key: `${key}.words`, field, optional: true }))
}

/** Texts that a step hands in: `"in": { "text": { "text": key } }`. */
function handedIn(step: Step): readonly StepText[] {
  const inputs = [
    ['in', 'in' in step ? step.in : undefined],
    ['with', 'with' in step ? step.with : undefined],
  ] as const
  return inputs.flatMap(([field, input]) =>
    Object.entries(Array.isArray(input) ? {} : (input ?? {})).flatMap(([name, source]) =>
      typeof source === 'object' && 'text' in source
        ? [{ key: String(source.text), field: `${field}.${name}` }]
        : [],
    ),
  )
}

/** What a text may show beside it, and what it has to. */
function lookTexts(
  key: string,
  field: string,
  needed: Readonly<Partial<Record<'href' | 'image' | 'video', boolean>>>,
): readonly StepText[] {
  return (['href', 'label', 'image', 'video', 'captions', 'alt'] as const).map((name) => ({
    key: `${key}.${name}`,
    field,
    // A film that nobody can read, and a picture that nobody can hear, are half a help.
    optional: !(name === 'captions'
      ? needed.video
      : name === 'alt'
        ? needed.video || needed.image
        : name !== 'label' && needed[name]),
  }))
}

/** `state.{order.status}` as the keys for each status. A value that is not known beforehand leaves the key as it is. */
function spelledOut(key: string): readonly string[] {
  const [placeholder] = placeholdersOf(key)
  if (!placeholder) return [key]
  const values = VALUES.find(([path]) => path.test(placeholder.path))?.[1]
  return (values ?? []).map((value) => key.replace(/\{[^{}]*\}/, value))
}
