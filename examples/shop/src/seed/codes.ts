import { customerByEmail } from '../customers.ts'
import type { Ledger } from '../ledger.ts'
import { addDays, parisDay } from '../paris-time.ts'
import { addCoupon } from '../promotions.ts'
import { newVoucher, spendVouchers } from '../vouchers.ts'
import { gabriel, ines, jeanne } from './customers.ts'

/** Codes of the demonstration, each made so many days ago: good ones, and one of each kind that does not work. */
export const codes: readonly { daysAgo: number; run: (ledger: Ledger) => void }[] = [
  {
    daysAgo: 120,
    run: (ledger) => newVoucher(ledger, 'gift-card', { cents: 5000, code: 'NV-DEMOCADEAU2345678' }),
  },
  {
    daysAgo: 90,
    run: (ledger) =>
      newVoucher(ledger, 'credit-note', {
        cents: 2400,
        customerId: customerByEmail(ledger, gabriel.email)?.id,
        code: 'AV-DEMXAVJRGNELVET2',
      }),
  },
  {
    daysAgo: 40,
    run: (ledger) =>
      newVoucher(ledger, 'loyalty', {
        cents: 500,
        customerId: customerByEmail(ledger, jeanne.email)?.id,
        code: 'FID-JEANNE5EURQS2345',
      }),
  },
  // A gift card that ran out three weeks ago: it may still be extended once.
  {
    daysAgo: 751,
    run: (ledger) => newVoucher(ledger, 'gift-card', { cents: 3000, code: 'NV-DEMEXPREE2345678X' }),
  },
  // One that is used up.
  {
    daysAgo: 200,
    run: (ledger) => {
      newVoucher(ledger, 'gift-card', { cents: 2500, code: 'NV-DEMVDEQ2345678XYZ' })
      spendVouchers(ledger, ['NV-DEMVDEQ2345678XYZ'], 2500)
    },
  },
  {
    daysAgo: 60,
    run: (ledger) => {
      const day = (days: number): string => addDays(parisDay(ledger.clock.now()), days)
      // Over for a month; not yet; its basket is high; one person's, and used.
      addCoupon(ledger, {
        code: 'RENTREE5',
        cents: 500,
        minimum: 2500,
        validFrom: day(-10),
        validUntil: day(30),
        firstOrder: false,
      })
      addCoupon(ledger, {
        code: 'GRANDLARGE',
        percent: 15,
        minimum: 0,
        validFrom: day(75),
        validUntil: day(90),
        firstOrder: false,
      })
      addCoupon(ledger, {
        code: 'LUMIERE20',
        cents: 2000,
        minimum: 12_000,
        validFrom: day(0),
        validUntil: day(120),
        firstOrder: false,
      })
      addCoupon(ledger, {
        code: 'MERCIINES',
        percent: 10,
        minimum: 0,
        validUntil: day(120),
        firstOrder: false,
        email: ines.email,
      })
    },
  },
]
