import type { Message } from '@comptoir/bot-engine'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { time } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { fill, type Texts } from '../texts.ts'
import { CardText } from './CardText.tsx'
import type { FileViewProps } from './FileView.tsx'
import { MarkdownText } from './MarkdownText.tsx'

export interface MessageListProps {
  readonly messages: readonly Message[]
  readonly customerTyping: boolean
  /** The customer has read up to this seq. */
  readonly customerRead: number
  readonly onResend: (message: Message) => void
  readonly mintLink: FileViewProps['mintLink']
}

/**
 * What was said, oldest first. It follows the newest message while the reader is at the end; a reader who has
 * scrolled up is left where they are. New words of the customer are announced once, in a region of their own.
 */
export function MessageList({
  messages,
  customerTyping,
  customerRead,
  onResend,
  mintLink,
}: MessageListProps): JSX.Element {
  const { texts } = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const announced = useAnnouncement(messages, texts)

  const seen = messages.findLast(({ author, seq = Infinity }) => author === 'agent' && seq <= customerRead)

  useLayoutEffect(() => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [messages, customerTyping])

  return (
    <>
      <div
        ref={list}
        class="messages"
        role="log"
        aria-live="off"
        aria-label={texts.conversation.messages}
        // A keyboard has to be able to scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          const { scrollHeight, scrollTop, clientHeight } = currentTarget
          atEnd.current = scrollHeight - scrollTop - clientHeight < 40
        }}
      >
        <ol>
          {messages.map((message) => (
            <Bubble
              key={message.id}
              message={message}
              seen={message === seen}
              onResend={onResend}
              mintLink={mintLink}
            />
          ))}
        </ol>
        {customerTyping && <p class="typing">{texts.conversation.typing}</p>}
      </div>
      <p class="unseen" role="status">
        {announced}
      </p>
    </>
  )
}

function Bubble({
  message,
  seen,
  onResend,
  mintLink,
}: Pick<MessageListProps, 'onResend' | 'mintLink'> & {
  readonly message: Message
  readonly seen: boolean
}): JSX.Element {
  const { texts, locale, timeZone } = useLanguage()
  const { author, text, card, choices, at, delivery, lang } = message
  return (
    <li class={`bubble from-${author}`} data-delivery={delivery}>
      <p class="bubble-head">
        <span class="bubble-author" dir="auto">
          {nameOf(message, texts)}
        </span>
        <time datetime={at}>{time(at, locale, timeZone)}</time>
      </p>
      <div class="bubble-text" dir="auto" lang={lang}>
        {author === 'bot' ? <MarkdownText text={text} /> : <p class="plain">{text}</p>}
      </div>
      {card && <CardText card={card} mintLink={mintLink} />}
      {choices && choices.length > 0 && (
        <ul class="choices" aria-label={texts.card.choices}>
          {choices.map(({ id, label }) => (
            <li key={id}>{label}</li>
          ))}
        </ul>
      )}
      {seen && <p class="delivery">{texts.composer.seen}</p>}
      {delivery === 'pending' && <p class="delivery">{texts.composer.pending}</p>}
      {delivery === 'failed' && (
        <p class="delivery failed">
          {texts.composer.failed}{' '}
          <button type="button" onClick={() => onResend(message)}>
            {texts.composer.retry}
          </button>
        </p>
      )}
    </li>
  )
}

function nameOf({ author, name }: Message, { conversation }: Texts): string {
  return author === 'agent' ? (name ?? conversation.you) : conversation[author]
}

/** The newest words of the customer, once they come while the conversation is open. */
function useAnnouncement(messages: readonly Message[], texts: Texts): string {
  const [announced, setAnnounced] = useState('')
  const seen = useRef<number>(undefined)
  useEffect(() => {
    const last = messages.reduce((seq, message) => Math.max(seq, message.seq ?? 0), 0)
    if (seen.current !== undefined) {
      const from = seen.current
      const fresh = messages.filter(({ seq = 0, author }) => seq > from && author === 'customer')
      const newest = fresh.at(-1)
      if (newest) {
        setAnnounced(fill(texts.conversation.said, { name: texts.conversation.customer, text: newest.text }))
      }
    }
    seen.current = last
  }, [messages, texts])
  return announced
}
