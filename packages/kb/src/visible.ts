import type { Article, Context, News, Visitor, When } from './faq.ts'

type Conditions = Pick<News, 'audience' | 'when' | 'validFrom' | 'validTo'> & Pick<Article, 'status'>

/** Does this article or piece of news exist for this reader, on this page, now? */
export function isVisible(item: Conditions, context: Context = {}): boolean {
  const { visitor = 'visitor', page, now = new Date() } = context
  return (
    item.status !== 'draft' &&
    isFor(item.audience, visitor) &&
    isOn(item.when, page) &&
    (item.validFrom === undefined || now.getTime() >= Date.parse(item.validFrom)) &&
    (item.validTo === undefined || now.getTime() < end(item.validTo))
  )
}

/** A signed-in customer and a business customer may read what any visitor may; an agent reads everything. */
function isFor(audience: readonly Visitor[] | undefined, visitor: Visitor): boolean {
  return (
    audience === undefined ||
    visitor === 'agent' ||
    audience.includes(visitor) ||
    (audience.includes('visitor') && visitor !== 'visitor') ||
    (audience.includes('customer') && visitor === 'business')
  )
}

/** Without a page to compare with, a condition on the page holds: an e-mail or a terminal is nowhere. */
function isOn(when: When | undefined, page: string | undefined): boolean {
  if (when?.pages === undefined || page === undefined) return true
  return when.pages.some((pattern) => matches(pattern, page))
}

/** `*` stands for any characters; matched piece by piece, so that no pattern takes long. */
function matches(pattern: string, path: string): boolean {
  const pieces = pattern.split('*')
  const first = pieces.shift() ?? ''
  const last = pieces.pop()
  if (last === undefined) return path === first
  if (!path.startsWith(first) || !path.endsWith(last) || path.length < first.length + last.length)
    return false
  const limit = path.length - last.length
  let at = first.length
  for (const piece of pieces) {
    const found = path.indexOf(piece, at)
    if (found < 0 || found + piece.length > limit) return false
    at = found + piece.length
  }
  return true
}

/** A day counts to its end. */
function end(day: string): number {
  return Date.parse(day) + (day.length <= 10 ? 86_400_000 : 0)
}
