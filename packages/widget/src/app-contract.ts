import type { Texts } from './i18n/texts.ts'
import type { Emit } from './events.ts'
import type { Settings } from './settings.ts'

/** What the launcher knows of the panel, which is loaded at the first open. */
export interface App {
  /** Draws the panel if need be and moves the focus into it, in the same turn. */
  show(): void
  /** Says something in the customer's name. */
  ask(text: string): void
  /** The shop's short-lived token of a signed-in customer. */
  identify(token: string): void
  /** The page changed its address without loading. */
  pageChanged(): void
  /** Other settings from now on. */
  update(settings: Settings): void
  /** Stops the conversation and takes everything back. */
  destroy(): void
}

export interface AppOptions {
  /** The shadow root that holds the launcher; the panel's style sheet is adopted here. */
  readonly root: ShadowRoot
  /** The element to draw into. */
  readonly panel: HTMLElement
  readonly settings: Settings
  readonly texts: Texts
  readonly emit: Emit
  /** Shows the number of unread messages on the launcher. */
  readonly setUnread: (count: number, text: string) => void
  /** The customer closes the panel from inside. */
  readonly onClose: () => void
}

/** The module of the panel. */
export interface AppModule {
  startApp(options: AppOptions): App
}

/** Fetches the panel and the words of its language: the shop's own static files. */
export type LoadApp = (locale: Settings['locale']) => Promise<readonly [AppModule, Texts]>
