import type { LoadApp } from './app-contract.ts'
import type { EventName, Listener } from './events.ts'
import { createLauncher } from './launcher.ts'
import type { Launcher } from './launcher.ts'
import type { MountOptions } from './own-cards.ts'
import type { Options } from './settings.ts'
import { isPaymentPage } from './settings.ts'
import { leaveContact } from './static-contact.ts'

/** The page's remote control, callable before the script has loaded. */
export interface Comptoir {
  (command: 'open' | 'close' | 'destroy'): void
  /** Opens the panel and says the text in the customer's name. */
  (command: 'ask', text?: string): void
  /** The shop's short-lived signed token of the customer who is logged in. */
  (command: 'identify', token: string): void
  /** Gives the function that ends the listening. */
  <Name extends EventName>(command: 'on', event: Name, listener: Listener<Name>): () => void
  (command: 'update', options: Readonly<MountOptions>): void
  /** Commands that were given before the script had loaded. */
  q?: Iterable<[command: string, ...values: unknown[]]>
  /** Set by the widget: which element answers. */
  host?: HTMLElement
}

declare global {
  interface Window {
    comptoir?: Comptoir
  }
}

const NAME = 'comptoir-chat'

/**
 * Puts the widget on the page, once, however often it is called, and makes `window.comptoir` answer.
 * Not on payment pages, unless the options say `anywhere`.
 */
export function install(load: LoadApp, options: Readonly<Options>): void {
  if (window.comptoir?.host || (isPaymentPage(location.pathname) && options.anywhere === undefined)) return
  // The tag may stand in the head, before there is a body to put anything into.
  if (!document.body) {
    document.addEventListener('DOMContentLoaded', () => install(load, options), { once: true })
    return
  }
  const placed = document.querySelector<HTMLElement>(NAME)
  const host = placed || document.createElement(NAME)
  if (!placed) document.body.append(host)
  if (leaveContact(host, options)) return
  const launcher = createLauncher(host, { ...options, ...host.dataset }, load)
  const stayOn = keepOnPage(host)

  const early = (window.comptoir && window.comptoir.q) || []
  const comptoir = (command: string, ...values: unknown[]): unknown => {
    if (command === 'destroy') {
      stayOn()
      delete window.comptoir
    }
    return obey(launcher, command, values)
  }
  window.comptoir = Object.assign(comptoir as Comptoir, { host })
  for (const [command, ...values] of early) {
    comptoir(command, ...values)
  }
}

/** Junk is ignored: a command comes from anywhere on the page. */
function obey(launcher: Launcher, command: string, [first, second]: readonly unknown[]): unknown {
  switch (command) {
    case 'open':
    case 'close':
    case 'destroy':
      return launcher[command]()
    case 'ask':
      return launcher.ask(typeof first === 'string' ? first : undefined)
    case 'identify':
      return typeof first === 'string' ? launcher.identify(first) : undefined
    case 'update':
      return typeof first === 'object' && first !== null ? launcher.update(first) : undefined
    case 'on':
      return typeof second === 'function' ? launcher.on(first as EventName, second as Listener) : undefined
  }
}

/** Puts the element back when the page swaps its body or empties it; gives the function that stops it. */
function keepOnPage(host: HTMLElement): () => void {
  // A page that removes it again and again means it.
  let times = 0
  const observer = new MutationObserver(() => {
    if (!host.isConnected && document.body && times++ < 20) document.body.append(host)
    watch()
  })
  const watch = (): void => {
    observer.disconnect()
    observer.observe(document.documentElement, { childList: true })
    if (document.body) observer.observe(document.body, { childList: true })
  }
  watch()
  return () => observer.disconnect()
}
