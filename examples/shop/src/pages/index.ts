import { Hono } from 'hono'
import type { Locale } from '../money.ts'
import type { ShopEnv } from '../visit.ts'
import { accountPages } from './account/index.ts'
import { backOfficePages } from './back-office.ts'
import { cartPages } from './cart.ts'
import { cataloguePages } from './catalogue.ts'
import { checkoutPages } from './checkout.ts'
import { contentPages } from './content-page.ts'
import { demoPage } from './demo.ts'
import { emailChangePages } from './email-change.ts'
import { homePage } from './home.ts'
import { orderPages } from './order/index.ts'
import { newsletterPages } from './newsletter.ts'
import { requestPages } from './request-forms.ts'
import { signInPages } from './sign-in.ts'
import { trackingPages } from './tracking.ts'
import { withdrawalPages } from './withdrawal.ts'

/** Every page of the shop in one language; the address says which one. */
export function shopPages(locale: Locale, secret: string): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/', homePage)
  app.get('/demo', demoPage)
  app.route('/', cartPages())
  app.route('/', checkoutPages())
  app.route('/', signInPages())
  app.route('/', accountPages())
  app.route('/', orderPages(secret))
  app.route('/', emailChangePages())
  app.route('/', trackingPages())
  app.route('/', requestPages())
  app.route('/', withdrawalPages())
  app.route('/', newsletterPages(secret))
  app.route('/', backOfficePages())
  app.route('/', cataloguePages())
  app.route('/', contentPages(locale))
  return app
}
