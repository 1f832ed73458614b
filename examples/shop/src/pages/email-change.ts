import { createHash, randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { changeEmail, customerByEmail, customerById, signIn } from '../customers.ts'
import { readSetting, sendMail, writeSetting } from '../ledger.ts'
import { textsIn } from '../texts.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { filledFrom } from './field.ts'

/** A new e-mail for an account: asked for with the password, confirmed from the new address, told to the old one. */
export function emailChangePages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.post('/mon-compte/informations/email', async (c) => {
    const { ledger, customer, t, path, demo, locale } = c.get('visit')
    const form = filledFrom(await c.req.parseBody())
    const email = (form['email'] ?? '').toLowerCase()
    if (!customer) return c.redirect(path('/connexion'), 303)
    if (!/^\S+@\S+\.\S+$/.test(email)) return say(c, 'bad', t('refusal.email'))
    if ('failed' in signIn(ledger, customer.email, form['password'] ?? ''))
      return say(c, 'bad', t('signIn.wrong'))
    const token = randomBytes(24).toString('base64url')
    const until = ledger.clock.now().getTime() + 3_600_000
    // The same words whether the address has an account or not; only a free one gets the link.
    if (!customerByEmail(ledger, email)) {
      writeSetting(ledger, `email-link:${customer.id}`, `${hashOf(token)} ${until} ${email}`)
      const link = `${demo.origin()}${path(`/nouvel-email/${customer.id}/${token}`)}`
      sendMail(ledger, {
        locale,
        to: email,
        subject: t('mail.email.subject'),
        body: t('mail.email.body', { name: customer.firstName, link }),
      })
    }
    return say(c, 'good', t('account.emailSent'))
  })
  app.get('/nouvel-email/:id/:token', (c) => {
    const { ledger, session, path, t } = c.get('visit')
    const id = c.req.param('id')
    const [hash, until, email] = (readSetting(ledger, `email-link:${id}`) ?? '').split(' ')
    const customer = customerById(ledger, id)
    const holds = hash === hashOf(c.req.param('token')) && Number(until) > ledger.clock.now().getTime()
    if (!holds || !email || !customer) return c.notFound()
    changeEmail(ledger, id, email)
    writeSetting(ledger, `email-link:${id}`, '')
    const words = textsIn(customer.locale)
    sendMail(ledger, {
      locale: customer.locale,
      to: customer.email,
      subject: words('mail.emailChanged.subject'),
      body: words('mail.emailChanged.body', { name: customer.firstName }),
    })
    session.update({ notice: { kind: 'good', text: t('account.emailChanged') } })
    return c.redirect(path('/mon-compte/informations'), 303)
  })
  return app
}

function say(c: ShopContext, kind: 'good' | 'bad', text: string): Response {
  const { session, path } = c.get('visit')
  session.update({ notice: { kind, text } })
  return c.redirect(path('/mon-compte/informations'), 303)
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
