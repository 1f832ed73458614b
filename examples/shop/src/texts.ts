import en from '../content/texts/en.json' with { type: 'json' }
import fr from '../content/texts/fr.json' with { type: 'json' }
import type { Locale } from './money.ts'

/** Every sentence of the shop's pages has a key, the same in both files. */
export type TextKey = keyof typeof fr

/**
 * Gives the sentence of that key, with `{name}` replaced by the value of that name.
 *
 * @example
 * const t = textsIn('fr')
 * t('cart.title') // 'Votre panier'
 */
export type Texts = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

const all: Readonly<Record<Locale, Readonly<Record<TextKey, string>>>> = { fr, en }

export function textsIn(locale: Locale): Texts {
  return (key, values = {}) =>
    all[locale][key].replaceAll(/\{(\w+)\}/g, (hole: string, name: string) => String(values[name] ?? hole))
}

/** Narrows a text that may name a sentence, such as `status.` followed by a state. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(fr, key)
}

/** The sentence of a key made from parts, or the last part itself where there is none. */
export function textFor(t: Texts, prefix: string, name: string): string {
  const key = `${prefix}.${name}`
  return isTextKey(key) ? t(key) : name
}
