import type { Money } from '@comptoir/bot-engine'
import * as v from 'valibot'
import { strict, type Schema } from './schema.ts'

/** An amount in the minor unit of its currency. */
export const money: Schema<Money> = strict<Money>({
  amount: v.pipe(v.number(), v.integer()),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'a currency of three capitals such as EUR')),
})
