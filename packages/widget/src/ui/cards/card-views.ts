import type { Card, Message } from '@comptoir/bot-engine'
import type { ComponentType } from 'preact'
import type { CardTexts } from '../../i18n/texts.ts'

export interface CardProps<Kind extends Card['type'] = Card['type']> {
  readonly message: Message
  readonly card: Extract<Card, { type: Kind }>
  readonly words: CardTexts
}

/** What draws each kind of card, as far as it has been fetched, and its words. They arrive after the composer. */
export interface Cards {
  readonly views: { readonly [Kind in Card['type']]?: ComponentType<CardProps<Kind>> }
  readonly words: CardTexts
}
