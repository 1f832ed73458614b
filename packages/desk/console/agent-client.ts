import { PortError, type FileToUpload, type Message, type UploadedFile } from '@comptoir/bot-engine'
import type { AgentCallback, AgentConversation, Me, Queue } from '../src/agent-api.ts'

/** What the console asks of the service. Rejections are {@link RefusedError}s. */
export interface AgentClient {
  /** Who is signed in, `undefined` for nobody. */
  me(): Promise<Me | undefined>
  /** How people sign in here. */
  signInWays(): Promise<{ readonly passwords: boolean; readonly provider?: string }>
  signIn(login: string, password: string, code?: string): Promise<Me>
  signOut(): Promise<void>
  changePassword(current: string, password: string): Promise<Me>
  setState(state: 'available' | 'paused'): Promise<Me>
  queue(): Promise<Queue>
  conversation(id: string): Promise<AgentConversation>
  take(id: string): Promise<AgentConversation>
  messagesAfter(id: string, seq: number): Promise<readonly Message[]>
  /** Idempotent by the message's id; rejections are {@link PortError}s, as the outbox wants them. */
  putMessage(id: string, message: Message): Promise<{ seq: number }>
  /** Hands a file in for a conversation. */
  upload(id: string, file: FileToUpload): Promise<UploadedFile>
  /** A link to what was handed in: it opens once, within five minutes. */
  mintLink(id: string, ref: string): Promise<{ readonly href: string }>
  /** Has read the messages up to a seq. */
  markRead(id: string, seq: number): Promise<void>
  typing(id: string, on: boolean): Promise<void>
  close(id: string): Promise<void>
  callbacks(show: 'open' | 'all'): Promise<readonly AgentCallback[]>
  recordOutcome(id: string, outcome: 'reached' | 'no-answer' | 'done', note?: string): Promise<AgentCallback>
}

/** The service said no, or nothing at all (status 0). */
export class RefusedError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'RefusedError'
    this.status = status
    this.code = code
  }
}

/** @param base where the service's routes begin, without a slash at the end */
export function createAgentClient(
  base: string,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
): AgentClient {
  const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${base}/agent${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
    }).catch((cause: unknown) => {
      throw new RefusedError(0, 'offline', String(cause))
    })
    // The service and its console are released together: what it answers has the shape that it declares.
    const said = answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
    if (!answer.ok) throw new RefusedError(answer.status, said?.error?.code ?? '', said?.error?.message ?? '')
    return said as T
  }

  return {
    me: async () => {
      try {
        return await send<Me>('GET', '/me')
      } catch (error) {
        if (error instanceof RefusedError && error.status === 401) return undefined
        throw error
      }
    },
    signInWays: () => send<{ passwords: boolean; provider?: string }>('GET', '/sign-in'),
    signIn: (login, password, code) =>
      send<Me>('POST', '/session', { login, password, ...(code === undefined ? {} : { code }) }),
    signOut: () => send<void>('DELETE', '/session'),
    changePassword: (current, password) => send<Me>('PUT', '/password', { current, password }),
    setState: (state) => send<Me>('PUT', '/state', { state }),
    queue: () => send<Queue>('GET', '/queue'),
    conversation: (id) => send<AgentConversation>('GET', at(id)),
    take: (id) => send<AgentConversation>('POST', `${at(id)}/take`),
    messagesAfter: async (id, seq) =>
      (await send<{ messages: readonly Message[] }>('GET', `${at(id)}/messages?after=${seq}`)).messages,
    upload: (id, file) => send<UploadedFile>('POST', `${at(id)}/files`, file),
    mintLink: (id, ref) => send<{ href: string }>('POST', `${at(id)}/links`, { ref }),
    putMessage: async (id, { id: messageId, text, card, at: writtenAt }) => {
      const body = { text, ...(card ? { card } : {}), at: writtenAt }
      try {
        return await send<{ seq: number }>('PUT', `${at(id)}/messages/${messageId}`, body)
      } catch (error) {
        throw portErrorOf(error)
      }
    },
    markRead: (id, seq) => send<void>('POST', `${at(id)}/read`, { seq }),
    typing: (id, on) => send<void>('POST', `${at(id)}/typing`, { on }),
    close: (id) => send<void>('POST', `${at(id)}/close`),
    callbacks: async (show) =>
      (await send<{ callbacks: readonly AgentCallback[] }>('GET', `/callbacks?show=${show}`)).callbacks,
    recordOutcome: (id, outcome, note) =>
      send<AgentCallback>('POST', `/callbacks/${encodeURIComponent(id)}/outcome`, {
        outcome,
        ...(note ? { note } : {}),
      }),
  }
}

function at(id: string): string {
  return `/conversations/${encodeURIComponent(id)}`
}

/** A session that ended counts as away: after signing in again the message goes on its way. */
function portErrorOf(error: unknown): PortError {
  const status = error instanceof RefusedError ? error.status : 0
  const later = status === 0 || status === 401 || status === 408 || status === 429 || status >= 500
  const code = later ? 'unavailable' : status === 400 ? 'invalid' : status === 409 ? 'refused' : 'forbidden'
  return new PortError(code, error instanceof Error ? error.message : String(error), { cause: error })
}
