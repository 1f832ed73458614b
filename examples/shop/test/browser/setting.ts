/** What a customer holds in their hand, and the language they read. */
export interface Setting {
  readonly locale: 'fr' | 'en'
  readonly screen: Screen
}

export type Screen = keyof typeof sizes

export const sizes = {
  phone: { width: 360, height: 780 },
  desktop: { width: 1280, height: 900 },
} as const

/** Both languages and both screens are met; all four pairs with `COMPTOIR_LONG`. */
export const settings: readonly Setting[] = [
  { locale: 'fr', screen: 'phone' },
  { locale: 'en', screen: 'desktop' },
  ...(process.env['COMPTOIR_LONG']
    ? ([
        { locale: 'fr', screen: 'desktop' },
        { locale: 'en', screen: 'phone' },
      ] as const)
    : []),
]

/** The address of a shop's page in that language. */
export function pageIn(locale: Setting['locale'], path: string): string {
  if (locale === 'fr') return path
  return path === '/' ? '/en' : `/en${path}`
}
