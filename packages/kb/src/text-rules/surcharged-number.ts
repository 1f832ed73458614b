import type { TextFault, TextRule } from './text-rule.ts'

/**
 * A customer may not pay more than an ordinary call to reach the shop about an order or a complaint
 * (Code de la consommation, L121-16): no 081, 082, 089, no 32xx or 36xx, no price by the minute.
 *
 * Numbers in 01 to 07, 09, 080 and the short ones in 10, 30 and 31 cost an ordinary call or nothing.
 */
export const surchargedNumber: TextRule = {
  id: 'surcharged-number',
  find(text, { visible }) {
    const faults: TextFault[] = []
    const add = (start: number, found: string): void => {
      if (!faults.some((fault) => fault.start < start + found.length && start < fault.end)) {
        faults.push({ start, end: start + found.length, sentence: 'surcharged-number', values: { found } })
      }
    }
    for (const { 0: found, index } of text.matchAll(LONG)) add(index, found)
    for (const { 0: found, index } of visible.matchAll(SHORT)) {
      if (
        /(?<!\p{L})(?:appel|compos|téléphon|tél\b|numéro|call|dial|phone|number|ring)[^.\n]*$/iu.test(
          visible.slice(Math.max(0, index - 60), index),
        )
      ) {
        add(index, found)
      }
    }
    for (const { 0: found, index } of visible.matchAll(BY_THE_MINUTE)) add(index, found)
    return faults.sort((a, b) => a.start - b.start)
  },
}

/** Ten digits in 081 to 089 in any spacing, with or without +33; the ones in 080 are free or ordinary. */
const LONG =
  /(?<![\d\p{L}])(?:(?:\+|00)33[\s\u00a0\u202f.-]?(?:\(0\))?[\s\u00a0\u202f.-]?8|0[\s\u00a0\u202f]?8)(?:[\s\u00a0\u202f.-]?[1-9])(?:[\s\u00a0\u202f.-]?\d){7}(?!\d)/gu
/** Four digits in 32 to 39, and directory inquiries, where the sentence is about calling. */
const SHORT =
  /(?<![\d.,€$£\p{L}])(?:3[2-9][\s\u00a0\u202f]?\d{2}|118[\s\u00a0\u202f]?\d{3})(?![\d\p{L}]|[\s\u00a0\u202f]?[€%])/gu
const BY_THE_MINUTE =
  /(?:€[\s\u00a0]?\d{1,3}(?:[.,]\d{1,2})?|\d{1,3}(?:[.,]\d{1,2})?[\s\u00a0]?(?:€|euros?|cts?|centimes|pence|p))[\s\u00a0]?(?:TTC[\s\u00a0]?)?(?:\/|la|par|per|a)[\s\u00a0]?min(?:ute)?(?!\p{L})/giu
