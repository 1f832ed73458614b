import { returnReasons } from '@comptoir/bot-engine'
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Order } from '../../order.ts'
import { stateOf } from '../../orders.ts'
import { requestReturn, returnableQuantity } from '../../returns.ts'
import { textFor } from '../../texts.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import type { Answer } from '../account/account-page.ts'
import { whole } from '../cart.ts'
import { field, filledFrom, radios, select } from '../field.ts'
import { page } from '../layout.ts'
import { askThenBack, back, orderBase, withOwnOrder } from './access.ts'

/** Sending articles back: how many of which, why, and what for. */
export function returnFormPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get(`${orderBase}/retour`, withOwnOrder(returnPage))
  app.post(`${orderBase}/retour`, withOwnOrder(askReturn))
  return app
}

function returnPage(c: ShopContext, order: Order): Answer {
  const { t, ledger } = c.get('visit')
  if (!stateOf(ledger, order).actions.includes('return')) return back(c, order)
  const lines = order.lines.filter((line) => line.kind === 'article')
  return page(c, {
    title: t('order.return'),
    main: html`<h1>${t('order.returnTitle', { reference: order.reference })}</h1>
      <p>${t('order.returnText')}</p>
      <form method="post" class="panel stack">
        <fieldset class="radios stack">
          <legend>${t('order.returnWhich')}</legend>
          ${lines.map((line) => {
            const left = returnableQuantity(ledger, order, line)
            return left === 0
              ? html`<p class="soft">${line.name} (${t('order.notReturnable')})</p>`
              : select({
                  name: `line-${line.id}`,
                  label: t('order.returnQuantity', { name: line.name }),
                  value: '0',
                  options: Array.from(
                    { length: left + 1 },
                    (_, count) => [String(count), String(count)] as const,
                  ),
                })
          })}
        </fieldset>
        ${select({
          name: 'reason',
          label: t('order.returnReason'),
          options: returnReasons.map((reason) => [reason, textFor(t, 'option', reason)] as const),
        })}
        ${radios({
          name: 'solution',
          legend: t('order.returnSolution'),
          options: ['refund', 'exchange', 'credit-note'].map((value) => ({
            value,
            label: textFor(t, 'option', value),
          })),
          value: 'refund',
        })}
        ${field({ name: 'exchangeFor', label: t('order.returnExchange'), maxlength: 200 })}
        ${radios({
          name: 'way',
          legend: t('order.returnWay'),
          options: [
            { value: 'relay', label: t('option.relay'), note: t('order.returnRelayNote') },
            { value: 'store', label: t('option.store'), note: t('order.returnStoreNote') },
          ],
          value: 'relay',
        })}
        <button class="button">${t('form.send')}</button>
      </form>`,
  })
}

async function askReturn(c: ShopContext, order: Order): Promise<Response> {
  const { ledger } = c.get('visit')
  const form = filledFrom(await c.req.parseBody())
  const reason = returnReasons.find((known) => known === form['reason']) ?? 'other'
  const { solution, exchangeFor } = form
  return askThenBack(c, order, () =>
    requestReturn(ledger, order, {
      lines: order.lines
        .map((line) => ({
          lineId: line.id,
          quantity: whole(form[`line-${line.id}`], 0, line.quantity),
          reason,
        }))
        .filter(({ quantity }) => quantity > 0),
      wish: solution === 'exchange' || solution === 'credit-note' ? solution : 'refund',
      way: form['way'] === 'store' ? 'store' : 'relay',
      ...(exchangeFor && { exchangeFor: exchangeFor.slice(0, 200) }),
    }),
  )
}
