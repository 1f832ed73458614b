import { connectDesk, createConversation, isOpen, nextOpening } from '@comptoir/bot-engine'
import type {
  Conversation,
  ConversationEvent,
  ConversationView,
  DeskConnection,
  FlowLibrary,
  FileToUpload,
  Knowledge,
  OutboxStorage,
  UploadedFile,
} from '@comptoir/bot-engine'
import type { Config } from './config.ts'
import { readConfig } from './config.ts'
import { flowsIn, loadCardTexts } from './flows.ts'
import type { Act } from './journal.ts'
import { KEPT_HOURS } from './kept-for.ts'
import { openLibrary } from './library.ts'
import { loadFile, loadShopFile, readJson } from './load-file.ts'
import { errorOf } from './problem.ts'
import type { Report } from './problem.ts'
import type { SessionState, Shortcut } from './session.ts'
import { isOwn } from './session.ts'
import type { Settings } from './settings.ts'
import type { KeptStorage } from './storage.ts'
import { createKeptStorage, TRANSCRIPT } from './storage.ts'
import type { Hears } from './tabs.ts'
import { shareAmongTabs } from './tabs.ts'
import { themeRule } from './theme.ts'
import { fetchViews } from './ui/cards/index.ts'
import { createTalk } from './ui/talk.ts'

/** A conversation with everything it stands on. */
export interface OpenConversation {
  /**
   * Resolves when the device keeps what came of it.
   *
   * @param id makes it count once, however often it is given
   */
  send(event: ConversationEvent, id: string): Promise<void>
  mintLink(ref: string): Promise<{ href: string; expiresAt: string }>
  upload(file: FileToUpload): Promise<UploadedFile>
  erase(): Promise<void>
  stop(): void
}

export interface OpenOptions {
  /** More of the session is there. */
  readonly onChange: (change: Partial<SessionState>) => void
  /** Something did not work and was survived. */
  readonly onError: (error: unknown) => void
  /** The device keeps what came of an act of that id, done in this tab or in another. */
  readonly onKept?: (act: string) => void
  /** What was done, in this tab or in another, and the device may not keep yet. */
  readonly left?: () => readonly Act[]
}

/**
 * Reads configuration and FAQ, takes up the conversation that the device keeps, and leads it on.
 *
 * @throws {Error} when there can be no conversation: no configuration, or no article; the message says why
 */
export async function openConversation(settings: Settings, options: OpenOptions): Promise<OpenConversation> {
  const { onChange, onError, onKept: onActKept = () => {} } = options
  const report: Report = (problem) => void errorOf(problem).then(onError)
  const { locale } = settings

  if (settings.accent !== undefined) onChange({ theme: themeRule({ accent: settings.accent }) })
  const config = await loadConfig(settings, report)
  onChange({
    shop: config.shop,
    contact: config.contact,
    privacy: config.privacy,
    people: config.hours && {
      open: isOpen(config.hours, Date.now()),
      next: nextOpening(config.hours, Date.now()),
    },
    theme: themeRule({ ...(settings.accent !== undefined && { accent: settings.accent }), ...config.theme }),
  })
  const scope = absolute(settings.config ?? settings.faq ?? '')
  const storage = createKeptStorage({
    scope,
    onLost: () => onChange({ kept: false }),
  })
  const [faq, index, words] = await Promise.all([
    Promise.all(config.faq.map(loadShopFile)),
    config.index === undefined
      ? undefined
      : loadShopFile(config.index).catch((error: unknown) => void onError(error)),
    loadCardTexts(locale),
  ])
  const library = await openLibrary(
    { faq, index, locale, page: location.pathname },
    config.worker,
    report,
    ({ address }, fault) => report(['badFile', address, fault]),
  )
  const { shelves, news, size } = await library.contents()
  const drawingNews = fetchViews(news.map(({ text }) => ({ author: 'bot', text })))
  if (size === 0) throw await errorOf(['noArticles', config.faq.join(', ')])

  const ports = config.desk === undefined ? undefined : connectDesk({ url: config.desk, storage, locale })
  const conversation = await shareAmongTabs({
    scope,
    left: options.left ?? (() => []),
    onView: whenDrawable((view) => onChange({ view }), onError),
    lead: (hears) =>
      lead({ kb: library, ports, config, storage, settings, report, onError, onActKept, ...hears }),
  })
  await drawingNews?.catch(onError)
  onChange({
    talk: createTalk(words),
    news,
    library: {
      // A fault in a search must not cost what is being typed.
      suggest: (prefix) => library.suggest(prefix).catch((error: unknown) => (onError(error), [])),
      browse: (id) => shelves.find(({ category }) => category?.id === id),
    },
    shortcuts: shortcuts(ports !== undefined),
  })
  return {
    ...conversation,
    stop() {
      conversation.stop()
      library.stop?.()
    },
  }
}

/** Holds a view back until what draws its cards is there; without it the messages come without their cards. */
function whenDrawable(
  show: (view: ConversationView) => void,
  onError: (error: unknown) => void,
): (view: ConversationView) => void {
  let newest: ConversationView
  return (view) => {
    newest = view
    const fetching = fetchViews(view.messages)
    if (fetching) void fetching.catch(onError).then(() => show(newest))
    else show(view)
  }
}

/** Comptoir's flows, with those that the page brings. */
async function flowsOf({ locale, own: { flows } }: Settings): Promise<FlowLibrary> {
  const shipped = flowsIn(locale)
  return flows ? (await import('./own-flows.ts')).extendFlows(shipped, flows) : shipped
}

interface LeadOptions extends Hears {
  readonly kb: Knowledge
  readonly ports: DeskConnection | undefined
  readonly config: Config
  readonly storage: KeptStorage
  readonly settings: Settings
  readonly report: Report
  readonly onError: (error: unknown) => void
  readonly onActKept: (act: string) => void
}

/** Leads the conversation in this tab: takes it up from the device, and keeps it there as it goes on. */
async function lead(options: LeadOptions): Promise<OpenConversation> {
  const { kb, ports, config, storage, settings, report, onError, onActKept, onView, onKept } = options
  const [kept, flows] = await Promise.all([readKept(storage), flowsOf(settings)])
  const warm =
    config.tone === 'warm' && (await Promise.resolve(flows.texts(settings.locale, 'warm')).catch(onError))
  /** When something was last said; looking at it again keeps nothing longer. */
  let savedAt = kept?.savedAt ?? Date.now()
  let unsaved: Conversation | undefined
  let saving: Promise<void> | undefined
  /** What was done while the browser makes its database, which it does with the first thing that is kept. */
  let early: Act[] | undefined = kept ? undefined : []
  /** What is on its way is kept after the transcript that it stands in: a page that goes in between sends it from there. */
  const outbox: OutboxStorage = {
    ...storage,
    async set(key, value) {
      await save()
      await storage.set(key, value)
    },
  }
  let conversation = begin(kept?.snapshot)

  function begin(snapshot: unknown): Conversation {
    const begun = createConversation({
      kb,
      flows,
      locale: settings.locale,
      texts: { ...warm, ...config.texts },
      survey: config.survey,
      shop: shopFacts(config),
      snapshot,
      storage: outbox,
      page: { url: location.href },
      log: ({ code, message }) => report(['engine', code, message]),
      ...(ports && { ports }),
    })
    begun.start()
    let newest: string | undefined
    begun.subscribe((view) => {
      // What was kept is shown in one go, as what it is: history, not news.
      if (snapshot !== undefined && view.messages.length === 0) return
      const last = view.messages.at(-1)?.id
      if (newest !== undefined && last !== newest) savedAt = Date.now()
      newest = last
      onView(view)
      if (early?.length) onKept(view, early)
      unsaved = begun
      void save()
    })
    return begun
  }

  // A page that was asleep or cut off does not wait for the next try.
  const life = new AbortController()
  const wake = (): void => conversation.wake()
  for (const [target, name] of [
    [window, 'online'],
    [window, 'pageshow'],
    [document, 'visibilitychange'],
  ] as const)
    target.addEventListener(name, wake, { signal: life.signal })

  /** One writing at a time, the newest wins. */
  function save(): Promise<void> {
    return (saving ??= write().finally(() => {
      saving = undefined
    }))
  }

  async function write(): Promise<void> {
    while (unsaved) {
      const { view } = unsaved
      const snapshot = unsaved.snapshot()
      unsaved = undefined
      await storage.set(TRANSCRIPT, { savedAt, snapshot })
      onKept(view)
    }
  }

  return {
    async send(event, id) {
      if (!isOwn(event)) return conversation.send(event)
      storage.unlock()
      early?.push({ id, event })
      await conversation.send(event, id)
      await save()
      early = undefined
      onActKept(id)
    },
    mintLink: (ref) => conversation.mintLink(ref),
    upload: (file) => conversation.upload(file),
    async erase() {
      early = undefined
      conversation.stop()
      await ports?.desk.erase().catch(onError)
      await storage.clear()
      conversation = begin(undefined)
    },
    stop() {
      life.abort()
      conversation.stop()
    },
  }
}

/** The configuration file, with what the script tag says instead of it. */
async function loadConfig(settings: Settings, report: Report): Promise<Config> {
  const { config: file, faq, desk, contact, locale } = settings
  if (file === undefined && faq === undefined) throw await errorOf(['noConfig'])
  const address = file === undefined ? document.baseURI : absolute(file)
  const value =
    file === undefined ? {} : await readJson(await loadFile(address, (response) => response.text()), address)
  const config = readConfig(value, address, locale, report)
  return {
    ...config,
    ...(faq !== undefined && { faq: [absolute(faq)] }),
    ...(desk !== undefined && { desk: absolute(desk) }),
    contact: {
      phone: config.contact.phone ?? contact.phone,
      email: config.contact.email ?? contact.email,
      page: config.contact.page ?? contact.page,
    },
  }
}

function absolute(address: string): string {
  return new URL(address, document.baseURI).href
}

/** What the device keeps of an earlier visit, unless it is too old. */
async function readKept(storage: KeptStorage): Promise<{ savedAt: number; snapshot: unknown } | undefined> {
  const kept = await storage.get(TRANSCRIPT)
  if (typeof kept !== 'object' || kept === null || !('savedAt' in kept) || !('snapshot' in kept))
    return undefined
  const { savedAt, snapshot } = kept
  if (typeof savedAt === 'number' && Date.now() - savedAt < KEPT_HOURS * 3_600_000) {
    // The customer has acted before: what comes now belongs to what they began.
    storage.unlock()
    return { savedAt, snapshot }
  }
  await storage.delete(TRANSCRIPT)
  return undefined
}

/** Without a desk there is no order to follow and nobody to call back: what remains is how to reach people. */
function shortcuts(hasDesk: boolean): readonly Shortcut[] {
  const self: readonly Shortcut[] = ['track-order', 'get-invoice', 'cases', 'callback']
  return [...(hasDesk ? self : []), 'handoff']
}

function shopFacts({ shop, contact }: Config): {
  name?: string
  phone?: string
  email?: string
  page?: string
} {
  const { phone, email, page } = contact
  return {
    ...(shop && { name: shop }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(page && { page }),
  }
}
