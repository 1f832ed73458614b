import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Order } from '../../order.ts'
import { stateOf } from '../../orders.ts'
import { reportProblem } from '../../problems.ts'
import { textFor } from '../../texts.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import type { Answer } from '../account/account-page.ts'
import { field, filledFrom, radios, select } from '../field.ts'
import { page } from '../layout.ts'
import { askThenBack, back, orderBase, withOwnOrder } from './access.ts'

/** Reporting goods that are damaged, defective, wrong or missing; parcels that do not come have their own page. */
export function problemPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get(`${orderBase}/probleme`, withOwnOrder(problemPage))
  app.post(`${orderBase}/probleme`, withOwnOrder(report))
  return app
}

const problems = ['wrong-item', 'missing-item', 'late', 'not-received', 'damaged', 'defective']

function problemPage(c: ShopContext, order: Order): Answer {
  const { t, ledger } = c.get('visit')
  if (!stateOf(ledger, order).actions.includes('report-problem')) return back(c, order)
  return page(c, {
    title: t('order.problem'),
    main: html`<h1>${t('order.problemTitle', { reference: order.reference })}</h1>
      <p>${t('order.problemText')}</p>
      <form method="post" class="panel stack">
        ${radios({
          name: 'problem',
          legend: t('order.problemWhich'),
          options: problems.map((problem) => ({
            value: problem,
            label: textFor(t, 'option', problem),
          })),
        })}
        <fieldset class="radios">
          <legend>${t('order.problemLines')}</legend>
          ${order.lines
            .filter(({ kind }) => kind === 'article' || kind === 'digital')
            .map(
              (line) =>
                html`<label class="radio"
                  ><input type="checkbox" name="items" value="${line.id}" /><span
                    >${line.quantity} × ${line.name}</span
                  ></label
                >`,
            )}
        </fieldset>
        ${select({
          name: 'wish',
          label: t('order.problemWish'),
          options: ['replacement', 'repair', 'refund'].map(
            (wish) => [wish, textFor(t, 'option', wish)] as const,
          ),
        })}
        ${field({ name: 'message', label: t('field.message'), rows: 4, maxlength: 2000 })}
        <button class="button">${t('form.send')}</button>
      </form>`,
  })
}

async function report(c: ShopContext, order: Order): Promise<Response> {
  const { ledger } = c.get('visit')
  const body = await c.req.parseBody({ all: true })
  const form = filledFrom(body)
  const chosen = new Set([body['items'] ?? []].flat().map(Number))
  return askThenBack(c, order, () =>
    reportProblem(ledger, order, {
      problem: problems.find((known) => known === form['problem']) ?? 'defective',
      lines: order.lines
        .filter(({ id }) => chosen.has(id))
        .map(({ id, quantity }) => ({ lineId: id, quantity })),
      wish: form['wish'],
      message: form['message']?.slice(0, 2000),
    }),
  )
}
