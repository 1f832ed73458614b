import { Hono } from 'hono'
import { html } from 'hono/html'
import { addAddress, addressesOf, type Customer, removeAddress } from '../../customers.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { addressBlock, addressFields, addressFrom } from '../address-form.ts'
import { filledFrom } from '../field.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'

/** The address book. */
export function addressPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte/adresses', signedIn(addressesPage))
  app.post(
    '/mon-compte/adresses',
    signedIn(async (c, customer) => {
      const { ledger, session, path, t } = c.get('visit')
      const form = filledFrom(await c.req.parseBody())
      const removed = Number(form['remove'])
      const address = addressFrom(form, '')
      if (form['remove']) removeAddress(ledger, customer.id, removed)
      else if (address) addAddress(ledger, customer.id, address)
      session.update({
        notice:
          form['remove'] || address
            ? { kind: 'good', text: t('account.saved') }
            : { kind: 'bad', text: t('checkout.incomplete') },
      })
      return c.redirect(path('/mon-compte/adresses'), 303)
    }),
  )
  return app
}

function addressesPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, path, ledger } = visit
  return accountPage(
    c,
    t('account.section.adresses'),
    html`<ul class="cards">
        ${addressesOf(ledger, customer.id).map(
          ({ id, address }) =>
            html`<li class="panel">
              ${addressBlock(visit, address)}
              <form method="post" action="${path('/mon-compte/adresses')}">
                <button
                  class="link"
                  name="remove"
                  value="${id}"
                  aria-label="${t('account.removeAddress', { street: address.lines[0] ?? '' })}"
                >
                  ${t('cart.remove')}
                </button>
              </form>
            </li>`,
        )}
      </ul>
      <details class="panel">
        <summary>${t('account.newAddress')}</summary>
        <form method="post" action="${path('/mon-compte/adresses')}" class="stack">
          ${addressFields(visit, { prefix: '', section: 'shipping' })}
          <button class="button">${t('account.save')}</button>
        </form>
      </details>
      <p class="hint">${t('account.addressHint')}</p>`,
  )
}
