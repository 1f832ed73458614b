import type { ConversationView, Message } from '@comptoir/bot-engine'
import type { RefObject, VNode } from 'preact'
import { Fragment } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../i18n/texts.ts'
import { Bubble } from './Bubble.tsx'
import type { Cards } from './cards/card-views.ts'
import { calendarDay, relativeDay } from './dates.ts'
import { QuickReplies } from './QuickReplies.tsx'
import { Typing } from './Typing.tsx'
import { useScene } from './scene.ts'

export interface MessageListProps {
  readonly view: ConversationView | undefined
  /** Written before the engine had arrived: shown as sent, since they will be. */
  readonly early: readonly string[]
  readonly cards: Cards
  readonly log: RefObject<HTMLDivElement | null>
  /** A quick reply was picked: its button is gone, so the focus needs another place. */
  readonly onPick: () => void
}

/**
 * The conversation. A `log` that speaks through the announcer alone, one tab stop for the arrow keys.
 * It follows new messages while the customer is at its end, and otherwise offers a way down.
 */
export function MessageList({ view, early, cards, log, onPick }: MessageListProps): VNode {
  const { texts, locale, unread } = useScene()
  const messages = view?.messages ?? []
  const last = messages.at(-1)
  const choices = early.length === 0 && last?.author !== 'customer' ? last?.choices : undefined
  const typing = view?.typing ?? (view?.busy || early.length > 0 ? 'bot' : undefined)
  const bubble = useDrawn(cards)
  const below = useFollowing(log, messages, `${early.length} ${typing}`)
  const readTo = view?.readTo ?? 0
  const seen = messages.findLast(({ author, seq = Infinity }) => author === 'customer' && seq <= readTo)
  const agent = view?.handoff.state === 'live' ? view.handoff.agent : texts.log.agent
  return (
    <div class="conversation">
      {/* The region scrolls, so it has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div class="log" role="log" aria-live="off" aria-label={texts.log.name} tabIndex={0} ref={log}>
        {messages.map((message, index) => {
          const before = messages[index - 1]
          const newDay = !before || calendarDay(new Date(before.at)) !== calendarDay(new Date(message.at))
          return (
            <Fragment key={message.id}>
              {newDay && <p class="day">{relativeDay(message.at, locale, texts)}</p>}
              {message.id === unread.from && <p class="day fresh">{texts.log.newMessages}</p>}
              {bubble(message, !newDay && follows(message, before), view?.connection === 'offline')}
              {message === seen && <p class="delivery seen">{texts.log.seen}</p>}
            </Fragment>
          )
        })}
        {early.map((text, index) => (
          <div class="message" data-author="customer" key={`early-${index}`}>
            <p class="author">{texts.log.you}</p>
            <div class="bubble" dir="auto">
              <p class="written">{text}</p>
            </div>
          </div>
        ))}
        {typing && (
          <Typing
            text={typing === 'agent' ? fill(texts.log.typingAgent, { name: agent }) : texts.log.typingBot}
          />
        )}
        {choices && choices.length > 0 && <QuickReplies choices={choices} onPick={onPick} />}
      </div>
      {below.what && (
        <button
          type="button"
          class={below.what === 'read' ? 'below read' : 'below'}
          onClick={below.go}
          onBlur={below.leave}
        >
          {below.what === 'news' ? texts.log.newMessages : texts.log.readOn}
        </button>
      )}
    </div>
  )
}

/**
 * Draws bubbles, each again only when something of it has changed: what was drawn before is handed out again, and
 * Preact looks no further. A message more costs the same in a long conversation as in a short one.
 */
function useDrawn(cards: Cards): (message: Message, joined: boolean, showPending: boolean) => VNode {
  const scene = useScene()
  const drawn = useRef(new Map<string, readonly [VNode, ...unknown[]]>())
  return (message, joined, showPending) => {
    // What draws a card may arrive after the card.
    const view = message.card && cards.views[message.card.type]
    const props = [message, joined, showPending, view, cards, scene]
    const [known, ...before] = drawn.current.get(message.id) ?? []
    if (known && before.every((value, index) => value === props[index])) return known
    const made = <Bubble message={message} cards={cards} follows={joined} showPending={showPending} />
    drawn.current.set(message.id, [made, ...props])
    return made
  }
}

/** The same author, within a few minutes. */
function follows(message: Message, before: Message | undefined): boolean {
  return (
    before !== undefined &&
    before.author === message.author &&
    before.name === message.name &&
    Date.parse(message.at) - Date.parse(before.at) < 300_000
  )
}

/**
 * What is out of sight below: new messages, or the rest of the last turn. Once it is `read` the way down is
 * gone but its place stays until the next turn, so that no reply moves away under a finger.
 */
type Below = 'news' | 'rest' | 'read'

/**
 * Keeps the end in sight. A customer who reads further up is left where they are; what comes meanwhile is
 * offered by a button. Of a turn that is taller than the log the beginning is shown.
 */
function useFollowing(
  log: RefObject<HTMLDivElement | null>,
  messages: readonly Message[],
  /** What stands behind the messages: written early, somebody is typing. */
  after: string,
): { what: Below | undefined; go: () => void; leave: () => void } {
  const following = useRef(true)
  /** Where we put the log: a scroll event that finds it there is ours, not the customer's. */
  const placed = useRef(-1)
  const seen = useRef<string | undefined>(undefined)
  const seenAfter = useRef('')
  const [what, setWhat] = useState<Below>()
  /** Whether the rest of the last turn is out of sight, known before it is drawn. */
  const hasRest = useRef(false)
  const last = messages.at(-1)

  const place = (element: HTMLElement): void => {
    const first = beginningOfTurn(messages)
    const start = first && [...element.children].find((child) => child.getAttribute('data-id') === first.id)
    const end = element.scrollHeight - element.clientHeight
    element.scrollTop = start instanceof HTMLElement ? Math.min(end, start.offsetTop - 12) : end
    placed.current = element.scrollTop
    hasRest.current = distanceToEnd(element) > 40
    setWhat(hasRest.current ? 'rest' : undefined)
  }
  const toEnd = (element: HTMLElement): void => {
    element.scrollTop = element.scrollHeight
    placed.current = element.scrollTop
  }
  const placeNow = useRef(place)
  placeNow.current = place

  useEffect(() => {
    const element = log.current
    if (!element) return
    const onScroll = (): void => {
      if (Math.abs(element.scrollTop - placed.current) < 2) return
      following.current = distanceToEnd(element) < 80
      if (!following.current) return
      hasRest.current = false
      // Whoever has the way down under their keyboard keeps it until they go on: focus is never lost to the page.
      if (!element.parentElement?.querySelector('.below:focus')) setWhat(read)
    }
    // The panel opens again, the virtual keyboard takes its part of the screen, the way down comes or goes.
    let height = 0
    const resized = new ResizeObserver(() => {
      const opens = height === 0
      height = element.clientHeight
      if (!following.current || height === 0) return
      // Whoever has read on to the end stays there.
      if (opens || hasRest.current) placeNow.current(element)
      else toEnd(element)
    })
    resized.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [log])

  useLayoutEffect(() => {
    const element = log.current
    if (!element) return
    const isNew = last !== undefined && last.id !== seen.current
    const isMoved = after !== seenAfter.current
    seen.current = last?.id
    seenAfter.current = after
    if (isNew && last.author === 'customer') following.current = true
    if (following.current && isNew) place(element)
    else if (isNew) setWhat('news')
    // Whoever has read on to the end of a long answer stays there; whoever is at its beginning, too.
    else if (following.current && isMoved && (what === undefined || what === 'read')) toEnd(element)
  })

  const go = (): void => {
    const element = log.current
    if (!element) return
    element.scrollTop = element.scrollHeight
    // The button goes away; the focus belongs to what it led to.
    element.focus()
  }
  const leave = (): void => {
    if (log.current && distanceToEnd(log.current) < 80) setWhat(read)
  }
  return { what, go, leave }
}

/** The way down is done with, if there was one. */
function read(what: Below | undefined): Below | undefined {
  return what && 'read'
}

function distanceToEnd(element: Element): number {
  return element.scrollHeight - element.scrollTop - element.clientHeight
}

/** The first of the messages that were said in one go with the last one. */
function beginningOfTurn(messages: readonly Message[]): Message | undefined {
  let first = messages.at(-1)
  for (const message of messages.toReversed()) {
    if (!first || message.author !== first.author || Date.parse(first.at) - Date.parse(message.at) > 1500)
      break
    first = message
  }
  return first
}
