import { createQuestionAnswerer } from './answer-question.ts'
import { systemClock } from './clock.ts'
import { contactLinks } from './contact-links.ts'
import { faultOfEvent } from './conversation-event.ts'
import { freshConversation, turnConversation, type ConversationState } from './conversation.machine.ts'
import type {
  CommandName,
  Conversation,
  ConversationEvent,
  ConversationOptions,
  ConversationView,
} from './conversation.ts'
import { readCustomerText } from './customer-text.ts'
import { readFacts } from './facts.ts'
import type { Scope } from './flow/path.ts'
import { hide } from './hide.ts'
import type { FlowRunner } from './flow-runner.ts'
import { newMessageId } from './message-id.ts'
import type { Message } from './message.ts'
import { createReport } from './report.ts'
import type { Session } from './session.ts'
import type { ConversationSnapshot } from './snapshot.ts'
import type { Repair } from './repair.ts'
import { createTextBook, REPAIR, SHARED } from './text-book.ts'
import { createTranscript, inOrder } from './transcript.ts'
import { createWaysOn, PEOPLE } from './ways-on.ts'
import { asksForCall, asksForHuman, readWish } from './wish.ts'

/** How long to wait with another try when a file could not be fetched, in milliseconds. */
const AGAIN = 5000

/** How many of the last acts are remembered, to be known when they are given again. */
const REMEMBERED_ACTS = 50

/** How long an answer from outside may take, in milliseconds: in the meantime nothing else can be asked for. */
const PATIENCE = 15_000

/** A French number, or one with its country. */
const PHONE = /(?:\+\d{1,3}|\b0)[\s.-]?[1-9](?:[\s.-]?\d{2}){4}\b/g

/** How a flow ends by itself; whatever else takes it off the stack drops it. */
const OUTCOMES: readonly string[] = ['resolved', 'unresolved', 'escalated', 'abandoned']

/**
 * Creates a conversation. It runs in a page, a worker or Node alike; nothing happens before `start` or `send`.
 *
 * @example
 * ```ts
 * const conversation = createConversation({ kb, flows: shippedFlows, ports: { shop, desk }, locale: 'fr' })
 * conversation.subscribe(({ messages }) => console.log(messages.at(-1)?.text))
 * conversation.start()
 * conversation.send({ type: 'MESSAGE.SEND', text: 'g pa recu ma factur' })
 * ```
 */
export function createConversation(options: ConversationOptions): Conversation {
  const { clock = systemClock, flows, kb, shop: shopFacts = {} } = options
  const newId = options.newId ?? (() => newMessageId(clock.now()))
  const ports =
    options.ports?.shop && options.ports.desk
      ? { shop: options.ports.shop, desk: options.ports.desk }
      : undefined
  const report = createReport(options.log)
  const book = createTextBook({
    library: flows,
    locale: options.locale,
    report,
    ...(options.texts ? { own: options.texts } : {}),
  })
  const ways = createWaysOn(book, flows, ports !== undefined)
  const transcript = createTranscript([])
  const listeners = new Set<(view: ConversationView) => void>()

  /** Id → text of the customer's messages without the personal data that was read out of them. */
  const disclosures = new Map<string, string>()

  let state: ConversationState = freshConversation
  let page: Scope = { ...options.page }
  let token: string | undefined
  /** What the customer is doing, until it has become a message; and what they have done. */
  let act: string | undefined
  let acts: readonly string[] = []
  let runner: FlowRunner | undefined
  let repairer: Repair | undefined
  let wasEngaged = false
  let stopped = false
  /** How many answers are waited for. */
  let awaiting = 0
  let booted: Promise<void> | undefined
  let restored: boolean | undefined
  let tryAgain: (() => void) | undefined
  let tail: Promise<void> = Promise.resolve()
  /** Where a turn began that is done again when it is cut off, as long as it goes on. */
  let begun: Standing | undefined
  /** What waits for the end of the turn that goes on. */
  let afterwards: (() => void)[] | undefined

  const session: Session = {
    options,
    clock,
    report,
    book,
    ways,
    transcript,
    shopFacts,
    ports,
    get state() {
      return state
    },
    turn(event, cause = 'flow') {
      const before = state.context.stack
      state = turnConversation(state, event)
      runner?.count(before, cause, event.type === 'FLOW.LEAVE' && OUTCOMES.includes(cause))
    },
    disclosed(message) {
      const text = disclosures.get(message.id)
      return text === undefined ? message : { ...message, text }
    },
    world() {
      const { level, locked, facts, confirmed, topic, offered } = state.context
      const signedIn = token !== undefined || level === 3
      return {
        customer: { level, locked, signedIn, confirmed: confirmed || null, offered },
        facts,
        topic,
        page,
        shop: shopFacts,
        locale: book.locale,
        now: new Date(clock.now()).toISOString(),
      }
    },
    post(author, { text, card, choices }, disclosed = text) {
      const given = author === 'customer' ? act : undefined
      const before = given && transcript.messages.find(({ id }) => id === given)
      if (before) return before
      const message: Message = {
        id: given ?? newId(),
        at: new Date(clock.now()).toISOString(),
        author,
        text,
        ...(card ? { card } : {}),
        ...(choices ? { choices } : {}),
        ...(runner?.line.engaged && author === 'customer' ? { delivery: 'pending' } : {}),
      }
      if (given !== undefined) act = undefined
      if (disclosed !== text) disclosures.set(message.id, disclosed)
      transcript.add(message)
      runner?.line.carry(message)
      changed()
      return message
    },
    say: (key, more) => void session.post('bot', { text: book.say(SHARED, key, session.world()), ...more }),
    offerPeople(key) {
      if (ports) return session.say(key, { choices: [...ways.people(), ways.command('menu')] })
      const card = contactLinks(shopFacts, session.world(), book)
      session.say('unknown.links', card ? { card } : {})
    },
    settleQuestion(then) {
      const { open } = state.context
      if (!open) return
      session.turn({ type: 'KNOW', what: { open: null } })
      if (!ports || open.proposed.includes(then)) return
      session.enqueue('unanswered', async () => {
        const { text, proposed } = open
        // oxlint-disable-next-line unicorn/no-thenable -- a word of the desk's API, never a function
        const question = { text, locale: book.locale, proposed, then }
        ;(await lead())?.line.tell('desk.recordUnanswered', (desk) => desk.recordUnanswered(question))
      })
    },
    enqueue,
    afterTurn: (work) => (afterwards ? void afterwards.push(work) : work()),
    async awaited(answer) {
      if (!(answer instanceof Promise)) return answer
      awaiting++
      changed()
      let cancel: (() => void) | undefined
      const silence = new Promise<never>((_, reject) => {
        cancel = clock.setAlarm(clock.now() + PATIENCE, () => reject(new Error('No answer in time.')))
      })
      try {
        return await Promise.race([answer, silence])
      } finally {
        awaiting--
        cancel?.()
      }
    },
    changed,
  }
  const questions = createQuestionAnswerer(session, (flow, said) => startFlow(flow, {}, said))
  /** As it was looked at last; made anew when somebody looks, since most changes are followed by another at once. */
  let view: ConversationView | undefined

  // --- One event after the other ---

  function enqueue(where: string, work: () => void | Promise<void>, repeated = true): Promise<void> {
    const before = tail
    return (tail = (async () => {
      await before
      if (stopped) return
      const late: (() => void)[] = []
      afterwards = late
      if (repeated) begun = standing()
      try {
        await (booted ??= boot())
        await work()
        begun = undefined
        runner?.rest(snapshot)
      } catch (cause) {
        report('BOT-302', [where], cause)
      }
      begun = undefined
      afterwards = undefined
      changed()
      for (const one of late) one()
    })())
  }

  async function boot(): Promise<void> {
    await untilFetched(async () => {
      restored ??= options.snapshot == null ? false : await restore()
      await book.open(SHARED)
      if (wasEngaged || (restored && state.context.stack.length > 0)) await fetchLeader()
    })
    if (!restored || state.context.stack.length === 0) return
    try {
      await runner?.takeUp()
    } catch (cause) {
      report('BOT-302', ['Taking up'], cause)
      session.turn({ type: 'FLOW.CLEAR' }, 'error')
    }
  }

  /** What cannot be fetched now can be later: until then everything waits, and nothing that was kept is given up. */
  async function untilFetched(fetch: () => Promise<void>): Promise<void> {
    for (;;) {
      if (stopped) return
      try {
        return await fetch()
      } catch (cause) {
        report('BOT-302', ['Beginning'], cause)
        await new Promise<void>((resolve) => {
          clock.setAlarm(clock.now() + AGAIN, resolve)
          tryAgain = resolve
        })
      }
    }
  }

  async function restore(): Promise<boolean> {
    const { readSnapshot } = await import('./snapshot.ts')
    const kept = readSnapshot(options.snapshot, report)
    for (const message of kept.messages) transcript.add(message)
    acts = kept.acts
    wasEngaged = kept.engaged && ports !== undefined
    if (kept.state) state = kept.state
    if (begun) begun = standing()
    return kept.state !== undefined
  }

  /** Whoever leads through flows and speaks to the desk: fetched at the first need. */
  async function lead(): Promise<FlowRunner | undefined> {
    try {
      return await fetchLeader()
    } catch (cause) {
      return void report('BOT-302', ['Leading'], cause)
    }
  }

  async function fetchLeader(): Promise<FlowRunner | undefined> {
    if (runner || !ports) return runner
    const { createFlowRunner } = await import('./flow-runner.ts')
    runner ??= createFlowRunner({
      session,
      ports,
      engaged: wasEngaged,
      takeHeld: takeMeaning,
      takeNext,
      answerKnown: async () => (await (await mend())?.answerKnown()) ?? false,
    })
    if (token !== undefined) runner.line.setToken(token)
    // What was on its way when the page went is part of the conversation before anything else is.
    await runner.line.ready
    return runner
  }

  /** Does what the customer did, once: after a break nobody knows what had arrived, so it may be given again. */
  async function once(event: ConversationEvent, given: string): Promise<void> {
    const said = transcript.messages.find(({ id }) => id === given)
    if (said?.delivery === 'failed') return retry(given)
    const goesOn = said !== undefined && (said !== transcript.messages.at(-1) || runner?.busy)
    try {
      act = given
      if (!acts.includes(given) && !goesOn) await handle(event)
    } finally {
      act = undefined
      acts = [...acts.filter((known) => known !== given), given].slice(-REMEMBERED_ACTS)
    }
  }

  async function handle(event: ConversationEvent): Promise<void> {
    switch (event.type) {
      case 'MESSAGE.SEND':
        return takeText(event.text)
      case 'CHOICE.PICK':
        return takeChoice(event.id)
      case 'FORM.SUBMIT':
        return runner
          ? runner.takeForm(event.id, event.values)
          : refuse(`FORM.SUBMIT ${event.id}`, 'the form that is open now')
      case 'MESSAGE.RETRY':
        return retry(event.id)
      case 'COMMAND':
        return command(event.name)
      case 'FLOW.START':
        return startFlow(event.flow, event.input ?? {})
      case 'ARTICLE.OPEN':
        return openArticle(event.id)
      case 'CUSTOMER.IDENTIFY':
        token = event.token
        return runner?.line.setToken(token)
      case 'PAGE.CHANGE':
        page = { url: event.url }
        return runner?.visit('PAGE', event.url)
      case 'FILE.ATTACH':
        return (await lead())?.takeFile(event)
      case 'MESSAGES.READ':
        return runner?.seen()
      case 'LINK.OPEN':
        return runner?.visit('CLICK', event.href)
    }
  }

  // --- What the customer does ---

  /** The same message again, under its own id: wherever the first one got to, there will be one. */
  function retry(id: string): void {
    const failed = transcript.messages.find((message) => message.id === id && message.delivery === 'failed')
    if (!failed) return refuse(`MESSAGE.RETRY ${id}`, 'a message that could not be sent')
    const pending: Message = { ...failed, delivery: 'pending' }
    transcript.amend(id, () => pending)
    runner?.line.carry(pending)
  }

  async function takeText(typed: string): Promise<void> {
    const { text, cut, masked } = await readCustomerText(typed)
    if (text === '') return state.mode === 'live' ? undefined : session.say('empty')
    session.post('customer', { text }, state.mode === 'live' ? text : withoutPersonal(text))
    if (cut) session.say('tooLong')
    if (masked) session.say('masked')
    if (state.mode === 'live') return
    if (!runner?.busy) return takeMeaning(text)
    const wish = readWish(text, book)
    if (asksForHuman(text, book)) return command('human')
    return wish?.kind === 'command' ? command(wish.name) : runner.hold(text)
  }

  /** Personal data that the conversation takes out of a text is not kept in the text as well. */
  function withoutPersonal(text: string): string {
    const { email, postcode } = readFacts(text).facts
    const found = [email, postcode, ...(text.match(PHONE) ?? []), ...(runner?.personalIn(text) ?? [])]
    return found.reduce<string>((left, value) => hide(left, value), text)
  }

  /** In this order: asking for a human, a plain answer to what was asked, what else it says in a flow, a question. */
  async function takeMeaning(text: string): Promise<void> {
    if (state.mode === 'over') session.turn({ type: 'CONVERSATION.RESTART' })
    if (asksForHuman(text, book)) {
      const about = text.includes('?') ? await mend() : undefined
      if (!about?.asksWhoWrites(text)) return command('human')
    }
    if (state.mode === 'leading') return (await runner?.takePlain(text)) ? undefined : takeInFlow(text)
    const wish = readWish(text, book)
    if (wish?.kind === 'command') return command(wish.name)
    if (wish) return startFlow(wish.flow, {}, text)
    if (asksForCall(text, book)) {
      const topic = state.context.topic || withoutPersonal(text).slice(0, 300)
      session.turn({ type: 'KNOW', what: { topic } })
      return startFlow('callback', {}, text)
    }
    const isClear = await questions.isClear(text)
    // Even a clear question may be about what was answered before it.
    const repair = isClear && !state.context.topic ? undefined : await mend()
    return (await repair?.outside(text, isClear)) ? undefined : questions.answer(text)
  }

  async function takeInFlow(text: string): Promise<void> {
    const repair = await mend()
    return repair ? repair.inFlow(text) : runner?.miss(undefined)
  }

  /** Whoever understands what was not asked for: fetched at the first sentence that is no plain answer. */
  async function mend(): Promise<Repair | undefined> {
    try {
      const [{ createRepair }] = await Promise.all([import('./repair.ts'), book.open(REPAIR)])
      return (repairer ??= createRepair({
        session,
        questions,
        runner: () => runner,
        command,
        startFlow: (flow, said, input = {}) => startFlow(flow, input, said),
        pick: (id) => takeChoice(id, false),
        next: takeNext,
        hear: takeMeaning,
      }))
    } catch (cause) {
      return void report('BOT-302', ['Understanding what was not asked for'], cause)
    }
  }

  /** What else was asked at the beginning, now that the flows are over. */
  async function takeNext(): Promise<boolean> {
    return state.context.later?.length ? ((await (await mend())?.takeNext()) ?? false) : false
  }

  async function takeChoice(id: string, given = true): Promise<void> {
    const offered = transcript.offered(id)
    const [kind, value] = [/^[^:]*/.exec(id)?.[0] ?? '', id.slice(id.indexOf(':') + 1)]
    if (offered && state.mode === 'leading' && !runner?.busy && (await runner?.takeChoice(id, offered.label)))
      return
    if (!offered || !['article', 'flow', 'command', 'other'].includes(kind)) {
      return refuse(`CHOICE.PICK ${id}`, 'a choice that is offered now')
    }
    if (given) session.post('customer', { text: offered.label })
    if (kind === 'article') return openArticle(value)
    if (kind === 'flow') {
      if (!PEOPLE.has(value)) aboutFlow(value)
      return startFlow(value, {})
    }
    // Only our own buttons carry a command, and those name one that exists.
    if (kind === 'command') return command(value as CommandName)
    session.settleQuestion('other')
    session.say('other', { choices: ways.people() })
  }

  async function openArticle(id: string): Promise<void> {
    const article = await session.awaited(kb.get(id))
    if (!article) return refuse(`ARTICLE.OPEN ${id}`, 'the id of an article')
    session.settleQuestion(id)
    if (runner?.yields || state.mode === 'over') session.turn({ type: 'CONVERSATION.RESTART' }, 'question')
    session.turn({ type: 'KNOW', what: { topic: article.question } })
    questions.showArticle(article)
    if (state.mode === 'leading') return runner?.resume(true)
  }

  async function startFlow(flow: string, input: Scope, said = ''): Promise<void> {
    if (state.mode === 'live') {
      // Who waits in the queue may change their mind; who speaks with somebody takes leave of them first.
      if (state.context.handoff.state !== 'waiting') return
      runner?.leave()
      session.turn({ type: 'FLOW.CLEAR' })
    }
    if (state.mode === 'over') session.turn({ type: 'CONVERSATION.RESTART' })
    if (runner?.yields) session.turn({ type: 'FLOW.CLEAR' })
    if (flow === 'callback') session.settleQuestion('callback')
    if (state.context.topic === '' && !PEOPLE.has(flow)) aboutFlow(flow)
    const leader = await lead()
    return leader ? leader.start(flow, input, said) : session.offerPeople('unknown')
  }

  function aboutFlow(flow: string): void {
    session.turn({ type: 'KNOW', what: { topic: ways.flowName(flow) } })
  }

  async function command(name: CommandName): Promise<void> {
    if (name === 'human') return human()
    const { mode } = state
    if (mode === 'live' && (name === 'back' || name === 'repeat')) return
    if (name === 'repeat') return mode === 'leading' && !runner?.idle ? runner?.resume(false) : repeatLast()
    if (name === 'back' && (await runner?.back())) return
    runner?.leave()
    session.settleQuestion('left')
    if (name === 'stop') {
      session.say('bye')
      return runner ? runner.end(state.context.outcome, 'stop') : session.turn({ type: 'CONVERSATION.END' })
    }
    session.turn({ type: name === 'restart' ? 'CONVERSATION.RESTART' : 'FLOW.CLEAR' }, name)
    session.say(name === 'back' ? 'noBack' : name, { choices: ways.menu() })
  }

  async function human(): Promise<void> {
    if (state.mode === 'live') return
    session.settleQuestion('human')
    if (state.mode === 'over') session.turn({ type: 'CONVERSATION.RESTART' })
    if (runner?.yields) session.turn({ type: 'FLOW.CLEAR' }, 'human')
    const leader = await lead()
    return leader ? leader.human() : session.offerPeople('unknown.links')
  }

  function repeatLast(): void {
    const last = transcript.messages.findLast(({ author }) => author === 'bot')
    if (last) session.post('bot', { text: last.text, ...(last.choices ? { choices: last.choices } : {}) })
  }

  function refuse(event: string, expected: string): void {
    report('BOT-101', [event, expected])
  }

  // --- The view ---

  function changed(): void {
    view = undefined
    for (const listener of listeners) {
      try {
        listener(look())
      } catch (cause) {
        report('BOT-302', ['A subscriber'], cause)
      }
    }
  }

  function look(): ConversationView {
    return (view ??= makeView())
  }

  function standing(): Standing {
    return { messages: transcript.messages, acts, state }
  }

  /**
   * In the middle of a turn: where it began, with what the customer has said since. Whoever takes up there does it
   * again, and nothing of it has been said yet. An act without an id is not given again: of that, what there is.
   */
  function snapshot(): ConversationSnapshot {
    const engaged = runner?.line.engaged ?? wasEngaged
    const { messages, acts: done, state: at } = begun ?? standing()
    const since = begun ? transcript.messages.filter((message) => isNews(message, messages)) : []
    const kept = [...messages, ...since].map(session.disclosed)
    return { version: 1, locale: book.locale, messages: kept, engaged, acts: done, state: at }
  }

  function makeView(): ConversationView {
    const { context, mode } = state
    const line = runner?.line
    const busy = awaiting > 0 || (runner?.busy ?? false)
    const typing = busy ? 'bot' : runner?.agentTyping ? 'agent' : undefined
    const flow = context.stack.at(-1)?.frame.flow
    return {
      messages: line ? inOrder(transcript.messages, line.waiting) : transcript.messages,
      waitingFor: mode === 'live' ? { kind: 'agent' } : (runner?.waitingFor() ?? { kind: 'text' }),
      busy,
      ...(typing ? { typing } : {}),
      handoff: context.handoff,
      ...(runner?.readTo && { readTo: runner.readTo }),
      level: context.level,
      connection: !line?.engaged || line.online === undefined ? 'none' : line.online ? 'online' : 'offline',
      ...(runner?.deadline === undefined ? {} : { deadline: new Date(runner.deadline).toISOString() }),
      ...(flow === undefined ? {} : { flow }),
    }
  }

  return {
    start: () =>
      void enqueue('start', () => {
        if (transcript.messages.length > 0) return
        session.say(shopFacts.name === undefined ? 'greeting.anonymous' : 'greeting', {
          choices: ways.menu(),
        })
      }),
    async send(event, given) {
      const fault = faultOfEvent(event)
      if (fault !== undefined) return refuse(String(Object(event).type), fault)
      const isAct = given !== undefined && /^[\w-]{8,64}$/.test(given)
      await enqueue(event.type, () => (isAct ? once(event, given) : handle(event)), isAct)
    },
    subscribe(listener) {
      listeners.add(listener)
      listener(look())
      return () => void listeners.delete(listener)
    },
    get view() {
      return look()
    },
    snapshot,
    async mintLink(ref) {
      const leader = await lead()
      if (leader) return leader.mintLink(ref)
      throw (await import('./no-desk.ts')).noDesk()
    },
    async upload(file) {
      const leader = await lead()
      if (leader) return leader.line.desk.upload(file)
      throw (await import('./no-desk.ts')).noDesk()
    },
    wake() {
      tryAgain?.()
      runner?.line.wake()
    },
    stop() {
      stopped = true
      tryAgain?.()
      runner?.stop()
      listeners.clear()
    },
  }
}

/** Where a conversation stands. */
type Standing = Pick<ConversationSnapshot, 'messages' | 'acts' | 'state'>

/** Has the customer said it, and is it not among these? */
function isNews({ id, author }: Message, known: readonly Message[]): boolean {
  return author === 'customer' && known.every((message) => message.id !== id)
}
