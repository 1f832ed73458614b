import { deliverySituations } from '@comptoir/bot-engine'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { investigateDelivery } from '../../investigations.ts'
import type { Order } from '../../order.ts'
import { stateOf } from '../../orders.ts'
import { textFor } from '../../texts.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import type { Answer } from '../account/account-page.ts'
import { checkbox, filledFrom, radios, select } from '../field.ts'
import { page } from '../layout.ts'
import { askThenBack, back, orderBase, withOwnOrder } from './access.ts'

/** Having the carrier look for a parcel. */
export function enquiryPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get(`${orderBase}/enquete`, withOwnOrder(enquiryPage))
  app.post(`${orderBase}/enquete`, withOwnOrder(open))
  return app
}

function enquiryPage(c: ShopContext, order: Order): Answer {
  const { t, ledger } = c.get('visit')
  if (!stateOf(ledger, order).actions.includes('investigate')) return back(c, order)
  return page(c, {
    title: t('order.enquiry'),
    main: html`<h1>${t('order.enquiryTitle', { reference: order.reference })}</h1>
      <p>${t('order.enquiryText')}</p>
      <form method="post" class="panel stack">
        ${radios({
          name: 'situation',
          legend: t('order.enquiryWhich'),
          options: deliverySituations.map((value) => ({ value, label: textFor(t, 'option', value) })),
          value: 'late',
        })}
        ${select({
          name: 'wish',
          label: t('order.enquiryWish'),
          options: ['new-parcel', 'refund'].map((wish) => [wish, textFor(t, 'option', wish)] as const),
        })}
        ${checkbox({ name: 'statement', label: t('order.enquiryStatement') })}
        <button class="button">${t('order.enquiry')}</button>
      </form>`,
  })
}

async function open(c: ShopContext, order: Order): Promise<Response> {
  const { ledger } = c.get('visit')
  const form = filledFrom(await c.req.parseBody())
  return askThenBack(c, order, () =>
    investigateDelivery(ledger, order, {
      situation: deliverySituations.find((known) => known === form['situation']) ?? 'late',
      wish: form['wish'] === 'refund' ? 'refund' : 'new-parcel',
      statement: form['statement'] === 'yes',
    }),
  )
}
