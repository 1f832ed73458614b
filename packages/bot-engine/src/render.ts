import type { ShopFacts } from './conversation.ts'
import { lookUp, type Scope } from './flow/path.ts'
import { scopeOf } from './flow/scope.ts'
import type { Effect } from './flow/turn.ts'
import { contactLinks } from './contact-links.ts'
import type { Card } from './message.ts'
import { lookOf } from './look.ts'
import type { InvoiceView, Money } from './order.ts'
import { isOrder } from './port-answers.ts'
import type { Rendered } from './session.ts'
import { SHARED, type TextBook } from './text-book.ts'

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
