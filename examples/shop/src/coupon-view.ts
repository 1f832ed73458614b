import type { CouponQuestion, CouponView } from '@comptoir/bot-engine'
import { integerOf } from './database.ts'
import type { Ledger } from './ledger.ts'
import { formatMoney, type Locale } from './money.ts'
import { parisDay } from './paris-time.ts'
import { type Coupon, findCoupon } from './promotions.ts'
import { formatDay } from './spoken.ts'
import { textsIn } from './texts.ts'
import { findVoucher } from './vouchers.ts'

/** What a code is worth to whoever asks, each condition with its sentence; `undefined` where there is no such code. */
export function couponView(ledger: Ledger, asked: CouponQuestion, locale: Locale): CouponView | undefined {
  const coupon = findCoupon(ledger, asked.code)
  if (!coupon) return undefined
  const t = textsIn(locale)
  const today = parisDay(ledger.clock.now())
  const { code, minimum, validFrom, validUntil } = coupon
  const conditions: CouponView['conditions'] = [
    ...(validFrom !== undefined || validUntil !== undefined
      ? [
          {
            kind: 'dates' as const,
            met: (validFrom ?? today) <= today && today <= (validUntil ?? today),
            text:
              validFrom === undefined
                ? t('coupon.until', { day: formatDay(validUntil ?? today, locale) })
                : t('coupon.between', {
                    from: formatDay(validFrom, locale),
                    to: formatDay(validUntil ?? validFrom, locale),
                  }),
          },
        ]
      : []),
    ...(minimum > 0
      ? [
          {
            kind: 'minimum' as const,
            ...(asked.basket && { met: asked.basket.amount >= minimum }),
            text: t('coupon.minimum', { amount: formatMoney(minimum, locale) }),
          },
        ]
      : []),
    ...(coupon.firstOrder
      ? [
          {
            kind: 'first-order' as const,
            ...(asked.email !== undefined && { met: ordersBefore(ledger, asked.email) === 0 }),
            text: t('coupon.firstOrder'),
          },
        ]
      : []),
    ...(coupon.email === undefined
      ? []
      : [
          {
            kind: 'personal' as const,
            ...(asked.email !== undefined && {
              met: asked.email.toLowerCase() === coupon.email.toLowerCase(),
            }),
            text: t('coupon.personal'),
          },
        ]),
    { kind: 'once', text: t('coupon.once') },
    { kind: 'not-on-gift-cards', text: t('coupon.notOnGiftCards') },
  ]
  return {
    code,
    state: stateOfCoupon(ledger, coupon, asked, today, conditions),
    ...(coupon.percent !== undefined && { percent: coupon.percent }),
    ...(coupon.cents !== undefined && { amount: { amount: coupon.cents, currency: 'EUR' } }),
    ...(minimum > 0 && { minimum: { amount: minimum, currency: 'EUR' } }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    conditions,
  }
}

function stateOfCoupon(
  ledger: Ledger,
  coupon: Coupon,
  asked: CouponQuestion,
  today: string,
  conditions: CouponView['conditions'],
): CouponView['state'] {
  if (coupon.validFrom !== undefined && today < coupon.validFrom) return 'not-yet'
  if (isUsed(ledger, coupon, asked.email)) return 'used'
  if (coupon.validUntil !== undefined && coupon.validUntil < today) return 'expired'
  return conditions.some(({ met }) => met === false) ? 'not-met' : 'valid'
}

/** A loyalty voucher and a personal code are used for everybody, another code for the address that used it. */
function isUsed(ledger: Ledger, coupon: Coupon, email: string | undefined): boolean {
  const voucher = findVoucher(ledger, coupon.code)
  if (voucher) return voucher.balance === 0
  const whose = coupon.email ?? email
  if (whose === undefined) return false
  const row = ledger.database
    .prepare('select count(*) as count from shop_order where promotion = ? and email = ?')
    .get(coupon.code, whose)
  return row !== undefined && integerOf(row, 'count') > 0
}

function ordersBefore(ledger: Ledger, email: string): number {
  const row = ledger.database.prepare('select count(*) as count from shop_order where email = ?').get(email)
  return row ? integerOf(row, 'count') : 0
}
