import type { ConversationEvent } from '@comptoir/bot-engine'
import { KEPT_HOURS } from './kept-for.ts'

/** One thing the customer did, under an id that makes it count once, however often it is given. */
export interface Act {
  readonly id: string
  readonly event: ConversationEvent
}

/**
 * What the customer did and the database does not keep yet. It is written in the same turn as the key press, so that
 * not even a page that goes at once takes it away, and is empty again a moment later.
 */
export interface Journal {
  /** What was left behind, oldest first. */
  left(): readonly Act[]
  add(act: Act): void
  /** The database keeps it. */
  drop(id: string): void
  clear(): void
}

/** A new id: the time, and a number that nobody else has drawn in that millisecond. */
export function newActId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-act`
}

/** @param scope tells counters of one origin apart */
export function createJournal(scope: string): Journal {
  const prefix = `comptoir ${scope} `
  const ids = (): string[] =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .sort()
      .map((key) => key.slice(prefix.length))
  const drop = (id: string): void => attempt(() => delete localStorage[prefix + id])
  return {
    left() {
      const left: Act[] = []
      attempt(() => {
        for (const id of ids()) {
          // What the event holds the engine checks, as with every event.
          if (Date.now() - parseInt(id, 36) < KEPT_HOURS * 3_600_000)
            left.push({ id, event: JSON.parse(localStorage[prefix + id]) })
          else drop(id)
        }
      })
      return left
    },
    add({ id, event }) {
      const text = JSON.stringify(event)
      if (!SENSITIVE.test(text)) attempt(() => (localStorage[prefix + id] = text))
    },
    drop,
    clear: () => attempt(() => ids().forEach(drop)),
  }
}

/** Denied, full or not ours: then only the database keeps things, a moment later. */
function attempt(work: () => unknown): void {
  try {
    work()
  } catch {}
}

/** Enough digits for a card, an account or a telephone: that waits in memory until it has been masked. */
const SENSITIVE = /\p{N}(\P{N}*\p{N}){7}|[A-Z]{2}\d\d/iu
