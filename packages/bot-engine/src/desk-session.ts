import type { HttpClient } from './http-request.ts'
import { deskGarbled } from './thrown.ts'
import type { OutboxStorage } from './outbox.ts'
import { PortError } from './ports.ts'

/** The conversation as the desk knows it: its id, and the secret that opens it. */
export interface DeskSession {
  readonly id: string
  readonly secret: string
}

/** Where the session is kept. */
export const SESSION_KEY = 'comptoir:session'

/** How long a session is kept after it was last used, in milliseconds. */
const KEPT_FOR = 86_400_000

export interface DeskSessions {
  /** The session, opened at the first call and not before; everyone who asks meanwhile gets the same. */
  open(): Promise<DeskSession>
  /** The session if there is one already, here or in the storage. */
  known(): Promise<DeskSession | undefined>
  /** The desk knows it no more, or it was erased: the next call opens a new one. */
  forget(session?: DeskSession): Promise<void>
}

/** Keeps the session in the storage for 24 hours after its last use. Nothing is read or sent before it is asked for. */
export function createDeskSessions(client: HttpClient, storage: OutboxStorage, locale: string): DeskSessions {
  let current: Promise<DeskSession | undefined> | undefined
  let opening: Promise<DeskSession> | undefined

  async function keep(session: DeskSession): Promise<DeskSession> {
    try {
      await storage.set(SESSION_KEY, { ...session, usedAt: client.clock.now() })
    } catch {
      // A browser without storage: the session lives as long as the page.
    }
    return session
  }

  async function restore(): Promise<DeskSession | undefined> {
    try {
      const kept = await storage.get(SESSION_KEY)
      return isKept(kept) && client.clock.now() - kept.usedAt < KEPT_FOR
        ? await keep({ id: kept.id, secret: kept.secret })
        : undefined
    } catch {
      return undefined
    }
  }

  const known = (): Promise<DeskSession | undefined> => (current ??= restore())

  async function openNew(): Promise<DeskSession> {
    const path = '/conversations'
    const session = await client.send({ method: 'POST', path, body: { locale }, idempotent: true })
    if (!isSession(session)) throw new PortError('unavailable', deskGarbled('POST', path))
    current = Promise.resolve(session)
    return keep({ id: session.id, secret: session.secret })
  }

  return {
    known,
    async open() {
      const session = await known()
      if (session) return session
      opening ??= openNew().finally(() => {
        opening = undefined
      })
      return opening
    },
    async forget(session) {
      const now = await known()
      if (session && now && session.id !== now.id) return
      current = Promise.resolve(undefined)
      try {
        await storage.delete(SESSION_KEY)
      } catch {
        // See keep().
      }
    },
  }
}

function isSession(value: unknown): value is DeskSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    /^[\w-]{1,100}$/.test(value.id) &&
    'secret' in value &&
    typeof value.secret === 'string'
  )
}

function isKept(value: unknown): value is DeskSession & { readonly usedAt: number } {
  return isSession(value) && 'usedAt' in value && typeof value.usedAt === 'number'
}
