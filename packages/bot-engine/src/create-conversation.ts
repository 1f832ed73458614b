import { systemClock } from './clock.ts'
import { checkEvent } from './conversation-event.ts'
import {
  freshConversation,
  turnConversation,
  type ConversationMachineEvent,
  type ConversationState,
} from './conversation.machine.ts'
import type {
  CommandName,
  Conversation,
  ConversationEvent,
  ConversationOptions,
  ConversationView,
  WaitingSlot,
} from './conversation.ts'
import { LONGEST_TEXT, readCustomerText } from './customer-text.ts'
import { compileFlow, type CompiledFlow, type FlowEvent } from './flow/compile.ts'
import type { CallName, FailureCause, SlotType } from './flow/flow.ts'
import { lookUp, type Scope } from './flow/path.ts'
import { slotReaders } from './flow/slot-type.ts'
import { resolveInput, scopeOf, shownScope } from './flow/scope.ts'
import { beginFlow, turnFlow, type Effect, type Frame, type Turn } from './flow/turn.ts'
import { readForm } from './form.ts'
import type { KnowledgeArticle, KnowledgeReply } from './knowledge.ts'
import type { Author, Card, FormField, Message, QuickReply } from './message.ts'
import { newMessageId } from './message-id.ts'
import {
  badAnswer,
  engineFailed,
  lateAnswer,
  movedFlow,
  noDesk,
  portFailed,
  refusedEvent,
  unknownFlow,
  unusableFlow,
  type LogEntry,
} from './messages.ts'
import { createMemoryStorage, createOutbox, type Outbox } from './outbox.ts'
import { portCalls, isHandoff } from './port-call.ts'
import { PortError, type DeskEvent, type Desk, type Outcome, type Shop } from './ports.ts'
import { renderQuestion, renderShow, type Rendered } from './render.ts'
import { readSnapshot, type ConversationSnapshot } from './snapshot.ts'
import { createTextBook, SHARED } from './text-book.ts'
import { readFacts, understand, type Situation } from './understand.ts'
import { hasPhrase } from './words.ts'

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
  const { kb, flows, clock = systemClock, shop: shopFacts = {} } = options
  const log = (entry: LogEntry): void => options.log?.(entry)
  const newId = options.newId ?? (() => newMessageId(clock.now()))
  const storage = options.storage ?? createMemoryStorage()
  const hasDesk = options.ports?.desk !== undefined
  const desk = options.ports?.desk ?? absent<Desk>()
  const shop = options.ports?.shop ?? absent<Shop>()
  const book = createTextBook({
    library: flows,
    locale: options.locale,
    log,
    ...(options.texts ? { own: options.texts } : {}),
  })

  const restored = readSnapshot(options.snapshot, log)
  let state: ConversationState = restored.state ?? freshConversation
  let messages: readonly Message[] = restored.messages
  let engaged = restored.engaged && hasDesk
  let online: boolean | undefined
  let agentTyping = false
  let page: Scope = { ...options.page }
  let token: string | undefined
  let identified: Promise<void> | undefined
  let outbox: Outbox | undefined
  let closeStream: (() => void) | undefined
  let stopped = false
  let booted: Promise<void> | undefined
  let loading = 0
  /** The call under way, with the function that forgets it. */
  let call: { readonly id: string; readonly forget: () => void } | undefined
  /** What was typed while something was being looked up. */
  let held: string[] = []
  const compiledFlows = new Map<string, CompiledFlow>()
  const listeners = new Set<(view: ConversationView) => void>()
  let view = makeView()

  // --- Events, one after the other ---

  let tail: Promise<void> = Promise.resolve()

  function enqueue(where: string, work: () => void | Promise<void>): void {
    const before = tail
    tail = (async () => {
      await before
      if (stopped) return
      try {
        await boot()
        await work()
      } catch (cause) {
        log(engineFailed(where, cause))
      }
      changed()
    })()
  }

  function boot(): Promise<void> {
    booted ??= (async () => {
      await book.open(SHARED)
      if (engaged) openOutbox()
      if (restored.state) await takeUp()
    })()
    return booted
  }

  async function greet(): Promise<void> {
    if (messages.length > 0) return
    say(SHARED, shopFacts.name === undefined ? 'greeting.anonymous' : 'greeting', { choices: menu() })
  }

  async function handle(event: ConversationEvent): Promise<void> {
    switch (event.type) {
      case 'MESSAGE.SEND':
        return takeText(event.text)
      case 'CHOICE.PICK':
        return takeChoice(event.id)
      case 'FORM.SUBMIT':
        return takeForm(event.id, event.values)
      case 'COMMAND':
        return command(event.name)
      case 'FLOW.START':
        return startFlow(event.flow, event.input ?? {})
      case 'ARTICLE.OPEN':
        return openArticle(event.id)
      case 'CUSTOMER.IDENTIFY':
        token = event.token
        identified = undefined
        return
      case 'PAGE.CHANGE':
        page = { url: event.url }
    }
  }

  // --- What the customer does ---

  async function takeText(typed: string): Promise<void> {
    const { text, cut, masked } = readCustomerText(typed)
    if (text === '') {
      if (state.mode !== 'live') say(SHARED, 'empty')
      return
    }
    post('customer', { text })
    if (cut) say(SHARED, 'tooLong')
    if (masked.length > 0) say(SHARED, 'masked')
    if (state.mode === 'live') return
    if (call) {
      const meant = understand(text, book, undefined)
      if (meant.kind === 'command') return command(meant.name)
      held.push(text)
      return
    }
    return takeMeaning(text)
  }

  async function takeMeaning(text: string): Promise<void> {
    if (state.mode === 'over') turn({ type: 'CONVERSATION.RESTART' })
    const meant = understand(text, book, situation())
    if (meant.kind === 'command') return command(meant.name)
    if (meant.kind === 'flow') return startFlow(meant.flow, {})
    if (meant.kind === 'answer') return turnTop(meant.event)
    return takeQuestion(text, meant.reason)
  }

  async function takeQuestion(text: string, reason: string | undefined): Promise<void> {
    const running = top()
    if (running && running.compiled.flow.interruption === 'leave') {
      turn({ type: 'FLOW.CLEAR' })
      return takeQuestion(text, undefined)
    }
    const { facts, rest } = readFacts(text)
    const reply = reason === undefined ? askKnowledge(rest || text) : undefined
    if (!running) return answer(text, rest, facts, reply ?? { kind: 'escalate' })
    if (reply?.kind === 'answer' && reply.confidence >= SURE_ENOUGH_TO_DIGRESS) {
      showArticle(reply.article)
      return resume(true)
    }
    return turnTop({ type: 'MISS', ...(reason === undefined ? {} : { reason }) })
  }

  async function answer(text: string, rest: string, facts: Scope, reply: KnowledgeReply): Promise<void> {
    settleOpen('other')
    const own = Object.keys(facts).length > 0
    turn({ type: 'FACTS.LEARN', facts })
    turn({ type: 'TOPIC.SET', topic: text.slice(0, 300) })
    if (own && rest === '') return say(SHARED, 'help', { choices: menu() })
    const about = own || hasPhrase(text, book.words('mine'))
    const flow = flowOf(reply)
    if (flow !== undefined && (DIRECT_FLOWS.has(flow) || about)) return startFlow(flow, {})
    if (reply.kind === 'answer') {
      const also = reply.alsoAsked ?? []
      showArticle(reply.article, also.length === 0)
      also.forEach((article, index) => showArticle(article, index === also.length - 1))
      return
    }
    if (reply.kind === 'clarify') return clarify(text, reply.articles)
    if (reply.reply !== undefined) return void post('bot', { text: reply.reply, choices: menu() })
    turn({ type: 'QUESTION.OPEN', question: { text, proposed: [] } })
    offerPeople('unknown', 'unknown.links')
  }

  function clarify(text: string, articles: readonly KnowledgeArticle[]): void {
    turn({ type: 'QUESTION.OPEN', question: { text, proposed: articles.map(({ id }) => id) } })
    say(SHARED, 'clarify', {
      choices: [
        ...articles.map(({ id, question }) => ({ id: `article:${id}`, label: question })),
        { id: 'other', label: book.say(SHARED, 'clarify.other') },
      ],
    })
  }

  async function takeChoice(id: string): Promise<void> {
    const offered = messages.flatMap(choicesOf).findLast((choice) => choice.id === id)
    const separator = id.indexOf(':')
    const [kind, value] = separator < 0 ? [id, ''] : [id.slice(0, separator), id.slice(separator + 1)]
    const here = situation()
    const answers = here !== undefined && id.startsWith(`${here.compiled.flow.id}.`)
    if (!offered || !(answers || CHOICE_KINDS.has(kind)))
      return log(refusedEvent(`CHOICE.PICK ${id}`, 'a choice that is offered now'))
    if (answers) markRating(id)
    post('customer', { text: offered.label })
    if (answers) return pick(here, id.slice(id.indexOf('=') + 1))
    if (kind === 'article') return openArticle(value)
    if (kind === 'flow') return startFlow(value, {})
    if (kind === 'other') {
      settleOpen('other')
      return say(SHARED, 'other', { choices: people() })
    }
    const name = (['human', 'menu', 'back', 'restart', 'stop', 'repeat'] as const).find(
      (known) => known === value,
    )
    if (name) return command(name)
  }

  function pick({ wait }: Situation, value: string): Promise<void> {
    if (state.mode === 'live' || call) return Promise.resolve()
    if (!('confirm' in wait.step)) return turnTop({ type: 'PICK', value })
    return turnTop({ type: value === 'yes' ? 'YES' : 'NO' })
  }

  async function takeForm(id: string, values: Scope): Promise<void> {
    const here = situation()
    const { step } = here?.wait ?? {}
    if (!here || !step || !('form' in step) || id !== formId(here))
      return log(refusedEvent(`FORM.SUBMIT ${id}`, 'the form that is open now'))
    const { flow } = here.compiled
    const read = readForm(here.compiled.flow, step, { ...values }, scopeOfTop(), book)
    amendForm(id, read.errors)
    if (Object.keys(read.errors).length > 0) return turnTop({ type: 'MISS', errors: read.errors })
    if (book.has(flow.id, `${step.form}.sent`)) {
      post('customer', { text: book.say(flow.id, `${step.form}.sent`, { ...scopeOfTop(), ...read.shown }) })
    }
    return turnTop({ type: 'FILL', values: read.values })
  }

  async function openArticle(id: string): Promise<void> {
    const article = kb.get(id)
    if (!article) return log(refusedEvent(`ARTICLE.OPEN ${id}`, 'the id of an article'))
    settleOpen(id)
    turn({ type: 'TOPIC.SET', topic: article.question })
    if (top()?.compiled.flow.interruption === 'leave' || state.mode === 'over')
      turn({ type: 'CONVERSATION.RESTART' })
    showArticle(article)
    if (state.mode === 'leading') return resume(true)
  }

  async function command(name: CommandName): Promise<void> {
    if (name === 'human') return human()
    if (state.mode === 'live' && name !== 'stop' && name !== 'menu' && name !== 'restart') return
    if (name === 'back') return back()
    if (name === 'repeat') return state.mode === 'leading' ? resume(false) : repeatLast()
    leaveAgent()
    call?.forget()
    held = []
    settleOpen('left')
    if (name === 'stop') {
      say(SHARED, 'bye')
      return endConversation(state.context.outcome)
    }
    turn(name === 'restart' ? { type: 'CONVERSATION.RESTART' } : { type: 'FLOW.CLEAR' })
    say(SHARED, name, { choices: menu() })
  }

  async function human(): Promise<void> {
    if (state.mode === 'live') return
    settleOpen('human')
    if (!hasDesk) return offerPeople('unknown.links', 'unknown.links')
    if (top()?.frame.flow === 'handoff') return resume(false)
    return startFlow('handoff', { topic: state.context.topic })
  }

  async function back(): Promise<void> {
    const running = top()
    if (running && running.frame.trail.length > 0 && !call) return turnTop({ type: 'BACK' })
    call?.forget()
    turn({ type: 'FLOW.CLEAR' })
    say(SHARED, 'noBack', { choices: menu() })
  }

  function repeatLast(): void {
    const last = messages.findLast((message) => message.author === 'bot')
    if (last) post('bot', { text: last.text, ...(last.choices ? { choices: last.choices } : {}) })
  }

  // --- The knowledge base ---

  function askKnowledge(question: string): KnowledgeReply {
    try {
      return kb.ask(question.slice(0, LONGEST_TEXT))
    } catch (cause) {
      log(engineFailed('The knowledge base', cause))
      return { kind: 'escalate' }
    }
  }

  /** The one flow that a reply leads to, if it is clear enough. */
  function flowOf(reply: KnowledgeReply): string | undefined {
    const articles =
      reply.kind === 'answer' ? [reply.article] : reply.kind === 'clarify' ? reply.articles : []
    if (reply.kind === 'answer' && (reply.confidence < SURE_ENOUGH_TO_START || reply.alsoAsked?.length))
      return undefined
    const actions = new Set(articles.map(({ action }) => action))
    const [action] = actions
    return actions.size === 1 && action !== undefined && canRun(action) ? action : undefined
  }

  function showArticle(article: KnowledgeArticle, withChoices = true): void {
    const { id, question, answer: text, steps, action } = article
    const running = state.context.stack.some(({ frame }) => frame.flow === action)
    const choices: QuickReply[] = []
    if (action !== undefined && canRun(action) && !running) choices.push(flowChoice(action))
    if (action !== 'handoff' && state.mode !== 'leading') choices.push(commandChoice('human'))
    post('bot', {
      text,
      card: { type: 'article', articleId: id, title: question, ...(steps ? { steps } : {}) },
      ...(withChoices && choices.length > 0 ? { choices } : {}),
    })
  }

  /** A flow of that name exists, and has what it needs. */
  function canRun(flow: string): boolean {
    return flows.ids.includes(flow) && hasDesk
  }

  // --- Flows ---

  interface Running {
    readonly compiled: CompiledFlow
    readonly frame: Frame
  }

  function top(): Running | undefined {
    const frame = state.context.stack.at(-1)?.frame
    const compiled = frame && compiledFlows.get(frame.flow)
    return frame && compiled ? { compiled, frame } : undefined
  }

  function situation(): Situation | undefined {
    const running = top()
    const wait = running?.compiled.waits.get(running.frame.at)
    if (!running || !wait || wait.by === 'none' || wait.by === 'agent') return undefined
    const prefix = `${running.compiled.flow.id}.${running.frame.at}=`
    const last = messages.findLast((message) => choicesOf(message).some(({ id }) => id.startsWith(prefix)))
    const choices = last ? choicesOf(last).filter(({ id }) => id.startsWith(prefix)) : []
    return {
      compiled: running.compiled,
      wait,
      data: running.frame.data,
      choices: new Map(choices.map(({ id, label }) => [id.slice(prefix.length), label])),
    }
  }

  function world(): Scope {
    const { level, locked, facts, topic } = state.context
    return {
      customer: { level, locked, signedIn: token !== undefined || level === 3 },
      facts,
      topic,
      page,
      shop: shopFacts,
      locale: book.locale,
    }
  }

  function scopeOfTop(): Scope {
    return { ...world(), ...top()?.frame.data }
  }

  async function load(id: string): Promise<CompiledFlow | undefined> {
    const known = compiledFlows.get(id)
    if (known) return known
    loading++
    changed()
    try {
      if (!flows.ids.includes(id)) return void log(unknownFlow(id))
      const [flow] = await Promise.all([flows.flow(id), book.open(id)])
      const compiled = compileFlow(flow)
      compiledFlows.set(id, compiled)
      return compiled
    } catch (cause) {
      return void log(unusableFlow(id, cause))
    } finally {
      loading--
    }
  }

  async function startFlow(id: string, input: Scope): Promise<void> {
    if (state.mode === 'live') return
    if (state.mode === 'over') turn({ type: 'CONVERSATION.RESTART' })
    if (id === 'handoff') settleOpen('human')
    if (id === 'callback') settleOpen('callback')
    if (top()?.compiled.flow.interruption === 'leave') turn({ type: 'FLOW.CLEAR' })
    const under = state.context.stack.findIndex(({ frame }) => frame.flow === id)
    // A flow never lies on itself: asked for again, it begins again.
    for (const _ of under < 0 ? [] : state.context.stack.slice(under)) turn({ type: 'FLOW.LEAVE' })
    call?.forget()
    if (!hasDesk) return offerPeople('unknown', 'unknown.links')
    const compiled = await load(id)
    if (!compiled) return offerPeople('unavailable', 'unknown.links')
    if (state.context.topic === '') turn({ type: 'TOPIC.SET', topic: flowLabel(id) })
    const entered = enter(compiled, input, state.context.stack.length > 0)
    if (entered) return perform(compiled, entered)
    turn({ type: 'FLOW.CLEAR' })
    return offerPeople('unavailable', 'unknown.links')
  }

  function enter(compiled: CompiledFlow, input: Scope, aside: boolean): Turn | undefined {
    try {
      const allowed = compiled.flow.input ?? []
      const given = Object.fromEntries(Object.entries(input).filter(([name]) => allowed.includes(name)))
      const begun = beginFlow(compiled, given, world())
      const depth = state.context.stack.length
      turn({ type: 'FLOW.ENTER', entry: { frame: begun.frame, aside } })
      return state.context.stack.length > depth ? begun : undefined
    } catch (cause) {
      return void log(unusableFlow(compiled.flow.id, cause))
    }
  }

  async function turnTop(event: FlowEvent): Promise<void> {
    const running = top()
    if (!running) return
    let turned: Turn
    try {
      turned = turnFlow(running.compiled, running.frame, event, world())
    } catch (cause) {
      log(unusableFlow(running.frame.flow, cause))
      return leaveFlow('unresolved', {})
    }
    turn({ type: 'FLOW.TURN', frame: turned.frame })
    return perform(running.compiled, turned)
  }

  /** Asks the waiting question again. */
  async function resume(announce: boolean): Promise<void> {
    const running = top()
    if (!running) return
    if (announce) say(SHARED, 'resume')
    return turnTop({ type: 'RESUME', step: running.frame.at })
  }

  async function perform(compiled: CompiledFlow, turned: Turn): Promise<void> {
    let outcome: Outcome = 'unresolved'
    for (const effect of turned.effects) {
      if (effect.type === 'finish') outcome = effect.params['outcome'] as Outcome
      else await performOne(compiled, effect)
    }
    if (turned.done) return leaveFlow(outcome, turned.frame.data)
  }

  async function performOne(compiled: CompiledFlow, effect: Effect): Promise<void> {
    const id = compiled.flow.id
    const { params } = effect
    switch (effect.type) {
      case 'say':
        post('bot', {
          text: book.say(id, String(params['text']), shownScope(compiled, effect.context)),
          ...offers(params['offer']),
        })
        return
      case 'show':
        post(
          'bot',
          renderShow(
            id,
            String(params['show']),
            lookUp(scopeOf(effect.context), String(params['of'] ?? '')),
            String(params['text']),
            shownScope(compiled, effect.context),
            book,
            shopFacts,
          ),
        )
        return
      case 'ask':
      case 'askAgain':
        return ask(compiled, effect)
      case 'call':
        return startCall(compiled, effect)
      case 'use':
        return use(String(params['flow']), inputOf(compiled, effect))
      case 'report':
        return report(String(params['scale']), effect)
      case 'wait':
        turn({ type: 'AGENT.WAIT' })
        openStream()
    }
  }

  function ask(compiled: CompiledFlow, effect: Effect): void {
    const again = effect.type === 'askAgain'
    const { event } = effect
    const errors = 'errors' in event ? event.errors : undefined
    // A form that was sent with mistakes shows them itself.
    if (again && errors) return
    const reason = 'reason' in event ? event.reason : undefined
    const asked = renderQuestion(compiled, effect, shownScope(compiled, effect.context), book, {
      again,
      ...(reason === undefined ? {} : { reason }),
    })
    const step = compiled.waits.get(String(effect.params['step']))?.step
    const extra = offers(step && 'offer' in step ? step.offer : undefined).choices ?? []
    const stuck = again ? [commandChoice('human')] : []
    const choices = [...(asked.choices ?? []), ...extra, ...stuck]
    post('bot', { ...asked, ...(choices.length > 0 ? { choices } : {}) })
  }

  async function use(id: string, input: Scope): Promise<void> {
    const compiled = await load(id)
    const entered = compiled && enter(compiled, input, false)
    if (compiled && entered) return perform(compiled, entered)
    return giveBack('unresolved', {})
  }

  async function leaveFlow(outcome: Outcome, output: Scope): Promise<void> {
    const left = state.context.stack.at(-1)
    if (!left) return
    turn({ type: 'FLOW.LEAVE' })
    if (left.frame.flow !== 'survey') turn({ type: 'OUTCOME.SET', outcome })
    if (left.aside && outcome !== 'escalated') return resume(true)
    // A human took over, or will call: what lay under is in their hands now.
    if (left.aside) turn({ type: 'FLOW.CLEAR' })
    if (state.context.stack.length > 0) return giveBack(outcome, output)
    return afterFlow(left.frame.flow, outcome)
  }

  async function giveBack(outcome: Outcome, output: Scope): Promise<void> {
    return turnTop({ type: 'RETURN', id: top()?.frame.pending ?? '', outcome, output })
  }

  async function afterFlow(flow: string, outcome: Outcome): Promise<void> {
    if (flow === 'survey') return outcome === 'abandoned' ? undefined : endConversation(state.context.outcome)
    if (outcome === 'unresolved') {
      return say(SHARED, 'help', { choices: [...people(flow), commandChoice('menu')] })
    }
    return startFlow('survey', {})
  }

  // --- The outside ---

  function startCall(compiled: CompiledFlow, effect: Effect): void {
    const name = effect.params['name'] as CallName
    const id = effect.context.pending ?? ''
    const { engages, run, fault } = portCalls[name]
    if (engages) engage()
    const alarms: (() => void)[] = []
    let settled = false
    const forget = (): void => {
      settled = true
      for (const cancel of alarms) cancel()
      if (call?.id === id) call = undefined
    }
    const settle = (event: FlowEvent): void => {
      if (settled) return log(lateAnswer(name, id))
      forget()
      enqueue(name, async () => {
        await turnTop(event)
        await release()
      })
    }
    const fail = (cause: unknown): void => {
      if (!settled) {
        log(portFailed(name, cause))
        // The verification has run out: the next flow asks again.
        if (causeOf(cause) === 'forbidden') turn({ type: 'CUSTOMER.VERIFIED', level: 0, facts: {} })
      }
      settle({ type: 'FAILED', id, cause: causeOf(cause) })
    }
    call = { id, forget }
    alarms.push(
      clock.setAlarm(clock.now() + SLOW, () =>
        enqueue('slow', () => (call?.id === id ? say(SHARED, 'slow') : undefined)),
      ),
      clock.setAlarm(clock.now() + Number(effect.params['within']), () =>
        fail(new PortError('unavailable', `${name} gave no answer in time.`)),
      ),
    )
    const input = inputOf(compiled, effect)
    void (async () => {
      try {
        if (name.startsWith('shop.')) await identify()
        const output = await run({ shop, desk }, input, {
          locale: book.locale,
          topic: state.context.topic,
          facts: agentFacts(),
          consentVersion: consentVersion(),
        })
        const expected = fault(output)
        if (expected !== undefined) {
          log(badAnswer(name, expected))
          return settle({ type: 'FAILED', id, cause: 'unavailable' })
        }
        if (!settled) learn(name, input, output)
        settle({ type: 'DONE', id, output })
      } catch (cause) {
        fail(cause)
      }
    })()
  }

  function inputOf({ flow: { id } }: CompiledFlow, { params, context }: Effect): Scope {
    return resolveInput(params['input'], scopeOf(context), (key) =>
      book.shared(id, key, `flow.${id}`, scopeOf(context)),
    )
  }

  /** What an answer tells about the customer, beside what the flow does with it. */
  function learn(name: CallName, input: Scope, output: unknown): void {
    if (name === 'desk.handoff' && isHandoff(output)) turn({ type: 'HANDOFF.CHANGE', handoff: output })
    if (name !== 'shop.verify' || typeof output !== 'object' || output === null) return
    const level = 'level' in output ? output.level : 0
    if (level === 1 || level === 2 || level === 3) {
      const { reference, email } = input
      turn({ type: 'CUSTOMER.VERIFIED', level, facts: { reference, email } })
    } else {
      turn({ type: 'CUSTOMER.MISSED', locked: 'locked' in output && output.locked === true })
    }
  }

  /** What was typed in the meantime gets its turn. */
  async function release(): Promise<void> {
    const [text, ...rest] = held
    if (text === undefined || call || state.mode === 'live') return
    held = rest
    await takeMeaning(text)
    return release()
  }

  function identify(): Promise<void> {
    if (token === undefined) return Promise.resolve()
    const given = token
    engage()
    identified ??= shop.identify(given).then(
      ({ level }) => turn({ type: 'CUSTOMER.VERIFIED', level, facts: state.context.facts }),
      (cause: unknown) => {
        log(portFailed('shop.identify', cause))
        if (token === given) token = undefined
      },
    )
    return identified
  }

  /** Something for the desk that nobody waits for. */
  function tell(name: string, send: () => Promise<void>): void {
    if (!hasDesk) return
    engage()
    send().catch((cause: unknown) => log(portFailed(name, cause)))
  }

  function report(scale: string, { event }: Effect): void {
    if (event.type !== 'PICK' || (scale !== 'csat' && scale !== 'ces' && scale !== 'nps')) return
    const value = Number(event.value)
    tell('desk.survey', () => desk.survey({ scale, value }))
  }

  /** It is known now what the customer did after a question that found no answer. */
  function settleOpen(then: string): void {
    const { open } = state.context
    if (!open) return
    turn({ type: 'QUESTION.OPEN', question: null })
    if (open.proposed.includes(then)) return
    tell('desk.recordUnanswered', () =>
      // oxlint-disable-next-line unicorn/no-thenable -- a word of the desk's API, never a function
      desk.recordUnanswered({ text: open.text, locale: book.locale, proposed: open.proposed, then }),
    )
  }

  function endConversation(outcome: Outcome): void {
    call?.forget()
    turn({ type: 'CONVERSATION.END' })
    if (engaged) tell('desk.end', () => desk.end(outcome))
  }

  /** From now on the desk has the conversation: what was said so far, then everything that follows. */
  function engage(): void {
    if (engaged || !hasDesk) return
    engaged = true
    openOutbox()
    for (const message of messages) if (message.author !== 'system') outbox?.add(message)
  }

  function openOutbox(): void {
    outbox ??= createOutbox({
      storage,
      key: 'comptoir:outbox',
      put: (message) => desk.putMessage(message),
      onSettled: (id, result) => {
        if ('seq' in result) settleMessage(id, result.seq)
        else amend(id, (message) => (message.delivery ? { ...message, delivery: 'failed' } : message))
        changed()
      },
      onConnection: setOnline,
      clock,
      log,
    })
  }

  function settleMessage(id: string, seq: number): void {
    // Two messages with one number: the desk has begun a new conversation, the old numbers count no more.
    if (messages.some((other) => other.seq === seq && other.id !== id)) messages = messages.map(withoutSeq)
    amend(id, (message) => ({ ...message, seq, ...(message.delivery ? { delivery: 'sent' as const } : {}) }))
  }

  // --- The agent ---

  function openStream(): void {
    closeStream?.()
    closeStream = desk.stream(lastSeq(), (event) => {
      enqueue(`desk ${event.type}`, () => takeDeskEvent(event))
    })
  }

  async function takeDeskEvent(event: DeskEvent): Promise<void> {
    switch (event.type) {
      case 'connection':
        return setOnline(event.online)
      case 'typing':
        agentTyping = event.on
        return
      case 'message':
        agentTyping = event.message.author === 'agent' ? false : agentTyping
        return receive(event.message)
      case 'handoff':
        return takeHandoff(event.handoff)
    }
  }

  async function takeHandoff(handoff: Extract<DeskEvent, { type: 'handoff' }>['handoff']): Promise<void> {
    const before = state.context.handoff
    if (state.mode !== 'live') return
    turn({ type: 'HANDOFF.CHANGE', handoff })
    if (handoff.state === 'live' && before.state !== 'live') {
      return void post('system', { text: book.say(SHARED, 'agent.joined', { agent: handoff.agent }) })
    }
    if (handoff.state === 'ended' || handoff.state === 'closed') {
      closeStream?.()
      closeStream = undefined
      agentTyping = false
      turn({ type: 'AGENT.DONE' })
      turn({ type: 'HANDOFF.CHANGE', handoff: { state: 'none' } })
      if (handoff.state === 'closed') return turnTop({ type: 'AGENT.LOST' })
      post('system', { text: book.say(SHARED, 'agent.left') })
      return turnTop({ type: 'AGENT.DONE' })
    }
  }

  /** The customer goes away from the agent, or from the queue. */
  function leaveAgent(): void {
    if (state.mode !== 'live') return
    closeStream?.()
    closeStream = undefined
    turn({ type: 'AGENT.DONE' })
    turn({ type: 'HANDOFF.CHANGE', handoff: { state: 'none' } })
    tell('desk.end', () => desk.end('abandoned'))
  }

  function setOnline(now: boolean): void {
    if (now && online === false) outbox?.flush()
    online = now
    changed()
  }

  function lastSeq(): number {
    return messages.reduce((last, { seq = 0 }) => Math.max(last, seq), 0)
  }

  /** A message from the desk: our own coming back, or one of an agent. */
  function receive(message: Message): void {
    if (messages.some(({ id }) => id === message.id)) {
      amend(message.id, (own) => ({
        ...own,
        ...(message.seq === undefined ? {} : { seq: message.seq }),
        ...(own.delivery ? { delivery: 'sent' as const } : {}),
      }))
      return
    }
    messages = [...messages, message]
  }

  // --- Messages ---

  function post(author: Author, { text, card, choices }: Rendered): Message {
    const message: Message = {
      id: newId(),
      at: new Date(clock.now()).toISOString(),
      author,
      text,
      ...(card ? { card } : {}),
      ...(choices ? { choices } : {}),
      ...(engaged && author === 'customer' ? { delivery: 'pending' as const } : {}),
    }
    messages = [...messages, message]
    if (engaged && author !== 'system') outbox?.add(message)
    changed()
    return message
  }

  function say(
    flow: string,
    key: string,
    extra: { readonly card?: Card; readonly choices?: readonly QuickReply[] } = {},
  ): void {
    post('bot', { text: book.say(flow, key, scopeOfTop()), ...extra })
  }

  function amend(id: string, change: (message: Message) => Message): void {
    messages = messages.map((message) => (message.id === id ? change(message) : message))
  }

  function amendForm(id: string, errors: Readonly<Record<string, string>>): void {
    const wrong = Object.keys(errors).length > 0
    messages = messages.map((message) => {
      const { card } = message
      if (card?.type !== 'form' || card.id !== id || card.done) return message
      const fields = card.fields.map((field) => withError(field, errors[field.name]))
      return { ...message, card: { ...card, fields, ...(wrong ? {} : { done: true }) } }
    })
  }

  function markRating(id: string): void {
    messages = messages.map((message) =>
      message.card?.type === 'rating' && message.card.options.some((option) => option.id === id)
        ? { ...message, card: { ...message.card, picked: id } }
        : message,
    )
  }

  function formId({ compiled }: Situation): string {
    return `${compiled.flow.id}.${top()?.frame.at ?? ''}`
  }

  // --- Ways on ---

  function commandChoice(name: CommandName): QuickReply {
    return { id: `command:${name}`, label: book.say(SHARED, `command.${name}`) }
  }

  function flowLabel(flow: string): string {
    return book.has(SHARED, `flow.${flow}`) ? book.say(SHARED, `flow.${flow}`) : flow
  }

  function flowChoice(flow: string): QuickReply {
    return { id: `flow:${flow}`, label: flowLabel(flow) }
  }

  function offers(names: unknown): { readonly choices?: readonly QuickReply[] } {
    if (!Array.isArray(names)) return {}
    return {
      choices: names.map((name: string) =>
        flows.ids.includes(name) ? flowChoice(name) : commandChoice(name as CommandName),
      ),
    }
  }

  function people(but?: string): readonly QuickReply[] {
    const ways = [commandChoice('human'), ...(canRun('callback') ? [flowChoice('callback')] : [])]
    return ways.filter(({ id }) => !(but === 'handoff' && id === 'command:human') && id !== `flow:${but}`)
  }

  function menu(): readonly QuickReply[] {
    const main = ['track-order', 'get-invoice', 'callback'].filter(canRun).map(flowChoice)
    return [...main, commandChoice('human')]
  }

  /** Offers a human and a callback, or without a desk the shop's contact links. */
  function offerPeople(key: string, linksKey: string): void {
    if (hasDesk) return say(SHARED, key, { choices: [...people(), commandChoice('menu')] })
    post('bot', renderShow(SHARED, 'links', undefined, linksKey, world(), book, shopFacts))
  }

  function agentFacts(): Readonly<Record<string, string>> {
    const entries = Object.entries(state.context.facts).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    return Object.fromEntries(entries)
  }

  function consentVersion(): string {
    const running = top()
    if (!running) return ''
    const { id, version } = running.compiled.flow
    const sentence = book.has(id, 'details.consent') ? book.say(id, 'details.consent') : ''
    return `${id}@${version}/${book.locale}/${fingerprint(sentence)}`
  }

  // --- After a reload ---

  async function takeUp(): Promise<void> {
    for (const { frame } of state.context.stack) {
      if (!(await load(frame.flow))) {
        turn({ type: 'FLOW.CLEAR' })
        return offerPeople('unavailable', 'unknown.links')
      }
    }
    const stack = state.context.stack.map((entry) => ({ ...entry, frame: movedFrame(entry.frame) }))
    state = { ...state, context: { ...state.context, stack } }
    const running = top()
    if (!running) return
    if (state.mode === 'live') return openStream()
    const wait = running.compiled.waits.get(running.frame.at)
    if (!wait || wait.by === 'none') return turnTop({ type: 'RESUME', step: running.frame.at })
  }

  /** The frame in the flow as it is today: at its step, else at the last checkpoint that still exists. */
  function movedFrame(frame: Frame): Frame {
    const compiled = compiledFlows.get(frame.flow)
    if (!compiled || compiled.waits.has(frame.at))
      return compiled ? { ...frame, version: compiled.flow.version } : frame
    const at =
      frame.trail.findLast((step) => compiled.waits.has(step)) ?? [...compiled.waits.keys()][0] ?? frame.at
    log(movedFlow(frame.flow, frame.version, compiled.flow.version, at))
    return { ...frame, version: compiled.flow.version, at, pending: null }
  }

  // --- The view ---

  function turn(event: ConversationMachineEvent): void {
    state = turnConversation(state, event)
  }

  function changed(): void {
    view = makeView()
    for (const listener of listeners) {
      try {
        listener(view)
      } catch (cause) {
        log(engineFailed('A subscriber', cause))
      }
    }
  }

  function makeView(): ConversationView {
    const { context, mode } = state
    const busy = call !== undefined || loading > 0
    const flow = context.stack.at(-1)?.frame.flow
    return {
      messages: inOrder(messages, new Set(outbox?.waiting.map(({ id }) => id))),
      waitingFor: waitingFor(),
      busy,
      ...(busy
        ? { typing: 'bot' as const }
        : agentTyping && mode === 'live'
          ? { typing: 'agent' as const }
          : {}),
      handoff: context.handoff,
      level: context.level,
      connection: !engaged || online === undefined ? 'none' : online ? 'online' : 'offline',
      ...(flow === undefined ? {} : { flow }),
    }
  }

  function waitingFor(): ConversationView['waitingFor'] {
    if (state.mode === 'live') return { kind: 'agent' }
    const here = situation()
    if (!here) return { kind: 'text' }
    const { step } = here.wait
    if ('form' in step) return { kind: 'form', id: formId(here) }
    if (!('collect' in step)) return { kind: 'choice' }
    const type = here.compiled.flow.slots?.[step.collect]?.type ?? 'text'
    return { kind: 'text', slot: { ...fieldOf(type), type, label: book.say(SHARED, `slot.${type}`) } }
  }

  return {
    start: () => enqueue('start', greet),
    send(event) {
      const checked = checkEvent(event)
      if ('refused' in checked) return log(checked.refused)
      enqueue(checked.event.type, () => handle(checked.event))
    },
    subscribe(listener) {
      listeners.add(listener)
      listener(view)
      return () => void listeners.delete(listener)
    },
    get view() {
      return view
    },
    snapshot(): ConversationSnapshot {
      return { version: 1, locale: book.locale, messages, engaged, state }
    },
    async mintLink(ref) {
      await identify()
      return shop.mintLink(ref)
    },
    stop() {
      stopped = true
      call?.forget()
      closeStream?.()
      outbox?.stop()
      listeners.clear()
    },
  }
}

/** How sure the knowledge base has to be for its answer to come in the middle of a flow. */
const SURE_ENOUGH_TO_DIGRESS = 0.5

/** How sure it has to be for a flow to start at once. */
const SURE_ENOUGH_TO_START = 0.4

/** Flows that start on a clear question even where it is not about the customer's own order. */
const DIRECT_FLOWS: ReadonlySet<string> = new Set(['handoff', 'callback'])

/** What a choice can be besides an answer to the waiting step. */
const CHOICE_KINDS: ReadonlySet<string> = new Set(['article', 'flow', 'command', 'other'])

/** After so many milliseconds the customer hears that it takes longer. */
const SLOW = 6000

/** A port that is not there: whatever is asked of it is unavailable. */
function absent<T extends object>(): T {
  // Any member will do: every one of them refuses.
  return new Proxy({}, { get: () => refuse }) as T
}

async function refuse(): Promise<never> {
  throw new PortError('unavailable', noDesk)
}

function withError(field: FormField, error: string | undefined): FormField {
  const fresh: FormField & { error?: string } = { ...field }
  delete fresh.error
  return error === undefined ? fresh : { ...fresh, error }
}

function choicesOf({ choices = [], card }: Message): readonly QuickReply[] {
  return card?.type === 'rating' ? [...card.options, ...choices] : choices
}

function causeOf(cause: unknown): FailureCause {
  return cause instanceof PortError ? cause.code : 'unavailable'
}

/**
 * By seq; those that are on their way to the desk come last, as they were written. What has no seq and never
 * will (somebody joined; what was said before the desk was needed) stays behind the message it came after.
 */
function inOrder(messages: readonly Message[], waiting: ReadonlySet<string>): readonly Message[] {
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

function withoutSeq(message: Message): Message {
  const plain: Message & { seq?: number } = { ...message }
  delete plain.seq
  return plain
}

function fieldOf(type: SlotType): Pick<WaitingSlot, 'autocomplete' | 'inputMode'> {
  const { autocomplete, inputMode } = slotReaders[type]
  return { ...(autocomplete ? { autocomplete } : {}), ...(inputMode ? { inputMode } : {}) }
}

/** FNV-1a, 32 bit: tells versions of a sentence apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
