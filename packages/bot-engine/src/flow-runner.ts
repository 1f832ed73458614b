import type { CommandName, ConversationView, WaitingSlot } from './conversation.ts'
import { openDeskLine, type DeskLine } from './desk-line.ts'
import { compileWith, type CompiledFlow } from './flow/compile-with.ts'
import type { FlowEvent } from './flow/flow-context.ts'
import type { CallName, Interruption, SlotType } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import { resolveInput, scopeOf, shownScope } from './flow/scope.ts'
import { knowsSlots, slotReaders } from './flow/slot-type.ts'
import type { Flow } from './flow/flow.ts'
import { beginFlow, turnFlow, type Effect, type Frame, type Turn } from './flow/turn.ts'
import type { StackEntry } from './conversation.machine.ts'
import type { FlowFigure } from './desk-records.ts'
import { readFacts } from './facts.ts'
import { figuresOf } from './figures.ts'
import { compilePlainStep, isPlain } from './flow/plain-steps.ts'
import type { ConversationSnapshot } from './snapshot.ts'
import type { Agent } from './hear-desk.ts'
import { listEntries } from './list-entries.ts'
import { createFormat } from './formats.ts'
import type { QuickReply } from './message.ts'
import { createPortCaller } from './port-caller.ts'
import type { Desk, Outcome, Shop, UploadedFile } from './ports.ts'
import { inSentence, readPlainAnswer, readSlots, type ReadAnswer, type Situation } from './read-answer.ts'
import { renderShow } from './render.ts'
import { renderPlainQuestion } from './render-question.ts'
import type { Session } from './session.ts'
import { SHARED } from './text-book.ts'
import { versionOf } from './text-version.ts'

/** Leads through flows, and speaks to the desk. Fetched when the first flow starts. */
export interface FlowRunner {
  readonly line: DeskLine
  /** Something is being looked up. */
  readonly busy: boolean
  readonly agentTyping: boolean
  /** The agent has read up to this seq, 0 for nothing. */
  readonly readTo: number
  /** The running flow is left when something else is asked. */
  readonly yields: boolean
  /** Its question stays when something else is asked. */
  readonly stays: boolean
  /** It only lets some time pass. */
  readonly idle: boolean
  /** When it goes on by itself, in milliseconds since the epoch. */
  readonly deadline: number | undefined
  /** The customer has come to a page, or followed a link. */
  visit(type: 'PAGE' | 'CLICK', url: string): Promise<void>
  /** @param said what the customer said to have it: a number to be called at is kept */
  start(flow: string, input: Scope, said?: string): Promise<void>
  /** Where a text would be written; nothing where none is waited for. */
  situation(): Situation | undefined
  /** Where a flow stands that has begun, whatever it waits for. */
  standing(frame: Frame): Situation | undefined
  /** The matter that was begun last. */
  readonly last: string | undefined
  /** Takes a text that is an answer to the waiting step and nothing else; false when it is not. */
  takePlain(text: string): Promise<boolean>
  /** Reads the awaited slot out of a sentence, and what else is to be asked. */
  readSlots(text: string): ReadAnswer
  /** Reads a value of that type out of a sentence. */
  readValue: typeof inSentence
  /** An event for the waiting step. */
  take(event: FlowEvent): Promise<void>
  /** Goes on where a turn of the flow on top has led. */
  goOn(turned: Turn): Promise<void>
  /**
   * Something said before is other: name → its value, or nothing where it has to be asked anew.
   *
   * @param what how it is called, for people
   */
  correct(corrected: Scope, what?: string): Promise<void>
  /** Fields of the open form are known. */
  fillIn(values: Scope): void
  /** Sends the open form as it is filled in. */
  sendForm(): Promise<void>
  /** Leaves that flow, else the one begun last, with all that lies on it; false when it is not under way. */
  drop(flow?: string): boolean
  /** Takes a pick among the choices of the waiting step; false when it is none of them. */
  takeChoice(id: string, label: string): Promise<boolean>
  takeForm(id: string, values: Scope): Promise<void>
  /** The customer has seen what the agent wrote. */
  seen(): void
  /** Takes a file that was handed in: as the answer to who asks for one, else for the people who read on. */
  takeFile(file: UploadedFile): Promise<void>
  /** The answer was not understood. */
  miss(reason: string | undefined): Promise<void>
  /** Asks the waiting question again, with a human beside it where that is wanted. */
  resume(announce: boolean, human?: boolean): Promise<void>
  back(): Promise<boolean>
  human(): Promise<void>
  /** Leaves every flow, and the agent. */
  leave(): void
  end(outcome: Outcome, cause?: string): void
  /** A turn is over: sets the alarm, and tells the desk what it has to keep. */
  rest(snapshot: () => ConversationSnapshot): void
  /** The flows were others before. */
  count(before: readonly StackEntry[], cause: string, ended: boolean): void
  /** Personal data that a text holds as an answer to the waiting step. */
  personalIn(text: string): readonly unknown[]
  /** Keeps a text until what is being looked up is there. */
  hold(text: string): void
  /** After a reload: takes up where the snapshot stands. */
  takeUp(): Promise<void>
  waitingFor(): ConversationView['waitingFor']
  mintLink(ref: string): ReturnType<Shop['mintLink']>
  stop(): void
}

export interface FlowRunnerOptions {
  readonly session: Session
  readonly ports: { readonly shop: Shop; readonly desk: Desk }
  /** The snapshot says that the desk has the conversation. */
  readonly engaged: boolean
  /** Takes up what was typed while something was being looked up. */
  readonly takeHeld: (text: string) => Promise<void>
  /** Takes up what else was asked at the beginning; false when nothing was. */
  readonly takeNext: () => Promise<boolean>
  /** Goes on with what was said before, where that answers the question; false when it has to be asked. */
  readonly answerKnown: () => Promise<boolean>
}

export function createFlowRunner({
  session,
  ports,
  engaged,
  takeHeld,
  takeNext,
  answerKnown,
}: FlowRunnerOptions): FlowRunner {
  const { book, report, ways, shopFacts, transcript } = session
  const { flows } = session.options
  const line = openDeskLine(session, ports, engaged)
  const caller = createPortCaller(session, line)
  book.useFormat(createFormat(book.locale))
  const compiledFlows = new Map<string, CompiledFlow>()
  let more: typeof import('./more-steps.ts') | undefined
  let loading = 0
  let last: string | undefined
  const agent: Agent = { typing: false, readTo: 0 }
  let seenTo = 0
  let held: readonly string[] = []
  let releasing = false
  let figures: readonly FlowFigure[] = []
  /** How often the outside was asked since the customer was. */
  let unasked = 0
  let keptState: unknown

  // --- Where it stands ---

  interface Running {
    readonly compiled: CompiledFlow
    readonly frame: Frame
  }

  function top(): Running | undefined {
    const frame = session.state.context.stack.at(-1)?.frame
    const compiled = frame && compiledFlows.get(frame.flow)
    return frame && compiled ? { compiled, frame } : undefined
  }

  function situation(frame = session.state.context.stack.at(-1)?.frame): Situation | undefined {
    const compiled = frame && compiledFlows.get(frame.flow)
    const wait = compiled?.waits.get(frame?.at ?? '')
    if (!frame || !compiled || !wait) return undefined
    const running = { compiled, frame }
    const prefix = prefixOf(running)
    const scope = { ...session.world(), ...running.frame.data }
    const choices = transcript
      .offeredUnder(prefix)
      .map(({ id, label }): [string, string] => [id.slice(prefix.length), label])
    const { step } = wait
    const slot = 'collect' in step ? compiled.flow.slots?.[step.collect] : undefined
    return {
      compiled,
      wait,
      anything: slot !== undefined && slotReaders[slot.type].anything === true,
      data: frame.data,
      before: frame.before,
      scope,
      choices: new Map(choices),
      entriesOf: (list) => listEntries(list, compiled.flow.id, scope, book),
    }
  }

  /** Where a text would be written. */
  function awaited(): Situation | undefined {
    const here = situation()
    return here && !['none', 'agent', 'time'].includes(here.wait.by) ? here : undefined
  }

  function policy(): Interruption | undefined {
    const running = top()
    const { flow, waits } = running?.compiled ?? {}
    return waits?.get(running?.frame.at ?? '')?.interruption ?? flow?.interruption
  }

  // --- Turns ---

  async function load(id: string): Promise<CompiledFlow | undefined> {
    const known = compiledFlows.get(id)
    if (known) return known
    if (!flows.ids.includes(id)) return void report('BOT-201', [id])
    loading++
    session.changed()
    let flow: Flow | undefined
    try {
      ;[flow] = await Promise.all([flows.flow(id), book.open(id)])
      if (!flow.steps.every(isPlain) || !knowsSlots(flow)) more ??= await import('./more-steps.ts')
      const compiled = compileWith(flow, more?.compileStep ?? compilePlainStep)
      compiledFlows.set(id, compiled)
      return compiled
    } catch (cause) {
      return void report('BOT-202', [id, flow], cause)
    } finally {
      loading--
    }
  }

  async function start(id: string, input: Scope, said = ''): Promise<void> {
    if (id !== 'survey') last = id
    const { stack } = session.state.context
    const under = stack.findIndex(({ frame }) => frame.flow === id)
    // A flow never lies on itself: asked for again, it begins again.
    for (const _ of under < 0 ? [] : stack.slice(under)) session.turn({ type: 'FLOW.LEAVE' }, 'again')
    caller.forget()
    // What was said while something else was looked up is no answer to what was asked for since.
    if (!releasing) held = []
    unasked = 0
    const compiled = await load(id)
    const entered = compiled && enter(compiled, input, session.state.context.stack.length > 0, said)
    if (compiled && entered) return perform(compiled, entered)
    session.turn({ type: 'FLOW.CLEAR' }, 'error')
    session.offerPeople('unavailable')
  }

  function enter(compiled: CompiledFlow, input: Scope, aside: boolean, said = ''): Turn | undefined {
    try {
      const phones = Object.entries(compiled.flow.slots ?? {}).flatMap(([name, { type }]) => {
        const read = type === 'phone' ? slotReaders.phone.read(said) : undefined
        return read?.ok ? [[name, read.value] as const] : []
      })
      const allowed = compiled.flow.input ?? []
      const given = Object.fromEntries(Object.entries(input).filter(([name]) => allowed.includes(name)))
      const begun = beginFlow(compiled, { ...given, ...Object.fromEntries(phones) }, session.world())
      const { runs } = session.state.context
      const kept = readFacts(said).rest.slice(0, LONGEST_SAID)
      const entry = { frame: begun.frame, aside, ...(kept === '' ? {} : { said: [kept] }) }
      session.turn({ type: 'FLOW.ENTER', entry }, 'depth')
      return session.state.context.runs > runs ? begun : undefined
    } catch (cause) {
      return void report('BOT-202', [compiled.flow.id], cause)
    }
  }

  async function takeForm(id: string, values: Scope): Promise<void> {
    const here = awaited()
    const open = here?.wait.by === 'form' && id === formId(top())
    const event = open ? more?.takenForm(here, id, values, session) : undefined
    return event ? turnTop(event) : report('BOT-101', [`FORM.SUBMIT ${id}`, 'the form that is open now'])
  }

  // --- Time ---

  let alarm: { readonly at: number; readonly cancel: () => void } | undefined

  /** When the flow on top goes on by itself; a call ends by its own time, which its caller keeps. */
  function deadline(): number | undefined {
    return session.state.mode === 'leading' ? (top()?.frame.deadline ?? undefined) : undefined
  }

  /** Sets the alarm to the deadline that the frame on top holds; one that is over rings at once, and once. */
  function arm(): void {
    const running = top()
    const calls = running?.compiled.waits.get(running.frame.at)?.by === 'none'
    const at = calls ? undefined : deadline()
    if (at === alarm?.at) return
    alarm?.cancel()
    alarm = undefined
    if (at === undefined) return
    const cancel = session.clock.setAlarm(at, () =>
      session.enqueue('timer', async () => {
        alarm = undefined
        if (deadline() === at) await turnTop({ type: 'TIMER', at: Math.max(at, session.clock.now()) })
      }),
    )
    alarm = { at, cancel }
  }

  async function turnTop(event: FlowEvent): Promise<void> {
    const running = top()
    if (!running) return
    let turned: Turn
    try {
      turned = turnFlow(running.compiled, running.frame, event, session.world())
    } catch (cause) {
      report('BOT-202', [running.frame.flow], cause)
      return leaveFlow('unresolved', {})
    }
    return goOn(turned, CAUSES[event.type])
  }

  async function goOn(turned: Turn, cause = 'answered'): Promise<void> {
    const { compiled } = top() ?? {}
    session.turn({ type: 'FLOW.TURN', frame: turned.frame }, cause)
    if (compiled) await perform(compiled, turned)
  }

  async function resume(announce: boolean, human?: boolean): Promise<void> {
    const running = top()
    if (!running) return
    if (announce) session.say('resume')
    return turnTop({ type: 'RESUME', step: running.frame.at, human })
  }

  async function perform(compiled: CompiledFlow, turned: Turn): Promise<void> {
    let outcome: Outcome = 'unresolved'
    for (const effect of turned.effects) {
      if (effect.type === 'finish') outcome = effect.params['outcome'] as Outcome
      else if (effect.type === 'ask' && (await isAnswered(turned.frame))) return
      else await performOne(compiled, effect)
    }
    if (turned.done) return leaveFlow(outcome, turned.frame.data)
  }

  /** Whoever has said it already is not asked; a verification looks at what was said by itself. */
  async function isAnswered({ flow, at }: Frame): Promise<boolean> {
    const { stack, facts } = session.state.context
    const { step, phase } = compiledFlows.get(flow)?.waits.get(at) ?? {}
    const known = stack.at(-1)?.said ?? facts['email'] ?? facts['reference']
    const isOpen = step && ('collect' in step || phase !== 'proposal')
    return !!known && !!isOpen && flow !== 'verify' && answerKnown()
  }

  async function performOne(compiled: CompiledFlow, effect: Effect): Promise<void> {
    const { id } = compiled.flow
    const { params } = effect
    const shown = shownScope(compiled, effect.context)
    if (effect.type === 'call' || effect.type === 'use') {
      if (++unasked > MOST_UNASKED) {
        report('BOT-205', [id, MOST_UNASKED])
        return leaveFlow('unresolved', {})
      }
    } else if (effect.type === 'ask') unasked = 0
    switch (effect.type) {
      case 'say':
        session.post('bot', {
          text: book.shared(id, String(params['text']), String(params['shared'] ?? params['text']), shown),
          ...withChoices(offers(params['offer'])),
        })
        return
      case 'show':
        session.post('bot', {
          ...renderShow(id, effect, shown, book, shopFacts),
          ...withChoices(offers(params['offer'])),
        })
        return
      case 'ask':
      case 'askAgain':
        return ask(compiled, effect, shown)
      case 'call':
        return startCall(compiled, effect)
      case 'use':
        return use(String(params['flow']), inputOf(compiled, effect))
      case 'consent':
        return more?.tellConsent(compiled.flow, params, book, line)
      case 'report':
        return more?.tellRating(effect, session, line)
      case 'wait':
        session.turn({ type: 'AGENT.WAIT' })
        listen()
    }
  }

  function ask(compiled: CompiledFlow, effect: Effect, shown: Scope): void {
    const again = effect.type === 'askAgain'
    const { event } = effect
    // A form that was sent with mistakes shows them itself.
    if (again && 'errors' in event && event.errors) return
    const reason = 'reason' in event ? event.reason : undefined
    const asked = (more?.renderAnyQuestion ?? renderPlainQuestion)(
      compiled,
      String(effect.params['step']),
      shown,
      book,
      {
        again,
        ...(reason ? { reason } : {}),
      },
    )
    const step = compiled.waits.get(String(effect.params['step']))?.step
    const extra = offers(step && 'offer' in step ? step.offer : undefined)
    session.post('bot', {
      ...asked,
      ...withChoices([
        ...(asked.choices ?? []),
        ...extra,
        ...(again || ('human' in event && event.human) ? [ways.command('human')] : []),
      ]),
    })
    // Nobody waits for what is remembered.
    if (step && 'survey' in step) void more?.rememberSurvey(session, step.survey, false)
  }

  async function use(id: string, input: Scope): Promise<void> {
    const compiled = await load(id)
    const entered = compiled && enter(compiled, input, false)
    return compiled && entered ? perform(compiled, entered) : giveBack('unresolved', {})
  }

  async function leaveFlow(outcome: Outcome, output: Scope): Promise<void> {
    const left = session.state.context.stack.at(-1)
    if (!left) return
    session.turn({ type: 'FLOW.LEAVE' }, outcome)
    const { reference } = output
    // Whoever went through the verification has seen which order it is, and is not asked about it again.
    if (left.frame.flow === 'verify' && outcome === 'resolved' && typeof reference === 'string')
      session.turn({ type: 'KNOW', what: { confirmed: reference } })
    if (left.frame.flow === 'verify' && outcome === 'unresolved') keepGiven(left.frame.data)
    if (left.frame.flow === 'rebound') session.turn({ type: 'KNOW', what: { outcome, offered: true } })
    else if (left.frame.flow !== 'survey') session.turn({ type: 'KNOW', what: { outcome } })
    if (left.aside && outcome !== 'escalated') return resume(true)
    // A human took over, or will call: what lay under is in their hands now.
    if (left.aside) session.turn({ type: 'FLOW.CLEAR' }, 'human')
    if (session.state.context.stack.length > 0) return giveBack(outcome, output)
    return afterFlow(left.frame.flow, outcome)
  }

  /** What was said for a look-up that nobody answered holds for the next try; what did not fit is forgotten by then. */
  function keepGiven(data: Scope): void {
    const given = ['reference', 'email', 'postcode'].flatMap((name) =>
      typeof data[name] === 'string' ? [[name, data[name]] as const] : [],
    )
    const { facts } = session.state.context
    session.turn({ type: 'KNOW', what: { facts: { ...facts, ...Object.fromEntries(given) } } })
  }

  function giveBack(outcome: Outcome, output: Scope): Promise<void> {
    return turnTop({ type: 'RETURN', id: top()?.frame.pending ?? '', outcome, output })
  }

  async function afterFlow(flow: string, outcome: Outcome): Promise<void> {
    if (flow === 'survey') return outcome === 'abandoned' ? undefined : end(session.state.context.outcome)
    if (outcome !== 'escalated' && (await takeNext())) return
    if (outcome !== 'unresolved') {
      more ??= await import('./more-steps.ts')
      return start('survey', { about: flow, scale: await more.fittingSurvey(session, flow) })
    }
    session.say('help', { choices: [...ways.people(flow), ways.command('menu')] })
  }

  function end(outcome: Outcome, cause = 'stop'): void {
    caller.forget()
    session.turn({ type: 'CONVERSATION.END' }, cause)
    if (line.engaged) line.tell('desk.end', (desk) => desk.end(outcome))
  }

  // --- The outside ---

  function startCall(compiled: CompiledFlow, effect: Effect): void {
    const { params, context } = effect
    const { facts, topic } = session.state.context
    const texts = Object.entries(facts).filter(
      (fact): fact is [string, string] => typeof fact[1] === 'string',
    )
    caller.start(
      {
        id: context.pending ?? '',
        name: params['name'] as CallName,
        input: inputOf(compiled, effect),
        until: context.deadline ?? session.clock.now(),
        within: Number(params['within']),
        context: {
          flow: compiled.flow.id,
          locale: book.locale,
          topic: topic || ways.flowName('handoff'),
          facts: Object.fromEntries(texts),
          versionOf: (key) => versionOf(compiled.flow, key, book),
          key: callKey(compiled, context.pending ?? ''),
        },
      },
      async (event) => {
        await turnTop(event)
        await release()
      },
    )
  }

  /** What the customer said last is what the call is for: tried again, or after a reload, it is the same one. */
  function callKey({ flow }: CompiledFlow, pending: string): string {
    const said = transcript.messages.findLast(({ author }) => author === 'customer')
    return `${flow.id}/${pending.replace(/#\d+$/, '')}/${said?.id ?? 'first'}`
  }

  function inputOf({ flow: { id } }: CompiledFlow, { params, context }: Effect): Scope {
    const scope = scopeOf(context)
    const { topic } = session.state.context
    // What the flow does not say itself is what the customer asked, or the flow's name.
    return resolveInput(params['input'], scope, (key) =>
      !book.has(id, key) && topic ? topic : book.shared(id, key, `flow.${id}`, scope),
    )
  }

  /** What was typed in the meantime gets its turn. */
  async function release(): Promise<void> {
    const [text, ...rest] = held
    if (text === undefined || caller.busy || session.state.mode === 'live') return
    held = rest
    releasing = true
    await takeHeld(text)
    releasing = false
    return release()
  }

  // --- The agent ---

  /** Listens to the people, as whom a flow waits for says. */
  function listen(): void {
    line.listen((event) =>
      session.enqueue(`desk ${event.type}`, async () =>
        more?.hearDesk(event, agent, { session, hangUp, turn: turnTop }),
      ),
    )
  }

  function hangUp(): void {
    line.hangUp()
    agent.typing = false
    session.turn({ type: 'AGENT.DONE' })
    session.turn({ type: 'KNOW', what: { handoff: { state: 'none' } } })
  }

  // --- After a reload ---

  /** The frame in the flow as it is today: at its step, else at the last checkpoint that still exists. */
  function movedFrame(frame: Frame): Frame {
    const compiled = compiledFlows.get(frame.flow)
    if (!compiled) return frame
    const { version, slots = {} } = compiled.flow
    // A value that its slot does not take, or no longer, is asked for again.
    const fitting = Object.entries(frame.data).filter(([name, value]) => {
      const slot = Object.hasOwn(slots, name) ? slots[name] : undefined
      return !slot || (value ?? null) === null || slotReaders[slot.type].accepts(value)
    })
    const data = Object.fromEntries(fitting)
    const lost = Object.keys(frame.data).filter((name) => !Object.hasOwn(data, name))
    const again = [...compiled.waits].find(([, { step }]) => 'collect' in step && lost.includes(step.collect))
    if (frame.version === version && lost.length === 0 && compiled.waits.has(frame.at)) return frame
    if (lost.length > 0) report('BOT-105', [frame.flow, lost.join(', ')])
    if (again && frame.at !== again[0])
      return { ...frame, version, at: again[0], data, pending: null, deadline: null }
    if (compiled.waits.has(frame.at)) return { ...frame, version, data }
    const at =
      frame.trail.findLast((step) => compiled.waits.has(step)) ?? [...compiled.waits.keys()][0] ?? frame.at
    report('BOT-204', [frame.flow, frame.version, version, at])
    return { ...frame, version, at, data, pending: null, deadline: null }
  }

  function takeUpCall({ compiled, frame }: Running): boolean {
    const call = compiled.config.states[frame.at]?.entry?.find(({ type }) => type === 'call')
    if (!call || frame.pending === null || (frame.deadline ?? 0) <= session.clock.now()) return false
    const context = { ...frame, world: session.world() }
    startCall(compiled, { ...call, params: call.params ?? {}, context, event: { type: 'xstate.init' } })
    return true
  }

  function offers(names: unknown): readonly QuickReply[] {
    const listed: readonly string[] = Array.isArray(names) ? names : []
    return listed.map((name) =>
      flows.ids.includes(name) ? ways.flow(name) : ways.command(name as CommandName),
    )
  }

  return {
    line,
    get busy() {
      return caller.busy || loading > 0
    },
    get agentTyping() {
      return agent.typing && session.state.mode === 'live'
    },
    get readTo() {
      return agent.readTo
    },
    get yields() {
      return policy() === 'leave'
    },
    get stays() {
      return policy() === 'stay'
    },
    get idle() {
      const running = top()
      return running?.compiled.waits.get(running.frame.at)?.by === 'time'
    },
    start,
    resume,
    end,
    rest(snapshot) {
      arm()
      if (session.state !== keptState) line.keep(() => ({ ...snapshot(), messages: [] }))
      keptState = session.state
      if (!line.engaged || figures.length === 0) return
      const told = figures
      figures = []
      // Nobody is worse off without them.
      line.desk.recordFigures?.(told).catch(() => {})
    },
    count(before, cause, ended) {
      const at = new Date(session.clock.now()).toISOString()
      const after = session.state.context.stack
      if (before === after) return
      const counted = figuresOf({ before, after, cause, ended, at }, (flow) => compiledFlows.get(flow))
      figures = [...figures, ...counted].slice(-500)
      for (const figure of counted) session.options.onFigure?.(figure)
    },
    personalIn(text) {
      const here = awaited()
      const { step } = here?.wait ?? {}
      const { event } = here && step && 'collect' in step ? readSlots(text, step.collect, here) : {}
      const values = event && 'values' in event ? event.values : {}
      return here ? here.compiled.personal.map((name) => values[name]) : []
    },
    get deadline() {
      return deadline()
    },
    get last() {
      return last
    },
    visit: (type, url) => turnTop({ type, url }),
    situation: awaited,
    standing: situation,
    async takePlain(text) {
      const here = awaited()
      const event = here && (more?.readRating(text, here) ?? readPlainAnswer(text, book, here))
      if (event) await turnTop(event)
      return event !== undefined
    },
    readSlots(text) {
      const here = awaited()
      const { step } = here?.wait ?? {}
      return here && step && 'collect' in step ? readSlots(text, step.collect, here) : {}
    },
    readValue: inSentence,
    take: turnTop,
    goOn,
    async correct(corrected, what = '') {
      const running = top()
      if (!running) return
      const { compiled, frame } = running
      const { reference } = corrected
      // Another order is another verification.
      if (reference !== undefined) {
        const { reference: _, ...facts } = session.state.context.facts
        const other = typeof reference === 'string' ? { reference } : {}
        session.turn({ type: 'KNOW', what: { level: 0, confirmed: '', facts: { ...facts, ...other } } })
      }
      const text = book.say(SHARED, what === '' ? 'corrected' : 'correctedTo', { what })
      session.post('bot', { text })
      const { correctFlow } = await import('./flow/correct.ts')
      const turned = correctFlow(compiled, frame, corrected, session.world())
      session.turn({ type: 'FLOW.TURN', frame: turned.frame }, 'corrected')
      await perform(compiled, turned)
    },
    fillIn(values) {
      const { frame } = top() ?? {}
      if (frame)
        session.turn(
          { type: 'FLOW.TURN', frame: { ...frame, data: { ...frame.data, ...values } } },
          'answered',
        )
    },
    sendForm: () => takeForm(formId(top()), top()?.frame.data ?? {}),
    drop(flow) {
      const { stack } = session.state.context
      const at =
        flow === undefined
          ? Math.max(
              0,
              stack.findLastIndex(({ aside }) => aside),
            )
          : stack.findIndex(({ frame }) => frame.flow === flow)
      if (at < 0 || !stack[at]) return false
      caller.forget()
      held = []
      for (const _ of stack.slice(at)) session.turn({ type: 'FLOW.LEAVE' }, 'dropped')
      return true
    },
    async takeChoice(id, label) {
      const here = awaited()
      const running = top()
      if (!here || !running || !id.startsWith(prefixOf(running))) return false
      transcript.amendCards((card) => more?.answeredRating(card, id) ?? card)
      session.post('customer', { text: label })
      const value = id.slice(prefixOf(running).length)
      const closed = here.wait.closed && (value === 'yes' || value === 'no')
      await turnTop(closed ? { type: value === 'yes' ? 'YES' : 'NO' } : { type: 'PICK', value })
      return true
    },
    takeForm,
    seen() {
      const { lastSeq } = transcript
      if (session.state.mode !== 'live' || lastSeq <= seenTo) return
      seenTo = lastSeq
      line.tell('desk.markRead', (desk) => desk.markRead(lastSeq))
    },
    async takeFile({ ref, name, mime, size }) {
      line.engage()
      session.post('customer', { text: name, card: { type: 'file', ref, name, mime, size } })
      const { step } = awaited()?.wait ?? {}
      const slot = step && 'collect' in step ? step.collect : ''
      if (top()?.compiled.flow.slots?.[slot]?.type === 'file')
        return turnTop({ type: 'FILL', values: { [slot]: { ref, name } } })
      if (session.state.mode !== 'live') session.say('attached', { choices: ways.people() })
    },
    miss: (reason) => turnTop({ type: 'MISS', ...(reason === undefined ? {} : { reason }) }),
    async back() {
      const running = top()
      if (!running || running.frame.trail.length === 0 || caller.busy) return false
      // Whoever goes back wants to be asked.
      const stack = session.state.context.stack.map((entry) => ({ ...entry, said: [] }))
      session.turn({ type: 'STACK.MOVE', stack })
      await turnTop({ type: 'BACK' })
      return true
    },
    human: () =>
      top()?.frame.flow === 'handoff'
        ? resume(false)
        : start('handoff', { topic: session.state.context.topic }),
    leave() {
      caller.forget()
      held = []
      if (session.state.mode !== 'live') return
      hangUp()
      line.tell('desk.end', (desk) => desk.end('abandoned'))
    },
    hold(text) {
      held = [...held, text]
    },
    async takeUp() {
      for (const { frame } of session.state.context.stack) {
        if (await load(frame.flow)) continue
        session.turn({ type: 'FLOW.CLEAR' }, 'error')
        return session.offerPeople('unavailable')
      }
      const { stack } = session.state.context
      const moved = stack.map((entry) => ({ ...entry, frame: movedFrame(entry.frame) }))
      if (moved.some(({ frame }, index) => frame !== stack[index]?.frame))
        session.turn({ type: 'STACK.MOVE', stack: moved }, 'edited')
      const running = top()
      if (!running) return
      if (session.state.mode === 'live') {
        more ??= await import('./more-steps.ts')
        return listen()
      }
      const wait = running.compiled.waits.get(running.frame.at)
      // What was being looked up is asked for again, in the time that is left for it.
      if (!wait || (wait.by === 'none' && !takeUpCall(running))) return resume(false)
    },
    waitingFor() {
      const running = top()
      const { step, by } = running?.compiled.waits.get(running.frame.at) ?? {}
      if (!running || !step || by === 'none' || by === 'agent' || by === 'time') return { kind: 'text' }
      if (by === 'form') return { kind: 'form', id: formId(running) }
      if (!('collect' in step)) return { kind: 'choice' }
      const type = running.compiled.flow.slots?.[step.collect]?.type ?? 'text'
      return { kind: 'text', slot: { ...fieldOf(type), type, label: book.say(SHARED, `slot.${type}`) } }
    },
    async mintLink(ref) {
      await line.identify()
      return line.shop.mintLink(ref)
    },
    stop() {
      alarm?.cancel()
      caller.forget()
      line.stop()
    },
  }
}

/** How much is kept of what was said before it was asked, in characters. */
const LONGEST_SAID = 2000

/** A flow that asks the outside so often without asking the customer goes round in circles. */
const MOST_UNASKED = 50

/** How a step is left by what happens, for the figures. */
const CAUSES: Readonly<Record<FlowEvent['type'], string>> = {
  FILL: 'answered',
  NOTE: 'answered',
  PICK: 'answered',
  YES: 'answered',
  NO: 'answered',
  MISS: 'missed',
  DONE: 'done',
  RETURN: 'done',
  FAILED: 'failed',
  TIMER: 'time',
  PAGE: 'visited',
  CLICK: 'visited',
  'AGENT.DONE': 'agent',
  'AGENT.LOST': 'agent',
  RESUME: 'resumed',
  BACK: 'back',
}

function prefixOf({ compiled, frame }: { readonly compiled: CompiledFlow; readonly frame: Frame }): string {
  return `${compiled.flow.id}.${frame.at}=`
}

function formId(running: { readonly compiled: CompiledFlow; readonly frame: Frame } | undefined): string {
  return running ? `${running.compiled.flow.id}.${running.frame.at}` : ''
}

function withChoices(choices: readonly QuickReply[]): { readonly choices?: readonly QuickReply[] } {
  return choices.length > 0 ? { choices } : {}
}

function fieldOf(type: SlotType): Pick<WaitingSlot, 'autocomplete' | 'inputMode'> {
  const { autocomplete, inputMode } = slotReaders[type]
  return { ...(autocomplete ? { autocomplete } : {}), ...(inputMode ? { inputMode } : {}) }
}
