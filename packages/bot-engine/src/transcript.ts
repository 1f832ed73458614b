import type { Card, Message, QuickReply } from './message.ts'

/** The messages of a conversation, as they were written. */
export interface Transcript {
  readonly messages: readonly Message[]
  add(message: Message): void
  amend(id: string, change: (message: Message) => Message): void
  /** A message from the desk: one of ours coming back with its seq, or one of an agent. */
  receive(message: Message): void
  /** The desk has accepted a message, or refused it for good. */
  settle(id: string, seq: number | undefined): void
  /** Changes the cards that show an open form or a rating. */
  amendCards(change: (card: Card) => Card): void
  /** The choice that was offered last under that id. */
  offered(id: string): QuickReply | undefined
  /** The choices offered last whose ids begin so. */
  offeredUnder(prefix: string): readonly QuickReply[]
  /** The greatest seq. */
  readonly lastSeq: number
}

export function createTranscript(kept: readonly Message[]): Transcript {
  let messages = kept

  const change = (which: (message: Message) => boolean, how: (message: Message) => Message): void => {
    messages = messages.map((message) => (which(message) ? how(message) : message))
  }
  const amend: Transcript['amend'] = (id, how) => change((message) => message.id === id, how)

  return {
    get messages() {
      return messages
    },
    get lastSeq() {
      return messages.reduce((last, { seq = 0 }) => Math.max(last, seq), 0)
    },
    add(message) {
      messages = [...messages, message]
    },
    amend,
    receive(message) {
      const { id, seq } = message
      if (!messages.some((own) => own.id === id)) messages = [...messages, message]
      else if (seq !== undefined) amend(id, (own) => accepted(own, seq))
    },
    settle(id, seq) {
      if (seq === undefined)
        return amend(id, (message) => (message.delivery ? { ...message, delivery: 'failed' } : message))
      // Two messages with one number: the desk has begun a new conversation, the old numbers count no more.
      if (messages.some((other) => other.seq === seq && other.id !== id)) change(() => true, withoutSeq)
      amend(id, (message) => accepted(message, seq))
    },
    amendCards(how) {
      change(
        ({ card }) => card !== undefined,
        (message) => {
          const card = message.card && how(message.card)
          return card && card !== message.card ? { ...message, card } : message
        },
      )
    },
    offered: (id) => messages.flatMap(choicesOf).findLast((choice) => choice.id === id),
    offeredUnder(prefix) {
      const under = (message: Message): readonly QuickReply[] =>
        choicesOf(message).filter(({ id }) => id.startsWith(prefix))
      return under(messages.findLast((message) => under(message).length > 0) ?? NO_MESSAGE)
    },
  }
}

/**
 * Messages in the order in which they are shown: by seq; those on their way to the desk last, as they were
 * written. What has no seq and never will (somebody joined; what was said before the desk was needed) stays
 * behind the message it came after.
 *
 * @param waiting ids of the messages on their way
 */
export function inOrder(messages: readonly Message[], waiting: ReadonlySet<string>): readonly Message[] {
  let before = 0
  const placed = messages.map((message) => {
    if (message.seq !== undefined) before = message.seq
    const place = message.seq ?? (waiting.has(message.id) ? Number.POSITIVE_INFINITY : before + 0.5)
    return { message, place }
  })
  // Two infinities differ by NaN: sort() needs a plain answer.
  placed.sort((first, second) => (first.place === second.place ? 0 : first.place - second.place))
  return placed.map(({ message }) => message)
}

const NO_MESSAGE: Message = { id: '', at: '', author: 'system', text: '' }

function choicesOf({ choices = [], card }: Message): readonly QuickReply[] {
  return card?.type === 'rating' ? [...card.options, ...choices] : choices
}

function accepted(message: Message, seq: number): Message {
  return { ...message, seq, ...(message.delivery ? { delivery: 'sent' } : {}) }
}

function withoutSeq(message: Message): Message {
  const plain: Message & { seq?: number } = { ...message }
  delete plain.seq
  return plain
}
