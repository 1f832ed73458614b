import type { ConversationEvent, ConversationView } from '@comptoir/bot-engine'
import type { OpenConversation } from './conversation.ts'

export interface ShareOptions {
  /** Tells the counters of one origin apart. */
  readonly scope: string
  /** Leads the conversation in this tab, from what the device keeps. */
  readonly lead: (hears: Hears) => Promise<OpenConversation>
  /** The conversation changed, wherever it is led. */
  readonly onView: (view: ConversationView) => void
}

/** Who hears of a conversation that is led. */
export interface Hears {
  /** It changed. */
  readonly onView: (view: ConversationView) => void
  /** The device keeps it as it is in this view. */
  readonly onKept: (view: ConversationView) => void
}

/** What tabs say to each other. Everything is plain JSON. */
type Word =
  | { readonly type: 'hello' }
  | { readonly type: 'view'; readonly view: ConversationView }
  | { readonly type: 'send'; readonly id: string; readonly event: ConversationEvent }
  | { readonly type: 'ask'; readonly id: string; readonly wish: 'link' | 'erase'; readonly ref: string }
  | { readonly type: 'done'; readonly id: string; readonly value?: unknown; readonly failed?: string }

/** How long the leading tab may be silent before another takes over: it may be frozen. In milliseconds. */
const PATIENCE = 2000

/**
 * Shows one conversation in all tabs of the shop. One of them leads it, the one that holds the lock; the others
 * pass on what the customer does and show what comes. When the leading tab goes, the next one takes up from what
 * the device keeps, and hears again what nobody had confirmed.
 *
 * Where the browser has no locks or no channel every tab leads for itself; the desk still stores each message once.
 */
export async function shareAmongTabs({ scope, lead, onView }: ShareOptions): Promise<OpenConversation> {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return lead({ onView, onKept: () => {} })
  const name = `comptoir ${scope}`
  const channel = new BroadcastChannel(name)
  const over = new AbortController()
  const seen = new Set<string>()
  const unconfirmed = new Map<
    string,
    { word: Word; settle: (answer: Extract<Word, { type: 'done' }>) => void }
  >()
  let leading: OpenConversation | undefined
  let view: ConversationView | undefined
  let heardLeader: (() => void) | undefined

  // A channel speaks to its own origin only: unlike a window's, its messages name no target.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const say = (word: Word): void => channel.postMessage(word)

  channel.addEventListener('message', ({ data }: MessageEvent<Word | null>) => {
    if (!data) return
    if (data.type === 'view' && !leading) {
      heardLeader?.()
      onView(data.view)
    } else if (data.type === 'done') {
      unconfirmed.get(data.id)?.settle(data)
      unconfirmed.delete(data.id)
    } else if (leading && data.type === 'hello') {
      if (view) say({ type: 'view', view })
    } else if (leading && (data.type === 'send' || data.type === 'ask')) {
      void obey(leading, data)
    }
  })

  /** Does what another tab asks for, once, however often it asks. */
  async function obey(
    conversation: OpenConversation,
    word: Extract<Word, { type: 'send' | 'ask' }>,
  ): Promise<void> {
    const { id } = word
    if (word.type === 'send') {
      if (!seen.has(id)) conversation.send(word.event)
      seen.add(id)
      return say({ type: 'done', id })
    }
    try {
      const value = word.wish === 'link' ? await conversation.mintLink(word.ref) : await conversation.erase()
      say({ type: 'done', id, value })
    } catch (error) {
      const code =
        typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unavailable'
      say({ type: 'done', id, failed: code })
    }
  }

  function pass(word: Extract<Word, { type: 'send' | 'ask' }>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = ({ value, failed }: { readonly value?: unknown; readonly failed?: string }): void =>
        failed === undefined
          ? resolve(value)
          : reject(
              Object.assign(new Error('The tab that leads the conversation could not do it.'), {
                code: failed,
              }),
            )
      unconfirmed.set(word.id, { word, settle })
      say(word)
    })
  }

  /** Leads until the tab goes, or until another tab takes the lock because this one has been silent. */
  async function hold(): Promise<void> {
    leading = await lead({
      onView,
      // Other tabs are shown nothing that would be lost if this one went now.
      onKept(next) {
        view = next
        say({ type: 'view', view: next })
      },
    })
    if (over.signal.aborted) return leading.stop()
    for (const { word } of unconfirmed.values()) {
      if (word.type === 'send' || word.type === 'ask') void obey(leading, word)
    }
    heardLeader?.()
    await new Promise<void>((resolve) => {
      over.signal.addEventListener('abort', () => resolve())
    })
  }

  async function queue(steal = false): Promise<void> {
    try {
      await navigator.locks.request(name, steal ? { steal } : { signal: over.signal }, hold)
    } catch {
      // Either this tab is done, or another one took over: this one follows from now on.
      leading?.stop()
      leading = undefined
      if (!over.signal.aborted) void queue()
    }
  }

  const ready = new Promise<void>((resolve) => {
    heardLeader = resolve
  })
  void queue()
  say({ type: 'hello' })
  const impatience = setTimeout(() => void queue(true), PATIENCE)
  await ready
  clearTimeout(impatience)

  return {
    send(event) {
      if (leading) leading.send(event)
      else void pass({ type: 'send', id: crypto.randomUUID(), event })
    },
    mintLink: (ref) =>
      leading
        ? leading.mintLink(ref)
        : (pass({ type: 'ask', id: crypto.randomUUID(), wish: 'link', ref }) as ReturnType<
            OpenConversation['mintLink']
          >),
    async erase() {
      await (leading
        ? leading.erase()
        : pass({ type: 'ask', id: crypto.randomUUID(), wish: 'erase', ref: '' }))
    },
    stop() {
      over.abort()
      leading?.stop()
      channel.close()
    },
  }
}
