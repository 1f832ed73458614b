import { loadTexts } from './i18n/texts.ts'
import { createLauncher } from './launcher.ts'
import type { Launcher } from './launcher.ts'
import type { MountOptions } from './own-cards.ts'
import { leaveContact } from './static-contact.ts'

/**
 * Puts the widget on the page from a bundle, and gives its remote control. On a server it does nothing and
 * gives nothing, so that a page can be rendered there; in browsers too old for it, it leaves links to the shop's ways of
 * contact.
 *
 * @param options what `data-*` says on the script tag
 * @param parent where to put the element; it is fixed to a corner of the window wherever it stands
 *
 * @example
 * ```ts
 * const chat = mount({ config: '/comptoir/config.json', locale: 'fr' })
 * chat?.on('handoff', ({ state }) => console.log(state))
 * ```
 */
export function mount(options: Readonly<MountOptions>, parent?: HTMLElement): Launcher | undefined {
  if (typeof document === 'undefined') return undefined
  const host = document.createElement('comptoir-chat')
  ;(parent ?? document.body).append(host)
  if (leaveContact(host, options)) return undefined
  return createLauncher(host, options, (locale) => Promise.all([import('./app.tsx'), loadTexts(locale)]))
}
