import { html, raw } from 'hono/html'
import { allCustomers } from '../customers.ts'
import type { Order } from '../order.ts'
import { allOrders, ordersOf } from '../order.ts'
import { stateOf } from '../orders.ts'
import { demoPassword, gabriel } from '../seed/customers.ts'
import { parisClock, parisDay } from '../paris-time.ts'
import { formatDay } from '../spoken.ts'
import type { ShopContext, Visit } from '../visit.ts'
import { type Html, page } from './layout.ts'

/** What to try in the demonstration, with everything that has to be typed. */
export function demoPage(c: ShopContext): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path, ledger, demo, locale } = visit
  const now = ledger.clock.now()
  // Whoever the first story is about comes first; people without an account have no list but ours.
  const customers = allCustomers(ledger).toSorted((a, b) => first(b.email) - first(a.email))
  const guests = new Map<string, Order[]>()
  for (const order of allOrders(ledger))
    if (order.customerId === undefined) guests.set(order.email, [...(guests.get(order.email) ?? []), order])
  return page(c, {
    title: t('demo.title'),
    wide: true,
    main: html`<h1>${t('demo.title')}</h1>
      <p class="lead">${t('demo.lead')}</p>

      <section class="panel" aria-labelledby="stories">
        <h2 id="stories">${t('demo.stories')}</h2>
        <ol class="stories">
          <li>
            <b>${t('demo.invoice')}</b> ${t('demo.invoiceText')} ${code('XKBKNABJK')},
            ${code('gnelvet@example.fr')}, ${code('14000')}
          </li>
          <li>
            <b>${t('demo.track')}</b> ${t('demo.trackText')} ${code('DHLQVTRMZ')},
            ${code('ines.marchand@example.fr')}, ${code('75010')}
          </li>
          <li><b>${t('demo.early')}</b> ${t('demo.earlyText')} ${code('PZQMWTRLC')}, ${code('HVNDSGKTB')}</li>
          <li><b>${t('demo.callback')}</b> ${t('demo.callbackText')}</li>
          <li><b>${t('demo.human')}</b> ${t('demo.humanText')} <a href="/console">/console</a></li>
          <li>
            <b>${t('demo.disputed')}</b> ${t('demo.disputedText')} ${code('JDMRXTWLB')},
            ${code('sophie.garnier@example.fr')}, ${code('13001')}
          </li>
          <li>
            <b>${t('demo.selfCare')}</b> ${t('demo.selfCareText')} ${code('DWLKTZRPM')},
            ${code('amina.benali@example.fr')}, ${code('69002')}
          </li>
          <li>
            <b>${t('demo.parcels')}</b> ${t('demo.parcelsText')} ${code('WRTPLNGSK')}, ${code('KLZPRWTMV')},
            ${code('TBRWMQLKZ')}, ${code('NZVQKCRHT')}
          </li>
          <li>
            <b>${t('demo.refunds')}</b> ${t('demo.refundsText')} ${code('RBRSMNTKL')}, ${code('WTHDRLZKM')},
            ${code('RMBRTRZKW')}
          </li>
          <li>
            <b>${t('demo.change')}</b> ${t('demo.changeText')} ${code('CNCLRTZMW')},
            ${code('marc.fontaine@example.fr')}
          </li>
        </ol>
      </section>

      <div class="two">
        <section class="panel" aria-labelledby="agents">
          <h2 id="agents">${t('demo.agents')}</h2>
          ${
            demo.agents.length === 0
              ? html`<p>${t('demo.noDesk')}</p>`
              : html`<p><a href="/console">${t('demo.console')}</a></p>
                  <table class="plain-table">
                    <thead>
                      <tr>
                        <th scope="col">${t('demo.name')}</th>
                        <th scope="col">${t('demo.login')}</th>
                        <th scope="col">${t('signIn.password')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${demo.agents.map(
                        (agent) =>
                          html`<tr>
                            <td>${agent.name}</td>
                            <td><code>${agent.login}</code></td>
                            <td><code>${agent.password}</code></td>
                          </tr>`,
                      )}
                    </tbody>
                  </table>`
          }
        </section>
        <section class="panel stack" aria-labelledby="hours">
          <h2 id="hours">${t('demo.hours')}</h2>
          <p>${t('demo.hoursText')}</p>
          <p>${t('demo.now', { day: formatDay(parisDay(now), locale), time: parisClock(now) })}</p>
          ${hoursSwitch(visit)}
        </section>
        <section class="panel" aria-labelledby="back-office">
          <h2 id="back-office">${t('backOffice.title')}</h2>
          <p>${t('demo.backOfficeText')}</p>
          <p>
            <a href="${path('/back-office')}">/back-office</a> · ${t('signIn.password')}
            <code>${demo.backOfficePassword}</code>
          </p>
        </section>
        <section class="panel" aria-labelledby="pay">
          <h2 id="pay">${t('demo.pay')}</h2>
          <ul class="plain">
            <li>${t('demo.cardGood')} <code>4242 4242 4242 4242</code></li>
            <li>${t('demo.cardBad')} <code>4000 0000 0000 0002</code></li>
            <li>${t('demo.code')} <code>BIENVENUE10</code></li>
            <li>${t('demo.giftCard')} <code>NV-DEMOCADEAU2345678</code></li>
            <li>
              ${t('demo.codes')} <code>RENTREE5</code> <code>GRANDLARGE</code> <code>LUMIERE20</code>
              <code>MERCIINES</code>
            </li>
            <li>${t('demo.cards')} <code>NV-DEMVDEQ2345678XYZ</code> <code>NV-DEMEXPREE2345678X</code></li>
          </ul>
        </section>
      </div>

      <section aria-labelledby="customers">
        <h2 id="customers">${t('demo.customers')}</h2>
        <p>${t('demo.password')} <code>${demoPassword}</code></p>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="customers">
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">${t('demo.name')}</th>
                <th scope="col">${t('field.email')}</th>
                <th scope="col">${t('address.postcode')}</th>
                <th scope="col">${t('demo.orders')}</th>
              </tr>
            </thead>
            <tbody>
              ${customers.map((customer) => {
                const orders = ordersOf(ledger, customer.id)
                return html`<tr>
                  <th scope="row">${customer.firstName} ${customer.lastName}</th>
                  <td><code>${customer.email}</code></td>
                  <td>${orders[0]?.billing.postcode ?? ''}</td>
                  <td>${orderList(visit, orders)}</td>
                </tr>`
              })}
              ${[...guests].map(
                ([email, orders]) =>
                  html`<tr>
                    <th scope="row">${orders[0]?.billing.name} (${t('demo.guest')})</th>
                    <td>${code(email)}</td>
                    <td>${orders[0]?.billing.postcode}</td>
                    <td>${orderList(visit, orders)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>`,
  })
}

/** The switch of the demonstration's opening hours; it stands here and in the back office. */
export function hoursSwitch(visit: Visit): Html {
  const { t, path, demo } = visit
  const mode = demo.hours()
  return html`<form method="post" action="${path('/demo/horaires')}" class="switch">
    ${(['open', 'real', 'closed'] as const).map(
      (value) =>
        html`<button
          name="mode"
          value="${value}"
          class="button quiet"
          ${raw(`aria-pressed="${value === mode}"`)}
        >
          ${t(`demo.hours.${value}`)}
        </button>`,
    )}
  </form>`
}

function first(email: string): number {
  return email === gabriel.email ? 1 : 0
}

function code(text: string): Html {
  return html`<code>${text}</code>`
}

function orderList(visit: Visit, orders: readonly Order[]): Html {
  const { t, ledger } = visit
  return html`<ul class="plain">
    ${orders.map(
      (order) =>
        html`<li><code>${order.reference}</code> ${t(`status.${stateOf(ledger, order).status}`)}</li>`,
    )}
  </ul>`
}
