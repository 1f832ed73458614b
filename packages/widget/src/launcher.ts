import type { App, LoadApp } from './app-contract.ts'
import type { ComptoirEvents, EventName, Listener } from './events.ts'
import { colourRule } from './colour.ts'
import { launcherWords } from './i18n/launcher-words.ts'
import css from './launcher.css?inline'
import { element } from './element.ts'
import { noFiles } from './loader-messages.ts'
import type { MountOptions } from './own-cards.ts'
import { readSettings } from './settings.ts'
import { staticContact } from './static-contact.ts'

/** How long the panel may take to come before the ways of contact stand in its place, in milliseconds. */
const PATIENCE = 10_000

/** The widget on a page: its launcher, and its panel once the customer has asked for it. */
export interface Launcher {
  open(): void
  close(): void
  ask(text?: string): void
  identify(token: string): void
  /** Calls back at each event of that name; gives the function that ends it. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void
  update(options: Readonly<MountOptions>): void
  /** Takes everything back: elements, listeners, conversation. What is stored stays for the next visit. */
  destroy(): void
}

/**
 * Draws the launcher into an element and loads the rest when it is wanted.
 *
 * Until the customer touches the launcher nothing is fetched, read or stored. Hover, focus and touch fetch the
 * panel's own static files, so that the click finds them there.
 */
export function createLauncher(host: HTMLElement, given: Readonly<MountOptions>, load: LoadApp): Launcher {
  let options = given
  let settings = readSettings(options)
  let app: App | undefined
  let loading: ReturnType<LoadApp> | undefined
  let token: string | undefined
  let unread = 0
  let unreadText = ''
  const questions: string[] = []
  const listeners = new Set<readonly [EventName, Listener]>()
  const life = new AbortController()

  const root = host.shadowRoot || host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const colour = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet, colour]

  // A section with a name is a landmark: screen readers list it beside the page's own.
  const section = element('section')
  const button = element('button')
  const panel = element('div')
  section.className = 'root'
  section.dataset['private'] = ''
  button.className = 'launcher'
  button.type = 'button'
  panel.className = 'panel'
  panel.hidden = true
  panel.setAttribute('role', 'dialog')
  section.append(button)
  root.append(section)

  const dark = matchMedia('(prefers-color-scheme: dark)')
  listen(dark, ['change'], dress)
  listen(button, ['click'], () => (isOpen() ? close() : open()))
  listen(button, ['pointerenter', 'focus', 'touchstart'], () => void prefetch().catch(() => {}))
  // The page's hot-keys are not for what is typed here, nor the focus for its dialogs; and Esc here is not for the page.
  listen(section, ['keydown', 'keyup', 'keypress', 'focusin'], (event) => {
    event.stopPropagation()
    if (event.type === 'keydown' && 'key' in event && event.key === 'Escape' && !event.defaultPrevented)
      close()
  })
  listen(window, ['popstate', 'hashchange'], () => app && app.pageChanged())
  dress()

  return {
    open,
    close,
    ask(text) {
      if (text) questions.push(text)
      open()
      if (app) show()
    },
    identify(signed) {
      token = signed
      if (app) app.identify(signed)
    },
    on(name, listener) {
      const entry = [name, listener as Listener] as const
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    update(changes) {
      options = { ...options, ...changes }
      settings = readSettings(options)
      dress()
      if (app) app.update(settings)
    },
    destroy() {
      life.abort()
      if (app) app.destroy()
      listeners.clear()
      section.remove()
      host.remove()
    },
  }

  function isOpen(): boolean {
    return !panel.hidden
  }

  function open(): void {
    if (isOpen()) return
    section.append(panel)
    panel.hidden = false
    dress()
    emit('open', undefined)
    if (app) show()
    else void begin()
  }

  function close(): void {
    if (!isOpen()) return
    panel.hidden = true
    dress()
    button.focus()
    emit('close', undefined)
  }

  /** Fetches the panel once; after a failure the next wish tries again. */
  function prefetch(): ReturnType<LoadApp> {
    loading ??= load(settings.locale).catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }

  async function begin(): Promise<void> {
    const late = setTimeout(fallBack, PATIENCE, 'late')
    try {
      const [module, texts] = await prefetch()
      if (app || life.signal.aborted) return
      panel.replaceChildren()
      app = module.startApp({ root, panel, settings, texts, emit, setUnread, onClose: close })
      if (token) app.identify(token)
      if (isOpen()) show()
    } catch (error) {
      fallBack(error)
    }
    clearTimeout(late)
  }

  function show(): void {
    if (!app) return
    app.show()
    for (const question of questions.splice(0)) app.ask(question)
  }

  /** The panel cannot load: what remains is a telephone number, an address, a page. */
  function fallBack(error: unknown): void {
    const { failed, page, retry, close: leave } = launcherWords(settings.locale)
    panel.replaceChildren(failed, ...staticContact(settings.contact, page))
    for (const [text, act] of [
      [leave, close],
      [retry, begin],
    ] as const) {
      const key = element('button', text)
      listen(key, ['click'], () => void act())
      panel.append(key)
      key.focus()
    }
    const message = noFiles(error)
    // oxlint-disable-next-line no-console -- the console is where a site's author looks first
    console.error(message)
    emit('error', { code: 'WID-001', message })
  }

  function setUnread(count: number, text: string): void {
    if (count !== unread) emit('unread', { count })
    unread = count
    unreadText = count ? ` (${text})` : ''
    dress()
  }

  /** Makes what is shown agree with the state: names, language, colours, number of unread messages. */
  function dress(): void {
    const { region, label, open: openName, close: closeName } = launcherWords(settings.locale)
    const { locale, theme, position, accent } = settings
    section.lang = locale
    section.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme
    section.dataset['position'] = position
    nameIt(section, region)
    nameIt(panel, label)
    button.textContent = label
    button.dataset['unread'] = `${unread || ''}`
    nameIt(button, (isOpen() ? closeName : openName) + unreadText)
    button.setAttribute('aria-expanded', `${isOpen()}`)
    colour.replaceSync(colourRule(accent))
  }

  function emit<Name extends EventName>(name: Name, detail: ComptoirEvents[Name]): void {
    for (const [wanted, listener] of listeners) {
      if (wanted !== name) continue
      // A listener that throws is the page's own trouble: reported there, never ours.
      try {
        listener(detail)
      } catch (error) {
        reportError(error)
      }
    }
  }

  function listen(target: EventTarget, names: readonly string[], listener: (event: Event) => void): void {
    for (const name of names) target.addEventListener(name, listener, { passive: true, signal: life.signal })
  }
}

// As an attribute: Firefox knows the properties from 119 on.
function nameIt(named: Element, label: string): void {
  named.setAttribute('aria-label', label)
}
