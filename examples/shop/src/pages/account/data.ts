import { Hono } from 'hono'
import { html } from 'hono/html'
import type { PersonalDataRequest } from '@comptoir/bot-engine'
import { addressesOf, type Customer } from '../../customers.ts'
import { ordersOf } from '../../order.ts'
import { requestProgress } from '../../request-progress.ts'
import { recordRequest, requestsOf } from '../../requests.ts'
import { formatDay } from '../../spoken.ts'
import { textFor } from '../../texts.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { vouchersOf } from '../../vouchers.ts'
import { field, filledFrom, select } from '../field.ts'
import { requestCard } from '../request-card.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'

/** The customer's rights over their data (GDPR, articles 15 to 21). */
export function dataPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte/donnees', signedIn(dataPage))
  app.get(
    '/mon-compte/donnees/copie.json',
    signedIn((c, customer) => {
      const { ledger } = c.get('visit')
      c.header('Content-Disposition', 'attachment; filename="atelier-nelvet-mes-donnees.json"')
      return c.json({
        customer,
        addresses: addressesOf(ledger, customer.id).map(({ address }) => address),
        orders: ordersOf(ledger, customer.id),
        vouchers: vouchersOf(ledger, customer.id),
        requests: requestsOf(ledger, customer.id),
      })
    }),
  )
  app.post(
    '/mon-compte/donnees/effacer',
    signedIn((c, customer) => {
      const { ledger, session, path, t, locale } = c.get('visit')
      const request = recordRequest(ledger, {
        kind: 'erasure',
        email: customer.email,
        name: `${customer.firstName} ${customer.lastName}`,
        customerId: customer.id,
        locale,
        values: {},
      })
      session.update({
        notice: { kind: 'good', text: t('data.erasureReceived', { number: request.number }) },
      })
      return c.redirect(path('/mon-compte/donnees'), 303)
    }),
  )
  app.post('/mon-compte/donnees/droit', signedIn(askRight))
  return app
}

const rights: readonly PersonalDataRequest['right'][] = [
  'rectification',
  'access',
  'portability',
  'objection',
  'restriction',
]

/** Records a request about the customer's data, with its clock of a month. */
async function askRight(c: ShopContext, customer: Customer): Promise<Response> {
  const { ledger, session, path, t, locale } = c.get('visit')
  const form = filledFrom(await c.req.parseBody())
  const right = rights.find((known) => known === form['right']) ?? 'access'
  const request = recordRequest(ledger, {
    kind: 'personal-data',
    email: customer.email,
    name: `${customer.firstName} ${customer.lastName}`,
    customerId: customer.id,
    locale,
    values: { right, ...(form['details'] && { message: form['details'].slice(0, 4000) }) },
  })
  const { dueBy = request.at } = requestProgress(request)
  session.update({
    notice: {
      kind: 'good',
      text: t('data.askSent', { number: request.number, day: formatDay(dueBy, locale) }),
    },
  })
  return c.redirect(path('/mon-compte/donnees'), 303)
}

function dataPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, path, ledger } = visit
  const asked = requestsOf(ledger, customer.id).filter(
    ({ kind }) => kind === 'personal-data' || kind === 'erasure',
  )
  return accountPage(
    c,
    t('account.section.donnees'),
    html`<p>${t('data.text')}</p>
      ${
        asked.length === 0
          ? ''
          : html`<section class="stack" aria-labelledby="asked">
              <h2 id="asked">${t('data.requests')}</h2>
              <ul class="cards">
                ${asked.map((request) => html`<li class="panel">${requestCard(visit, request)}</li>`)}
              </ul>
            </section>`
      }
      <p>
        <a class="button quiet" href="${path('/mon-compte/donnees/copie.json')}" download
          >${t('data.copy')}</a
        >
      </p>
      <form method="post" action="${path('/mon-compte/donnees/droit')}" class="panel stack">
        <h2>${t('data.ask')}</h2>
        ${select({
          name: 'right',
          label: t('data.askRight'),
          options: rights.map((right) => [right, textFor(t, 'option', right)] as const),
        })}
        ${field({ name: 'details', label: t('data.askDetails'), rows: 3, maxlength: 4000 })}
        <button class="button">${t('form.send')}</button>
      </form>
      <form method="post" action="${path('/mon-compte/donnees/effacer')}" class="panel stack">
        <p>${t('data.eraseText')}</p>
        <button class="button quiet">${t('data.erase')}</button>
      </form>`,
  )
}
