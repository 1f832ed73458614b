import type { ConversationEvent, CustomCard, Flow, FlowTexts } from '@comptoir/bot-engine'
import type { Options } from './settings.ts'

/** What code may say beyond the script tag: cards and flows of the shop's own. */
export interface MountOptions extends Options {
  /** What draws the cards of {@link CustomCard}, by their kind. */
  cards?: OwnCards
  /** Flows and their texts, besides Comptoir's or in their place. */
  flows?: OwnFlows
}

export type OwnCards = Readonly<Record<CustomCard['kind'], CardDrawer>>

export interface OwnFlows {
  readonly flows: readonly Flow[]
  /** Language → id of the flow → texts. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, FlowTexts>>>>
}

/** Draws the cards of one kind under the messages that carry them. */
export interface CardDrawer<Data = unknown> {
  /** The card's data as `draw` takes it; undefined for any other, and the message shows its text alone. */
  read(data: unknown): Data | undefined
  /**
   * Draws into an element that is empty. It is called once for a card; what it gives is called when the card goes.
   * What throws is reported, and the message shows its text alone.
   */
  draw(place: HTMLElement, data: Data, tools: CardTools): void | (() => void)
  /** Style sheet, in force in the panel while a card is shown. Page rules do not reach into it. */
  readonly css?: string
}

/** What a drawer may use. */
export interface CardTools {
  /** Language of the panel. */
  readonly locale: string
  /** Does something in the customer's name. */
  send(event: ConversationEvent): void
  /** The address, if a link may lead there: http, https, mailto, tel or relative. */
  safeAddress(address: string): string | undefined
}

/**
 * Gives the drawer as it is, with the type of its data found out.
 *
 * @example
 * ```ts
 * const sizes = defineCard({
 *   read: (data) => (Array.isArray(data) ? data.map(String) : undefined),
 *   draw(place, data) {
 *     //        ^? string[]
 *     place.textContent = data.join(' · ')
 *   },
 * })
 * mount({ config: '/comptoir/config.json', cards: { sizes } })
 * ```
 */
export function defineCard<Data>(drawer: CardDrawer<Data>): CardDrawer<Data> {
  return drawer
}
