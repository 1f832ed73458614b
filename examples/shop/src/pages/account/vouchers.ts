import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Customer } from '../../customers.ts'
import { formatMoney } from '../../money.ts'
import { formatDay } from '../../spoken.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { vouchersOf } from '../../vouchers.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'

/** Credit notes and gift cards. */
export function voucherPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte/avoirs', signedIn(vouchersPage))
  return app
}

function vouchersPage(c: ShopContext, customer: Customer): Answer {
  const visit = c.get('visit')
  const { t, locale, ledger, path } = visit
  const vouchers = vouchersOf(ledger, customer.id)
  return accountPage(
    c,
    t('account.section.avoirs'),
    html`${
        vouchers.length === 0
          ? html`<p>${t('vouchers.none')}</p>`
          : html`<ul class="cards">
              ${vouchers.map(
                (voucher) =>
                  html`<li class="panel">
                    <b class="code">${voucher.code}</b>
                    <p>
                      ${t(`vouchers.${voucher.kind}`)} : ${formatMoney(voucher.balance, locale)}<br /><small
                        >${t('vouchers.until', { day: formatDay(voucher.expiresAt, locale) })}</small
                      >
                    </p>
                  </li>`,
              )}
            </ul>`
      }
      <p class="hint">
        ${t('vouchers.hint')} <a href="${path('/carte-cadeau/solde')}">${t('footer.balance')}</a>
      </p>`,
  )
}
