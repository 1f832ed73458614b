import { createHash, randomBytes } from 'node:crypto'
import { customerByEmail } from './customers.ts'
import { type Ledger, readSetting, sendMail, writeSetting } from './ledger.ts'
import { textsIn } from './texts.ts'

/** A link for a new password holds so long. */
const minutes = 60

/** Mails a link for a new password to the account of that address, if there is one. Nobody is told whether. */
export function sendPasswordLink(ledger: Ledger, email: string, origin: string): void {
  const token = randomBytes(24).toString('base64url')
  const customer = customerByEmail(ledger, email)
  if (!customer) return
  const until = ledger.clock.now().getTime() + minutes * 60_000
  writeSetting(ledger, `password-link:${customer.id}`, `${hashOf(token)} ${until}`)
  const t = textsIn(customer.locale)
  const prefix = customer.locale === 'en' ? '/en' : ''
  sendMail(ledger, {
    locale: customer.locale,
    to: customer.email,
    subject: t('mail.password.subject'),
    body: t('mail.password.body', {
      name: customer.firstName,
      link: `${origin}${prefix}/nouveau-mot-de-passe/${customer.id}/${token}`,
    }),
  })
}

/** Does the last link that was asked for hold still? */
export function passwordLinkHolds(ledger: Ledger, customerId: string, token: string): boolean {
  const [hash, until] = (readSetting(ledger, `password-link:${customerId}`) ?? '').split(' ')
  return hash === hashOf(token) && Number(until) > ledger.clock.now().getTime()
}

/** A link is used once. */
export function usePasswordLink(ledger: Ledger, customerId: string): void {
  writeSetting(ledger, `password-link:${customerId}`, '')
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
