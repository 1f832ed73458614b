import type { Locale } from './locale.ts'

/** The words of the panel. French gives the shape; a language that lacks a key does not compile. */
export type Texts = Widen<typeof import('./fr.json')>

/** The words of the cards, which come later than the panel's. */
export type CardTexts = Widen<typeof import('./cards.fr.json')>

/** Loads the words of one language, and of that one only. */
export function loadTexts(locale: Locale): Promise<Texts> {
  return loaders[locale]()
}

/** Loads the words of the cards in one language. */
export function loadCardTexts(locale: Locale): Promise<CardTexts> {
  return cardLoaders[locale]()
}

/**
 * Puts values into a text: `{name}` becomes the value of that name, and stays as it is when there is none.
 *
 * @example
 * ```ts
 * fill('Commande {reference}', { reference: 'XKBKNABJK' }) // 'Commande XKBKNABJK'
 * ```
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

/** The form of a text for a number, in the language's own plural rules, with `{count}` filled. */
export function count(
  forms: Readonly<{ one: string; other: string }>,
  number: number,
  locale: Locale,
): string {
  return fill(new Intl.PluralRules(locale).select(number) === 'one' ? forms.one : forms.other, {
    count: number,
  })
}

const loaders: Readonly<Record<Locale, () => Promise<Texts>>> = {
  fr: () => import('./fr.ts').then((file) => file.texts),
  en: () => import('./en.ts').then((file) => file.texts),
}

const cardLoaders: Readonly<Record<Locale, () => Promise<CardTexts>>> = {
  fr: () => import('./cards.fr.ts').then((file) => file.texts),
  en: () => import('./cards.en.ts').then((file) => file.texts),
}

type Widen<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Widen<T[Key]> }
