import { Hono } from 'hono'
import type { ShopEnv } from '../../visit.ts'
import { addressPages } from './addresses.ts'
import { dataPages } from './data.ts'
import { detailsPages } from './details.ts'
import { downloadPages } from './downloads.ts'
import { loyaltyPages } from './loyalty.ts'
import { overviewPages } from './overview.ts'
import { returnPages } from './returns.ts'
import { voucherPages } from './vouchers.ts'

/** A customer's own pages. Whoever is not signed in finds the sign-in form in their place. */
export function accountPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  for (const pages of [
    overviewPages(),
    returnPages(),
    downloadPages(),
    voucherPages(),
    loyaltyPages(),
    addressPages(),
    detailsPages(),
    dataPages(),
  ])
    app.route('/', pages)
  return app
}
