import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Customer } from '../../customers.ts'
import { loyaltyOf } from '../../loyalty.ts'
import { welcomeCode } from '../../promotions.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { newVoucher } from '../../vouchers.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'

/** Points, and the link for friends. */
export function loyaltyPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte/fidelite', signedIn(loyaltyPage))
  app.post(
    '/mon-compte/fidelite',
    signedIn((c, customer) => {
      const { ledger, session, path, t } = c.get('visit')
      if (loyaltyOf(ledger, customer.id).points >= 100) {
        const code = newVoucher(ledger, 'loyalty', { cents: 500, customerId: customer.id })
        session.update({ notice: { kind: 'good', text: t('loyalty.converted', { code }) } })
      }
      return c.redirect(path('/mon-compte/fidelite'), 303)
    }),
  )
  app.get('/mon-compte/parrainage', signedIn(referralPage))
  return app
}

function loyaltyPage(c: ShopContext, customer: Customer): Answer {
  const { t, path, ledger } = c.get('visit')
  const { points, coming } = loyaltyOf(ledger, customer.id)
  return accountPage(
    c,
    t('account.section.fidelite'),
    html`<p class="big"><b>${t('loyalty.points', { points })}</b></p>
      ${coming > 0 ? html`<p>${t('loyalty.coming', { points: coming })}</p>` : ''}
      ${
        points >= 100
          ? html`<form method="post" action="${path('/mon-compte/fidelite')}">
              <button class="button">${t('loyalty.convert')}</button>
            </form>`
          : ''
      }
      <p>${t('loyalty.rules')}</p>`,
  )
}

function referralPage(c: ShopContext, customer: Customer): Answer {
  const { t, demo, path } = c.get('visit')
  return accountPage(
    c,
    t('account.section.parrainage'),
    html`<p>${t('referral.text')}</p>
      <p class="panel"><span class="code">${demo.origin()}${path('/')}?parrain=${customer.id}</span></p>
      <p class="hint">${t('referral.rules', { code: welcomeCode })}</p>`,
  )
}
