import { element } from './element.ts'
import { launcherWords } from './i18n/launcher-words.ts'
import type { Contact, Options } from './settings.ts'
import { readSettings } from './settings.ts'

/**
 * Ways to reach the shop that need nothing but a link: where the panel cannot load, and in browsers too old for it.
 *
 * @param label what the link to the contact page is called
 */
export function staticContact({ phone, email, page }: Contact, label: string): HTMLAnchorElement[] {
  const links: HTMLAnchorElement[] = []
  for (const [scheme, value] of [
    ['tel:', phone],
    ['mailto:', email],
    ['', page],
  ] as const) {
    if (!value || (!scheme && !/^(https?:\/)?\/\w/.test(value))) continue
    const link = element('a', scheme ? value : label)
    link.href = scheme + (scheme === 'tel:' ? value.replace(/[^+\d]/g, '') : value)
    links.push(link)
  }
  return links
}

/**
 * In a browser that adopts no style sheets, and so lacks more, nothing is drawn: what the shop has put into the element
 * stays there, or else the ways of contact that the options name stand in its place.
 *
 * @returns whether it is such a browser
 */
export function leaveContact(host: HTMLElement, options: Readonly<Options>): boolean {
  if ('adoptedStyleSheets' in document) return false
  const { contact, locale } = readSettings(options)
  if (!host.firstElementChild) host.append(...staticContact(contact, launcherWords(locale).page))
  return true
}
