import type { ConversationEvent, ConversationView, FileToUpload, UploadedFile } from '@comptoir/bot-engine'
import type { Emit } from './events.ts'
import type { OpenConversation } from './conversation.ts'
import type { Act } from './journal.ts'
import { createJournal, newActId } from './journal.ts'
import type { News } from '@comptoir/kb'
import type { Shelf, Suggestion } from './search.ts'
import type { Contact, Settings } from './settings.ts'
import type { Talk } from './ui/talk.ts'

/** What stands behind the panel: configuration, knowledge base and conversation, once each has arrived. */
export interface Session {
  readonly state: SessionState
  /** Calls back at each change; gives the function that ends it. */
  subscribe(listener: () => void): () => void
  /** Passes an event to the conversation; waits with it while the engine is on its way. */
  send(event: ConversationEvent): void
  /** A link to a document of a file card. Rejects with a `PortError`. */
  mintLink(ref: string): Promise<{ href: string; expiresAt: string }>
  /** Hands a file in to the desk; what it gives goes into `FILE.ATTACH`. Rejects with a `PortError`. */
  upload(file: FileToUpload): Promise<UploadedFile>
  /** Takes the conversation away from this device and from the desk, and begins a new one. */
  erase(): Promise<void>
  /** Tells the people who run the shop's site what went wrong and was survived. */
  report(error: unknown): void
  /** Tries again after `phase: 'failed'`. */
  retry(): void
  /** Lets go of everything; what is stored stays. */
  stop(): void
}

export interface SessionState {
  /** `failed`: no conversation is possible; what remains are the contact links. */
  readonly phase: 'loading' | 'ready' | 'failed'
  /** Name of the shop, once known. */
  readonly shop?: string | undefined
  readonly contact: Contact
  /** Address of the page about personal data. */
  readonly privacy?: string | undefined
  /** Are people reachable now, and else when next (milliseconds since the epoch)? */
  readonly people?: { readonly open: boolean; readonly next?: number | undefined } | undefined
  readonly library?: Library
  /** What the shop wants known today, incidents first. */
  readonly news?: readonly News[]
  /** Flows that the customer may start from the first screen. */
  readonly shortcuts: readonly Shortcut[]
  readonly view?: ConversationView
  /** What the customer wrote before the engine had arrived. */
  readonly early: readonly string[]
  /** The shop's colours and corners, as rules. */
  readonly theme?: string
  /** What draws the conversation; arrives with the engine. */
  readonly talk?: Talk
  /** False: this browser keeps nothing, the conversation ends with the page. */
  readonly kept: boolean
}

export type Shortcut = 'track-order' | 'get-invoice' | 'cases' | 'callback' | 'handoff'

/** The part of a knowledge base that the panel shows by itself. */
export interface Library {
  /** Questions that begin like what is being written; never rejects. */
  suggest(prefix: string): Promise<readonly Suggestion[]>
  /** The top of the tree, or what is in a category. */
  browse(category?: string): Shelf | undefined
}

export interface SessionOptions {
  readonly settings: Settings
  readonly emit: Emit
  /** Fetches the engine with all it needs. @default the chunk beside this one */
  readonly load?: () => Promise<typeof import('./conversation.ts')>
}

/** Begins fetching the engine, the configuration and the FAQ, and gives what there is so far at any time. */
export function createSession({
  settings,
  emit,
  load = () => import('./conversation.ts'),
}: SessionOptions): Session {
  const listeners = new Set<() => void>()
  const journal = createJournal(settings.config ?? settings.faq ?? '')
  let waiting = [...journal.left()]
  let open: OpenConversation | undefined
  let stopped = false
  let state: SessionState = {
    phase: 'loading',
    contact: settings.contact,
    shortcuts: [],
    early: waiting.flatMap(textOf),
    kept: true,
  }

  const set = (change: Partial<SessionState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  async function begin(): Promise<void> {
    set({ phase: 'loading' })
    try {
      const { openConversation } = await load()
      const opened = await openConversation(settings, {
        onChange: set,
        onError: report,
        onKept: journal.drop,
        left: journal.left,
      })
      if (stopped) return opened.stop()
      open = opened
      set({ phase: 'ready', early: [] })
      for (const { id, event } of waiting.splice(0)) void opened.send(event, id)
    } catch (error) {
      report(error)
      set({ phase: 'failed' })
    }
  }

  /** For the people who run the shop's site; the customer sees a sentence of the panel instead. */
  function report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    const code = /\b[A-Z]{2,4}-\d{3}\b/.exec(message)?.[0] ?? 'WID-002'
    // oxlint-disable-next-line no-console -- the console is where a site's author looks first
    console.error(`[comptoir] ${message}`)
    emit('error', { code, message })
  }

  const again = (): void => {
    if (state.phase === 'failed') void begin()
  }
  void begin()
  addEventListener('online', again)
  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    send(event) {
      const act = { id: newActId(), event }
      if (isOwn(event)) journal.add(act)
      if (open) return void open.send(event, act.id)
      waiting.push(act)
      set({ early: [...state.early, ...textOf(act)] })
    },
    mintLink: (ref) => (open ? open.mintLink(ref) : notYet()),
    upload: (file) => (open ? open.upload(file) : notYet()),
    async erase() {
      journal.clear()
      await open?.erase()
    },
    report,
    retry: again,
    stop() {
      stopped = true
      removeEventListener('online', again)
      open?.stop()
      listeners.clear()
    },
  }
}

/** The customer did it: what the page says by itself leaves nothing on their device. */
export function isOwn({ type }: ConversationEvent): boolean {
  return !['CUSTOMER.IDENTIFY', 'PAGE.CHANGE', 'MESSAGES.READ'].includes(type)
}

function notYet(): Promise<never> {
  return Promise.reject(new Error('The conversation has not begun yet.'))
}

function textOf({ event }: Act): readonly string[] {
  return event.type === 'MESSAGE.SEND' ? [event.text] : []
}
