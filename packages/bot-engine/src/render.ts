import type { ShopFacts } from './conversation.ts'
import type { CompiledFlow } from './flow/compile.ts'
import { SCALES } from './flow/guards-and-actions.ts'
import { holds } from './flow/condition.ts'
import type { ChooseStep, SurveyStep } from './flow/flow.ts'
import { lookUp, type Scope } from './flow/path.ts'
import { scopeOf } from './flow/scope.ts'
import type { Effect } from './flow/turn.ts'
import { formFields } from './form.ts'
import { contactLinks } from './contact-links.ts'
import type { Card, QuickReply } from './message.ts'
import { itemFields } from './item-form.ts'
import { lookOf } from './look.ts'
import type { InvoiceView, Money } from './order.ts'
import { isOrder } from './port-answers.ts'
import type { Rendered } from './session.ts'
import { SHARED, type TextBook } from './text-book.ts'

/** How a question is put: the first time, or again because the answer was not understood. */
export interface Asking {
  readonly again: boolean
  /** Why the answer was not understood, where it is known. */
  readonly reason?: string
}

/** The question of a waiting step, with its choices, form or scale. */
export function renderQuestion(
  compiled: CompiledFlow,
  id: string,
  scope: Scope,
  book: TextBook,
  asking: Asking,
): Rendered {
  const { flow, waits } = compiled
  const { step, part = 1 } = waits.get(id) ?? {}
  if (!step) return { text: id }
  const prefix = `${flow.id}.${id}=`
  const yesOrNo = (key: string, shared = ''): readonly QuickReply[] =>
    (['yes', 'no'] as const).map((answer) => ({
      id: prefix + answer,
      label: book.shared(flow.id, `${key}.${answer}`, shared + answer, scope),
    }))
  const say = (ask: string, sharedRetry: string): string => {
    if (!asking.again) return book.say(flow.id, ask, scope)
    const own = 'retry' in step && step.retry !== undefined ? step.retry : `${ask}.retry`
    return book.shared(flow.id, own, sharedRetry, scope)
  }
  if ('collect' in step) {
    const type = flow.slots?.[step.collect]?.type ?? 'text'
    return {
      text: say(step.ask ?? step.collect, asking.reason ? `retry.${type}.${asking.reason}` : `retry.${type}`),
    }
  }
  if ('form' in step) {
    const text = say(step.ask ?? step.form, 'retry.form')
    const submit = book.say(flow.id, `${step.form}.submit`, scope)
    return {
      text,
      card: { type: 'form', id: `${flow.id}.${id}`, submit, fields: formFields(flow, step, scope, book) },
    }
  }
  if ('confirm' in step)
    return {
      text: say(step.ask ?? step.confirm, 'retry.confirm'),
      choices: yesOrNo(step.confirm),
    }
  if ('consent' in step)
    return {
      text: say(step.ask ?? step.consent, 'retry.confirm'),
      choices: yesOrNo(step.consent, 'consent.'),
    }
  if ('wait' in step)
    return 'ask' in step
      ? { text: say(step.ask, 'retry.confirm'), choices: yesOrNo(step.ask, 'done.') }
      : { text: id }
  if ('teach' in step) {
    const key = `${step.teach}.${part}`
    const card = lookOf(flow.id, key, scope, book, { number: part, of: step.steps })
    return {
      text: say(key, 'retry.teach'),
      choices: [
        ...yesOrNo(step.teach, 'done.').slice(0, 1),
        {
          id: `${prefix}instead`,
          label: book.shared(flow.id, `${step.teach}.instead`, 'teach.instead', scope),
        },
      ],
      ...(card ? { card } : {}),
    }
  }
  if ('choose' in step && step.quantities) {
    const submit = book.shared(flow.id, `${step.choose}.submit`, 'items.submit', scope)
    return {
      text: say(step.ask ?? step.choose, 'retry.form'),
      card: {
        type: 'form',
        id: `${flow.id}.${id}`,
        submit,
        fields: itemFields(step, flow.id, scope, book),
      },
    }
  }
  if ('choose' in step) {
    return {
      text: say(step.ask ?? step.choose, 'retry.choice'),
      choices: choicesOf(step, prefix, compiled, scope, book),
    }
  }
  if ('survey' in step) {
    const options = scaleOf(step, prefix, compiled, scope, book)
    return {
      text: say(step.ask ?? step.survey, 'retry.survey'),
      card: { type: 'rating', scale: step.survey, options },
    }
  }
  return { text: id }
}

function choicesOf(
  step: ChooseStep,
  prefix: string,
  { flow }: CompiledFlow,
  scope: Scope,
  book: TextBook,
): readonly QuickReply[] {
  const ask = step.ask ?? step.choose
  if (step.from !== undefined) {
    const list = lookUp(scope, step.from)
    return (Array.isArray(list) ? list : []).map((item: unknown, index) => ({
      id: `${prefix}${index}`,
      label: book.say(flow.id, step.label ?? `${ask}.entry`, { ...scope, item }),
    }))
  }
  return Object.entries(step.options ?? {})
    .filter(([, way]) => typeof way === 'string' || holds(way.if, scope))
    .map(([option]) => ({ id: `${prefix}${option}`, label: book.say(flow.id, `${ask}.${option}`, scope) }))
}

function scaleOf(
  step: SurveyStep,
  prefix: string,
  { flow }: CompiledFlow,
  scope: Scope,
  book: TextBook,
): readonly QuickReply[] {
  const [lowest, highest] = SCALES[step.survey]
  const ask = step.ask ?? step.survey
  return Array.from({ length: highest - lowest + 1 }, (_, index) => {
    const value = String(lowest + index)
    return {
      id: `${prefix}${value}`,
      label: book.has(flow.id, `${ask}.${value}`) ? book.say(flow.id, `${ask}.${value}`, scope) : value,
    }
  })
}

/** A text with a card under it: an order, a document, or the shop's contact links. */
export function renderShow(
  flow: string,
  effect: Effect,
  shown: Scope,
  book: TextBook,
  shop: ShopFacts,
): Rendered {
  const { show, of, text, copy, kind } = effect.params
  const key = String(text)
  const value = lookUp(scopeOf(effect.context), String(of ?? ''))
  const cards: Readonly<Record<string, () => Card | undefined>> = {
    links: () => contactLinks(shop, shown, book),
    file: () => fileOf(value),
    order: () => (isOrder(value) ? { type: 'order', order: value } : undefined),
    timeline: () => (isOrder(value) ? { type: 'order', order: value, part: 'timeline' } : undefined),
    product: () => productOf(value, book.say(SHARED, 'look.open')),
    custom: () => ({ type: 'custom', kind: String(kind), data: value ?? null }),
    copy: () => ({ type: 'copy', value: book.say(flow, String(copy), shown) }),
  }
  const card = (cards[String(show)] ?? (() => lookOf(flow, key, shown, book)))()
  return { text: book.say(flow, key, shown), ...(card ? { card } : {}) }
}

/** A product as the shop describes it. */
function productOf(value: unknown, label: string): Card | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined
  const { name, image, alt, price, href } = value as {
    readonly name: unknown
    readonly image?: unknown
    readonly alt?: unknown
    readonly price?: Money
    readonly href?: unknown
  }
  return {
    type: 'look',
    title: String(name),
    ...(typeof image === 'string' ? { image, alt: String(alt ?? name) } : {}),
    ...(typeof price?.amount === 'number' ? { price } : {}),
    ...(typeof href === 'string' ? { link: { label, href } } : {}),
  }
}

function fileOf(value: unknown): Card | undefined {
  if (!isDocument(value)) return undefined
  const { ref, fileName, size } = value
  return {
    type: 'file',
    ref,
    name: fileName,
    mime: 'application/pdf',
    ...(size === undefined ? {} : { size }),
  }
}

function isDocument(value: unknown): value is Pick<InvoiceView, 'ref' | 'fileName' | 'size'> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ref' in value &&
    typeof value.ref === 'string' &&
    'fileName' in value &&
    typeof value.fileName === 'string'
  )
}
