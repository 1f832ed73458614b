import type { ConversationEvent, ConversationView, FileToUpload } from '@comptoir/bot-engine'
import type { OpenConversation } from './conversation.ts'
import type { Act } from './journal.ts'

export interface ShareOptions {
  /** Tells the counters of one origin apart. */
  readonly scope: string
  /** Leads the conversation in this tab, from what the device keeps. */
  readonly lead: (hears: Hears) => Promise<OpenConversation>
  /** What was done, in this tab or in another, and the device may not keep yet. */
  readonly left: () => readonly Act[]
  /** The conversation changed, wherever it is led. */
  readonly onView: (view: ConversationView) => void
}

/** Who hears of a conversation that is led. */
export interface Hears {
  /** It changed. */
  readonly onView: (view: ConversationView) => void
  /** The device keeps it as it is in this view, but for these acts that it does not keep yet. */
  readonly onKept: (view: ConversationView, acts?: readonly Act[]) => void
}

/** What tabs say to each other. Everything is plain JSON. */
type Word =
  | { readonly type: 'hello' }
  /** This tab leads from now on: whoever waits for an answer asks again. */
  | { readonly type: 'leads' }
  /** Whoever is shown the view carries on what the device does not keep of it. */
  | { readonly type: 'view'; readonly view: ConversationView; readonly acts?: readonly Act[] | undefined }
  | { readonly type: 'send'; readonly id: string; readonly event: ConversationEvent }
  | { readonly type: 'ask'; readonly id: string; readonly ref?: string; readonly file?: FileToUpload }
  | { readonly type: 'heard'; readonly id: string }
  | { readonly type: 'done'; readonly id: string; readonly value?: unknown; readonly failed?: string }

/** How long the leading tab may be silent before another takes over: it may be frozen. In milliseconds. */
const PATIENCE = 2000

type Order = Extract<Word, { type: 'send' | 'ask' }>

/**
 * Shows one conversation in all tabs of the shop. One of them leads it, the one that holds the lock; the others
 * pass on what the customer does and show what comes. What a tab passes on it keeps until the leading tab says that
 * the device does; when the leading tab goes, or says nothing, the next one takes up from what the device keeps and
 * is told again. An act has one id, so telling it twice is telling it once.
 *
 * Where the browser has no locks or no channel every tab leads for itself; the desk still stores each message once.
 */
export async function shareAmongTabs({ scope, lead, left, onView }: ShareOptions): Promise<OpenConversation> {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return lead({ onView, onKept: () => {} })
  const name = `comptoir ${scope}`
  const channel = new BroadcastChannel(name)
  const over = new AbortController()
  const unconfirmed = new Map<
    string,
    { order: Order; heard: () => void; settle: (answer: Extract<Word, { type: 'done' }>) => void }
  >()
  let leading: OpenConversation | undefined
  /** How often the lock was taken away from this tab, or it began to lead. */
  let turns = 0
  /** What was shown last, here or by the tab that leads. */
  let shown: Extract<Word, { type: 'view' }> | undefined
  let heardLeader: (() => void) | undefined

  // A channel speaks to its own origin only: unlike a window's, its messages name no target.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const say = (word: Word): void => channel.postMessage(word)

  channel.addEventListener('message', ({ data }: MessageEvent<Word | null>) => {
    if (!data) return
    if (data.type === 'heard' || data.type === 'done') confirm(data)
    else if (leading) {
      if (data.type === 'hello' && shown) say(shown)
      if (data.type === 'send' || data.type === 'ask') void obey(leading, data)
    } else if (data.type === 'view') {
      heardLeader?.()
      shown = data
      onView(data.view)
    } else if (data.type === 'leads') {
      for (const { order } of unconfirmed.values()) say(order)
    }
  })

  function confirm(word: Extract<Word, { type: 'heard' | 'done' }>): void {
    const waiting = unconfirmed.get(word.id)
    waiting?.heard()
    if (word.type === 'heard') return
    unconfirmed.delete(word.id)
    waiting?.settle(word)
  }

  /** Does what a tab asks for, this one or another, once, however often it asks. */
  async function obey(conversation: OpenConversation, order: Order): Promise<void> {
    const { id } = order
    const tell = (word: Extract<Word, { type: 'heard' | 'done' }>): void =>
      unconfirmed.has(id) ? confirm(word) : say(word)
    tell({ type: 'heard', id })
    let done: Extract<Word, { type: 'done' }>
    try {
      const value =
        order.type === 'send'
          ? await conversation.send(order.event, id)
          : order.file
            ? await conversation.upload(order.file)
            : order.ref === undefined
              ? await conversation.erase()
              : await conversation.mintLink(order.ref)
      done = { type: 'done', id, value }
    } catch (error) {
      const code =
        typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unavailable'
      done = { type: 'done', id, failed: code }
    }
    // Another tab has taken over meanwhile, and does it.
    if (leading === conversation) tell(done)
  }

  function pass(order: Order): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const silence = setTimeout(() => void queue(true), PATIENCE)
      unconfirmed.set(order.id, {
        order,
        heard: () => clearTimeout(silence),
        settle: ({ value, failed }) =>
          failed === undefined
            ? resolve(value)
            : reject(
                Object.assign(new Error('The tab that leads the conversation could not do it.'), {
                  code: failed,
                }),
              ),
      })
      if (leading) void obey(leading, order)
      else say(order)
    })
  }

  /** Asks for a link, hands a file in, or has all erased. */
  function ask(wish: Pick<Extract<Word, { type: 'ask' }>, 'ref' | 'file'>): Promise<unknown> {
    return pass({ type: 'ask', id: crypto.randomUUID(), ...wish })
  }

  /** Leads until the tab goes, or until another tab takes the lock because this one has been silent. */
  async function hold(): Promise<void> {
    const turn = ++turns
    const carried = shown?.acts ?? []
    const conversation = await lead({
      onView,
      // Other tabs are shown nothing that would be lost if this one went now.
      onKept(view, acts) {
        if (turn === turns) say((shown = { type: 'view', view, acts }))
      },
    })
    if (over.signal.aborted || turn !== turns) return conversation.stop()
    leading = conversation
    for (const { id, event } of carried) void obey(conversation, { type: 'send', id, event })
    for (const { order } of unconfirmed.values()) void obey(leading, order)
    say({ type: 'leads' })
    heardLeader?.()
    // What no tab has told again by then was done in one that is gone.
    setTimeout(() => {
      if (leading !== conversation || over.signal.aborted) return
      for (const { id, event } of left()) void obey(conversation, { type: 'send', id, event })
    }, PATIENCE)
    await new Promise<void>((resolve) => {
      over.signal.addEventListener('abort', () => resolve())
    })
  }

  async function queue(steal = false): Promise<void> {
    try {
      await navigator.locks.request(name, steal ? { steal } : { signal: over.signal }, hold)
    } catch {
      // Either this tab is done, or another one took over: this one follows from now on.
      turns++
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
    send: async (event, id) => void (await pass({ type: 'send', id, event })),
    mintLink: (ref) => ask({ ref }) as ReturnType<OpenConversation['mintLink']>,
    upload: (file) => ask({ file }) as ReturnType<OpenConversation['upload']>,
    erase: async () => void (await ask({})),
    stop() {
      over.abort()
      leading?.stop()
      channel.close()
    },
  }
}
