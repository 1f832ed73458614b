import type { Message } from '@comptoir/bot-engine'
import type { ComponentType, VNode } from 'preact'
import { fill } from '../i18n/texts.ts'
import type { CardProps, Cards } from './cards/card-views.ts'
import { timeOfDay } from './dates.ts'
import { Markdown } from './Markdown.tsx'
import { authorName } from './message-text.ts'
import { useScene } from './scene.ts'
import { Unbroken } from './Unbroken.tsx'

export interface BubbleProps {
  readonly message: Message
  readonly cards: Cards
  /** The message follows another one of the same author at once: its author is not shown again. */
  readonly follows: boolean
  /** Show that it has not left yet. */
  readonly showPending: boolean
}

/** One message: who says it, what they say, and the card under it. */
export function Bubble({ message, cards, follows, showPending }: BubbleProps): VNode {
  const { texts, locale, send } = useScene()
  const { author, card, delivery, text } = message
  // The view that is looked up by the card's type takes that type: the compiler cannot see the bond.
  const Card = card && (cards.views[card.type] as ComponentType<CardProps> | undefined)
  return (
    <div class="message" data-author={author} data-id={message.id} lang={message.lang}>
      <p class={follows || author === 'system' ? 'sr' : 'author'}>
        {authorName(message, texts)} <time dateTime={message.at}>{timeOfDay(message.at, locale)}</time>
      </p>
      {text !== '' && (
        <div class="bubble" dir="auto">
          {card?.type === 'article' && <h3>{card.title}</h3>}
          {author === 'bot' || author === 'system' ? <Markdown text={text} /> : <p class="written">{text}</p>}
        </div>
      )}
      {Card && (
        <Unbroken>
          <Card message={message} card={card} words={cards.words} />
        </Unbroken>
      )}
      {delivery === 'pending' && showPending && <p class="delivery">{texts.log.pending}</p>}
      {delivery === 'failed' && (
        <p class="delivery failed">
          {texts.log.failed}{' '}
          <button
            type="button"
            class="inline"
            aria-label={fill(texts.log.announce, { author: texts.log.resend, text })}
            onClick={() => send({ type: 'MESSAGE.RETRY', id: message.id })}
          >
            {texts.log.resend}
          </button>
        </p>
      )}
    </div>
  )
}
