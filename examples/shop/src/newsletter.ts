import { customerByEmail } from './customers.ts'
import { integerOf } from './database.ts'
import { type Ledger, sendMail } from './ledger.ts'
import { welcomeCode } from './promotions.ts'
import { textsIn } from './texts.ts'

/** Stops the newsletter for an address, at once, and says so by mail to whoever had it. */
export function unsubscribe(ledger: Ledger, email: string): void {
  const customer = customerByEmail(ledger, email)
  if (!customer?.newsletter) return
  ledger.database.prepare('update customer set newsletter = 0 where id = ?').run(customer.id)
  const t = textsIn(customer.locale)
  sendMail(ledger, {
    locale: customer.locale,
    to: customer.email,
    subject: t('mail.unsubscribed.subject'),
    body: t('mail.unsubscribed.body', { name: customer.firstName }),
  })
}

/** Mails the welcome code again to a subscriber who has not ordered yet. */
export function sendWelcomeCode(ledger: Ledger, email: string): void {
  const customer = customerByEmail(ledger, email)
  const orders = ledger.database
    .prepare('select count(*) as count from shop_order where email = ?')
    .get(email.trim())
  if (!customer?.newsletter || (orders && integerOf(orders, 'count') > 0)) return
  const t = textsIn(customer.locale)
  sendMail(ledger, {
    locale: customer.locale,
    to: customer.email,
    subject: t('mail.welcome.subject'),
    body: t('mail.welcome.body', { code: welcomeCode }),
  })
}
