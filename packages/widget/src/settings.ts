import type { Locale } from './i18n/locale.ts'
import { chooseLocale } from './i18n/locale.ts'
import type { MountOptions } from './own-cards.ts'

/** What the script tag, the `<comptoir-chat>` element or {@link mount} may say. Every value is optional text. */
export interface Options {
  /** Address of the configuration file. */
  config?: string
  /** Address of one FAQ file, instead of those that the configuration names. */
  faq?: string
  /** Address of the desk, instead of the configuration's. */
  desk?: string
  /** `fr` or `en`; else the page's own language, else French. */
  locale?: string
  /** @default 'auto', which follows the customer's system */
  theme?: string
  /** Corner of the page: `end` (right in French) or `start`. @default 'end' */
  position?: string
  /** Colour of the launcher, `#rgb` or `#rrggbb`. */
  accent?: string
  /** Static contact ways, shown when the chat itself cannot load. */
  phone?: string
  email?: string
  page?: string
  /** Present: start on payment pages too. */
  anywhere?: string
}

/** The options, read and made certain. */
export interface Settings {
  readonly config: string | undefined
  readonly faq: string | undefined
  readonly desk: string | undefined
  readonly locale: Locale
  readonly theme: 'auto' | 'light' | 'dark'
  readonly position: 'start' | 'end'
  readonly accent: string | undefined
  readonly contact: Contact
  /** What only code can say. */
  readonly own: Pick<MountOptions, 'cards' | 'flows'>
}

/** Ways to reach the shop that need nothing but a link. */
export interface Contact {
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly page?: string | undefined
}

/**
 * Reads options to settings. Anything unknown counts as not said: a slip in a tag never stops the page.
 */
export function readSettings(options: Readonly<MountOptions>): Settings {
  return {
    config: options.config,
    faq: options.faq,
    desk: options.desk,
    locale: chooseLocale(options.locale || document.documentElement.lang),
    theme: options.theme === 'light' || options.theme === 'dark' ? options.theme : 'auto',
    position: options.position === 'start' ? 'start' : 'end',
    accent: options.accent,
    contact: { phone: options.phone, email: options.email, page: options.page },
    own: options,
  }
}

/**
 * Pages where a customer gives payment details carry no script that they do not need
 * (PCI DSS 6.4.3): the widget does not start there unless `data-anywhere` says so.
 */
export function isPaymentPage(path: string): boolean {
  return /paiement|checkout|payment/i.test(path)
}
