import type { Next } from 'hono'
import { findOrder, type Order } from '../../order.ts'
import { Refusal } from '../../refusal.ts'
import type { CustomerRequest } from '../../requests.ts'
import type { ShopContext } from '../../visit.ts'
import type { Answer } from '../account/account-page.ts'
import { mayOpen, mayReadDocuments } from '../order-page.ts'
import { signInPage } from '../sign-in.ts'

/** Where the pages of an order are. */
export const orderBase = '/mon-compte/commandes/:reference'

/** Hands over the order of the address, where this visitor may see it; nobody learns whether others exist. */
export function withOrder(
  answer: (c: ShopContext, order: Order) => Answer,
): (c: ShopContext, next: Next) => Answer {
  return (c) => {
    const visit = c.get('visit')
    const order = findOrder(visit.ledger, c.req.param('reference') ?? '')
    if (order && mayOpen(visit, order)) return answer(c, order)
    return visit.customer ? c.notFound() : signInPage(c, { back: visit.here })
  }
}

/** The same for papers and acts: reference and e-mail alone open neither. */
export function withOwnOrder(
  answer: (c: ShopContext, order: Order) => Answer,
): (c: ShopContext, next: Next) => Answer {
  return withOrder((c, order) => (mayReadDocuments(c.get('visit'), order) ? answer(c, order) : c.notFound()))
}

/** Back to the order, on the page where this visitor sees it. */
export function back(c: ShopContext, order: Order): Response {
  const { path } = c.get('visit')
  return c.redirect(path(`/mon-compte/commandes/${order.reference}`), 303)
}

/** Does what the customer asked for, and says under which number, or why not, on the order's page. */
export function askThenBack(c: ShopContext, order: Order, ask: () => CustomerRequest): Response {
  const { session, t } = c.get('visit')
  try {
    const { number } = ask()
    session.update({ notice: { kind: 'good', text: t('order.requestSent', { number }) } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    session.update({ notice: { kind: 'bad', text: error.in(t) } })
  }
  return back(c, order)
}
