import type { ShopFacts } from './conversation.ts'
import type { Scope } from './flow/path.ts'
import type { Card } from './message.ts'
import { SHARED, type TextBook } from './text-book.ts'

/** How to reach the shop outside the conversation: by telephone, by e-mail, on its contact page. */
export function contactLinks(
  { phone, email, page }: ShopFacts,
  scope: Scope,
  book: TextBook,
): Card | undefined {
  const links = [
    { key: 'phone', href: phone && `tel:${phone.replace(/[^\d+]/g, '')}` },
    { key: 'email', href: email && `mailto:${email}` },
    { key: 'page', href: page },
  ].flatMap(({ key, href }) => (href ? [{ label: book.say(SHARED, `contact.${key}`, scope), href }] : []))
  return links.length > 0 ? { type: 'links', links } : undefined
}
