import type { Message } from './message.ts'
import { createMemoryStorage, createOutbox, type Outbox } from './outbox.ts'
import type { Desk, DeskEvent, Shop } from './ports.ts'
import type { Session } from './session.ts'

/** The conversation's line to the desk: opened at the first need, it carries messages both ways. */
export interface DeskLine {
  readonly shop: Shop
  readonly desk: Desk
  /** From now on the desk has the conversation: what was said so far, then everything that follows. */
  engage(): void
  readonly engaged: boolean
  /** Resolves when what was on its way before a restart is on its way again. */
  readonly ready: Promise<void>
  /** Takes a message on its way. */
  carry(message: Message): void
  /** Ids of the messages on their way. */
  readonly waiting: ReadonlySet<string>
  readonly online: boolean | undefined
  /** Has the desk keep the snapshot, once it has the conversation; the newest wins, one is on its way at a time. */
  keep(snapshot: () => unknown): void
  /** Something for the desk that nobody waits for. */
  tell(name: string, send: (desk: Desk) => Promise<void>): void
  /** The shop's token for a customer who is logged in; used at the first need, never stored. */
  readonly token: string | undefined
  setToken(token: string): void
  /** Hands in the token, if there is one and it was not yet. */
  identify(): Promise<void>
  /** Listens to the agent. */
  listen(onEvent: (event: DeskEvent) => void): void
  hangUp(): void
  /** Tries again now whatever waits to be tried again. */
  wake(): void
  stop(): void
}

export function openDeskLine(
  session: Session,
  ports: { readonly shop: Shop; readonly desk: Desk },
  wasEngaged: boolean,
): DeskLine {
  const { shop, desk } = ports
  const { clock, options, report, transcript } = session
  let engaged = wasEngaged
  let online: boolean | undefined
  let token: string | undefined
  let identified: Promise<void> | undefined
  let closeStream: (() => void) | undefined
  let hear: ((event: DeskEvent) => void) | undefined
  let outbox: Outbox | undefined
  const held: Message[] = []
  const ready = engaged ? takeUp() : Promise.resolve()

  function openOutbox(): Outbox {
    return createOutbox({
      storage: options.storage ?? createMemoryStorage(),
      key: 'comptoir:outbox',
      put: (message) => desk.putMessage(message),
      onSettled(id, result) {
        transcript.settle(id, 'seq' in result ? result.seq : undefined)
        session.changed()
      },
      onConnection: setOnline,
      clock,
      ...(options.log ? { log: options.log } : {}),
    })
  }

  /**
   * What was said and has not arrived stands in the outbox, in the transcript, or, when the page went between two
   * writings, in one of the two: it is said, and on its way.
   */
  async function takeUp(): Promise<void> {
    outbox = openOutbox()
    for (const message of transcript.messages)
      if (message.seq === undefined && message.delivery !== 'failed' && travels(message))
        outbox.add(session.disclosed(message))
    await outbox.ready
    for (const message of outbox.waiting) transcript.receive(message)
  }

  function setOnline(now: boolean): void {
    if (now && online === false) outbox?.flush()
    online = now
    session.changed()
  }

  function engage(): void {
    if (engaged) return
    engaged = true
    outbox = openOutbox()
    for (const message of transcript.messages) carry(message)
  }

  function listen(): void {
    closeStream?.()
    closeStream =
      hear &&
      desk.stream(transcript.lastSeq, (event) => {
        if (event.type === 'connection') setOnline(event.online)
        else hear?.(event)
      })
  }

  /** What a turn says goes when it is over: whoever takes up in the middle of it says it anew, under other ids. */
  function carry(message: Message): void {
    if (!engaged || !travels(message)) return
    held.push(session.disclosed(message))
    session.afterTurn(() => {
      for (const late of held.splice(0)) outbox?.add(late)
    })
  }

  let wanted: (() => unknown) | undefined
  let keeping = false

  async function keepAll(): Promise<void> {
    keeping = true
    try {
      for (let taken = wanted; taken; taken = wanted) {
        wanted = undefined
        await desk.putSnapshot(taken())
      }
    } catch {
      // The next turn has the desk keep a newer one.
    } finally {
      keeping = false
    }
  }

  return {
    shop,
    desk,
    engage,
    get engaged() {
      return engaged
    },
    ready,
    carry,
    get waiting() {
      return new Set([...(outbox?.waiting ?? []), ...held].map(({ id }) => id))
    },
    get online() {
      return online
    },
    keep(snapshot) {
      if (!engaged) return
      wanted = snapshot
      if (!keeping) void keepAll()
    },
    tell(name, send) {
      engage()
      send(desk).catch((cause: unknown) => report('BOT-301', [name], cause))
    },
    get token() {
      return token
    },
    setToken(given) {
      token = given
      identified = undefined
    },
    async identify() {
      const given = token
      if (given === undefined) return
      engage()
      identified ??= shop.identify(given).then(
        // Whatever else it says opens nothing here.
        ({ level }) => (level === 3 ? session.turn({ type: 'KNOW', what: { level } }) : undefined),
        (cause: unknown) => {
          report('BOT-301', ['shop.identify'], cause)
          if (token === given) token = undefined
        },
      )
      await identified
    },
    listen(onEvent) {
      hear = onEvent
      listen()
    },
    hangUp() {
      hear = undefined
      listen()
    },
    wake() {
      outbox?.flush()
      listen()
    },
    stop() {
      closeStream?.()
      outbox?.stop()
    },
  }
}

/** Agents' messages and what the counter says of itself come from elsewhere, or stay. */
function travels({ author }: Message): boolean {
  return author === 'customer' || author === 'bot'
}
