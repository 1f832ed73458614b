import { createRef, render } from 'preact'
import type { App, AppOptions } from './app-contract.ts'
import css from './panel.css?inline'
import { count } from './i18n/texts.ts'
import type { Session, SessionOptions } from './session.ts'
import { createSession } from './session.ts'
import type { Settings } from './settings.ts'
import { createAnnouncer } from './ui/announcer.ts'
import { fitToScreen, keyboardWouldHide } from './ui/full-screen.ts'
import { Panel } from './ui/Panel.tsx'
import type { Scene } from './ui/scene.ts'
import type { Talk } from './ui/talk.ts'
import { SceneContext } from './ui/scene.ts'
import { keepStill } from './ui/stillness.ts'

/**
 * Draws the panel at once, so that a message can be typed, and then begins the session, which fetches the
 * engine and the FAQ meanwhile.
 *
 * @param load fetches the engine. @default the chunk beside this one
 */
export function startApp(options: AppOptions, load?: SessionOptions['load']): App {
  const { root, panel, texts, emit, setUnread, onClose } = options
  const sheet = new CSSStyleSheet()
  const talkSheet = new CSSStyleSheet()
  const themeSheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet, talkSheet, themeSheet]
  const announcer = createAnnouncer(panel.parentElement ?? panel)
  const unfit = fitToScreen(panel)
  const life = new AbortController()
  const whenStill = keepStill(panel, life.signal)
  const field = createRef<HTMLTextAreaElement>()
  const title = createRef<HTMLHeadingElement>()
  let token: string | undefined
  let settings = options.settings
  let unread = 0
  const mark: Scene['unread'] = {}
  let readUpTo: string | undefined
  let session = begin()
  document.addEventListener('visibilitychange', tellRead, { signal: life.signal })

  function begin(): Session {
    const begun = createSession({ settings, emit, ...(load && { load }) })
    const scene = {
      texts,
      locale: settings.locale,
      send: begun.send,
      mintLink: begun.mintLink,
      upload: begun.upload,
      announce: announcer.say,
      whenStill,
      own: () => settings.own,
      report: begun.report,
      unread: mark,
    }
    watch(begun)
    if (token !== undefined) begun.send({ type: 'CUSTOMER.IDENTIFY', token })
    render(
      <SceneContext.Provider value={scene}>
        <Panel key={settings.locale} session={begun} field={field} title={title} onClose={onClose} />
      </SceneContext.Provider>,
      panel,
    )
    return begun
  }

  /** What the agent wrote is in front of the customer. */
  function tellRead(): void {
    const { view } = session.state
    const last = view?.messages.findLast(({ author }) => author === 'agent')?.id
    if (!last || last === readUpTo || panel.hidden || document.hidden) return
    readUpTo = last
    session.send({ type: 'MESSAGES.READ' })
  }

  function showUnread(): void {
    setUnread(unread, count(texts.launcher.unread, unread, settings.locale))
  }

  /** Tells what is new: to the ear, to the launcher while the panel is closed, to the page's listeners. */
  function watch(begun: Session): void {
    let dressed: Talk | undefined
    let known: ReadonlySet<string> | undefined
    let flow: string | undefined
    let handoff = 'none'
    begun.subscribe(() => {
      const { view, talk, theme = '' } = begun.state
      themeSheet.replaceSync(theme)
      if (talk && talk !== dressed) talkSheet.replaceSync((dressed = talk).css)
      if (!view?.messages.length || !talk) return
      // What stands there when the conversation appears is not news: a greeting, or yesterday's messages.
      const news = known ? view.messages.filter((message) => !known?.has(message.id)) : []
      if (!known || news.length > 0) known = new Set(view.messages.map((message) => message.id))
      for (const message of news) {
        announcer.say(talk.announcement(message, texts))
        emit('message', { author: message.author })
        if (message.author === 'customer') mark.from = undefined
        else if (panel.hidden && ++unread === 1) mark.from = message.id
      }
      showUnread()
      tellRead()
      if (view.flow !== flow) emit('flow', { id: (flow = view.flow) })
      if (view.handoff.state !== handoff) emit('handoff', { state: (handoff = view.handoff.state) })
    })
  }

  return {
    show() {
      unread = 0
      showUnread()
      tellRead()
      ;(keyboardWouldHide() ? title : field).current?.focus()
    },
    ask: (text) => session.send({ type: 'MESSAGE.SEND', text }),
    identify(given) {
      token = given
      session.send({ type: 'CUSTOMER.IDENTIFY', token: given })
    },
    pageChanged: () => session.send({ type: 'PAGE.CHANGE', url: location.href }),
    update(changed: Settings) {
      const sameData =
        changed.config === settings.config &&
        changed.faq === settings.faq &&
        changed.desk === settings.desk &&
        changed.own.flows === settings.own.flows
      settings = changed
      if (sameData) return
      session.stop()
      session = begin()
    },
    destroy() {
      session.stop()
      render(null, panel)
      announcer.remove()
      unfit()
      life.abort()
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter(
        (adopted) => ![sheet, talkSheet, themeSheet].includes(adopted),
      )
    },
  }
}
