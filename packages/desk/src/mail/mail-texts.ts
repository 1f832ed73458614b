import { readFileSync } from 'node:fs'
import type { Alarm } from '../store/store.ts'

/** What a mail says: its subject and its paragraphs, with `{names}` of what is filled in. */
interface MailText {
  readonly subject: string
  /** A paragraph whose names are not all known is left out. */
  readonly paragraphs: readonly string[]
}

export type MailName =
  | 'code'
  | 'ticket'
  | 'complaint'
  | 'withdrawal'
  | 'data-request'
  | 'recap'
  | 'alarm'
  | `late.${Alarm['kind']}`

type MailTexts = Readonly<Record<MailName, MailText>>

const locales = ['fr', 'en'] as const

const texts: Readonly<Record<(typeof locales)[number], MailTexts>> = { fr: read('fr'), en: read('en') }

/**
 * Fills a mail in. The texts are files, `mails/fr.json` and `mails/en.json`; other languages get the English one.
 *
 * @example
 * writeMail('code', 'fr', { code: '123456', minutes: '10' }).subject // 'Votre code : 123456'
 */
export function writeMail(
  name: MailName,
  locale: string,
  values: Readonly<Record<string, string | undefined>>,
): { readonly subject: string; readonly text: string } {
  const { subject, paragraphs } = texts[mailLocale(locale)][name]
  const filled = paragraphs.flatMap((paragraph) => {
    const names = [...paragraph.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one)
    return names.every((one) => values[one] !== undefined) ? [fill(paragraph, values)] : []
  })
  return { subject: fill(subject, values).replace(/\s+/g, ' '), text: `${filled.join('\n\n')}\n` }
}

/** The language that a mail is written in. */
export function mailLocale(locale: string): 'fr' | 'en' {
  return locale.startsWith('fr') ? 'fr' : 'en'
}

function fill(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

function read(locale: string): MailTexts {
  return JSON.parse(readFileSync(new URL(`../../mails/${locale}.json`, import.meta.url), 'utf8'))
}
