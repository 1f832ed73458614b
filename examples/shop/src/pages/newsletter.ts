import { Hono } from 'hono'
import { sendMail } from '../ledger.ts'
import { welcomeCode } from '../promotions.ts'
import { signatureFits, signedLink } from '../signed-link.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { filledFrom } from './field.ts'

/** Signing up at the foot of each page: nothing is sent to an address before its owner has confirmed it. */
export function newsletterPages(secret: string): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.post('/newsletter', async (c) => {
    const { ledger, t, locale, demo } = c.get('visit')
    const email = (filledFrom(await c.req.parseBody())['email'] ?? '').toLowerCase()
    if (!/^\S+@\S+\.\S+$/.test(email)) return say(c, 'bad', t('refusal.email'))
    const link = signedLink({ origin: demo.origin(), secret }, locale, confirmation(email))
    sendMail(ledger, {
      locale,
      to: email,
      subject: t('mail.newsletter.subject'),
      body: t('mail.newsletter.body', { link }),
    })
    return say(c, 'good', t('newsletter.sent'))
  })
  app.get('/newsletter/:email/:signature', (c) => {
    const { ledger, t, locale } = c.get('visit')
    const email = c.req.param('email')
    if (!signatureFits(secret, confirmation(email), c.req.param('signature'))) return c.notFound()
    ledger.database.prepare('update customer set newsletter = 1 where email = ?').run(email)
    sendMail(ledger, {
      locale,
      to: email,
      subject: t('mail.welcome.subject'),
      body: t('mail.welcome.body', { code: welcomeCode }),
    })
    return say(c, 'good', t('newsletter.done'))
  })
  return app
}

function say(c: ShopContext, kind: 'good' | 'bad', text: string): Response {
  const { session, path } = c.get('visit')
  session.update({ notice: { kind, text } })
  return c.redirect(path('/'), 303)
}

function confirmation(email: string): string {
  return `/newsletter/${encodeURIComponent(email)}`
}
