import { createHmac, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { sendMail } from '../ledger.ts'
import { welcomeCode } from '../promotions.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { filledFrom } from './field.ts'

/** Signing up at the foot of each page: nothing is sent to an address before its owner has confirmed it. */
export function newsletterPages(secret: string): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.post('/newsletter', async (c) => {
    const { ledger, t, path, demo } = c.get('visit')
    const email = (filledFrom(await c.req.parseBody())['email'] ?? '').toLowerCase()
    if (!/^\S+@\S+\.\S+$/.test(email)) return say(c, 'bad', t('refusal.email'))
    const link = `${demo.origin()}${path(`/newsletter/${encodeURIComponent(email)}/${signatureOf(secret, email)}`)}`
    sendMail(ledger, {
      to: email,
      subject: t('mail.newsletter.subject'),
      body: t('mail.newsletter.body', { link }),
    })
    return say(c, 'good', t('newsletter.sent'))
  })
  app.get('/newsletter/:email/:signature', (c) => {
    const { ledger, t } = c.get('visit')
    const email = c.req.param('email')
    const given = Buffer.from(c.req.param('signature'))
    const expected = Buffer.from(signatureOf(secret, email))
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return c.notFound()
    ledger.database.prepare('update customer set newsletter = 1 where email = ?').run(email)
    sendMail(ledger, {
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

function signatureOf(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`newsletter:${email}`).digest('base64url')
}
