import { createAfterAnswer } from './after-answer.ts'
import type { CommandName } from './conversation.ts'
import { isUnderWay } from './conversation.machine.ts'
import { done } from './done.ts'
import { createDrop } from './drop-request.ts'
import type { FlowEvent } from './flow/flow-context.ts'
import type { SlotType } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import { maskPersonal } from './flow/scope.ts'
import { turnFlow, type Turn } from './flow/turn.ts'
import type { FlowRunner } from './flow-runner.ts'
import { readFacts } from './facts.ts'
import type { QuestionAnswerer } from './answer-question.ts'
import { fillInWords, toldFields } from './fill-in-words.ts'
import { SURE_ENOUGH_TO_DIGRESS, createHearing } from './hearing.ts'
import { SOLVED, createOutside } from './outside-flows.ts'
import { answersAfterYes, TOLD_APART } from './read-after-yes.ts'
import type { ReadAnswer, Situation } from './read-answer.ts'
import { readCorrection, readOtherChoice } from './read-correction.ts'
import { afterNo, readLoosely } from './read-loosely.ts'
import { readStars } from './read-stars.ts'
import { calledIn, namedAhead, readTold, toldAhead } from './read-told.ts'
import type { Session } from './session.ts'
import { SHARED } from './text-book.ts'
import { PEOPLE } from './ways-on.ts'
import { createWhyAsked } from './why-asked.ts'
import { asksForCall, readWish } from './wish.ts'
import { beginsWith, hasPhrase, isMadeOf, isPhrase, plain } from './words.ts'

/**
 * Understands what no question asked for: corrections, changes of mind, asides, several requests in one message, small
 * talk. Fetched at the first sentence that is no plain answer.
 */
export interface Repair {
  /** Takes what was written while a flow is under way. */
  inFlow(text: string): Promise<void>
  /**
   * Takes what was written outside of any flow; false where it is a question like any other.
   *
   * @param isClear it is short and has a sure answer: only what was answered before it may make it another
   */
  outside(text: string, isClear?: boolean): Promise<boolean>
  /** Takes up the request that waits for its turn; false where none does. */
  takeNext(): Promise<boolean>
  /** Is it asked whether a person or a machine writes here? */
  asksWhoWrites(text: string): boolean
  /** Answers the questions that the customer has answered already, and says so; false where there are none. */
  answerKnown(): Promise<boolean>
}

export interface RepairOptions {
  readonly session: Session
  readonly questions: QuestionAnswerer
  readonly runner: () => FlowRunner | undefined
  readonly command: (name: CommandName) => Promise<void>
  readonly startFlow: (flow: string, said: string, input?: Scope) => Promise<void>
  /** Picks what is offered outside of any flow. */
  readonly pick: (id: string) => Promise<void>
  /** Takes up the request that waits for its turn. */
  readonly next: () => Promise<boolean>
  /** Takes a text as if it had just been written. */
  readonly hear: (text: string) => Promise<void>
}

/** How sure the knowledge base has to be in the middle of a flow where nothing was asked. */
const SURE_ENOUGH_UNASKED = 0.8

/** An answer to a question to come has at most so many words. */
const LONGEST_ANSWER = 12

/** How many sentences are kept for questions to come. */
const MOST_SAID = 5

/** Flows by which an order would not stay as it is. */
const GIVES_UP: readonly string[] = ['cancel-or-change', 'start-return', 'withdraw']

/** A correction of so many words is one, even where any words are an answer. */
const SHORT = 5

export function createRepair(options: RepairOptions): Repair {
  const { session, questions, command, startFlow } = options
  const { book, transcript } = session
  const hearing = createHearing(session, questions)
  const { has, isAll, asks, flowIn, readDrop, isLeave, talkOf, asksWhoWrites } = hearing
  const drop = createDrop(options, hearing)
  const whyAsked = createWhyAsked(session, hearing)
  const after = createAfterAnswer(options, hearing)
  const { outside, takeNext, about, sameAgain, comfort } = createOutside(options, hearing, after)

  async function inFlow(written: string): Promise<void> {
    const runner = options.runner()
    if (!runner || runner.idle) return outsideOrQuestion(written)
    if (keepsIt(runner, written)) {
      runner.drop()
      return session.say('kept', { choices: session.ways.menu() })
    }
    const text = awaitedType(runner) === 'order-reference' ? await after.withReference(written) : written
    const here = runner.situation()
    if (here?.anything) return takeWords(runner, text)
    if (await sameAgain(text)) return
    const reason = whyAsked(text, awaitedType(runner))
    if (reason !== undefined) {
      session.post('bot', { text: reason })
      return runner.resume(false, true)
    }
    const stars = here && 'survey' in here.wait.step ? readStars(text, book) : undefined
    if (here?.choices.has(String(stars?.value)) && (stars?.of ?? here.choices.size) === here.choices.size) {
      if (stars?.more) remember(text)
      return runner.take({ type: 'PICK', value: String(stars?.value) })
    }
    const aside = asideOf(runner, text)
    if (aside !== undefined) {
      session.post('bot', { text: aside })
      return runner.resume(false)
    }
    if (here && !runner.yields && (await after.takeOrder(text))) return
    const other = await otherFlow(text)
    const isWanted = other !== undefined && !isUnderWay(session.state, other) && has(text, 'want')
    // Beside another wish, the number of an order belongs to that.
    if (isWanted && (here?.wait.by === 'text' || 'reference' in readFacts(text).facts))
      return goOver(runner, other, text)
    const corrected = here && readCorrection(text, book, here, runner.readValue)
    const isNew = Object.values(corrected ?? {}).some((value) => value !== null)
    // "Swap it for the other size" answers what is asked, and takes nothing back.
    const isPick = here?.wait.by === 'choice' && !here.wait.closed && !isNew && !has(text, 'not', 'rather')
    const picked = isPick ? readLoosely(text, book, here).event : undefined
    if (picked) return take(runner, picked, text)
    const instead = here && corrected && !isNew ? readOtherChoice(text, book, here) : undefined
    if (here && corrected) return correct(runner, here, instead ?? corrected)
    for (const outer of around(runner)) {
      const chosenThere = readOtherChoice(text, book, outer)
      if (!chosenThere) continue
      leaveTo(runner, outer)
      return correct(runner, outer, chosenThere)
    }
    const slots = readOwn(runner, text)
    const answer = slots.event || !here ? slots : readLoosely(text, book, here)
    if (here && !answer.event && answersAfterYes(text, here, runner.readValue))
      return take(runner, { type: 'YES' }, text)
    // "Non, le carnet": not only no, but what instead.
    const rest = afterNo(text, book)
    const chosen = here && (!answer.event || rest !== '') ? readOtherChoice(text, book, here) : undefined
    if (here && chosen) return correct(runner, here, chosen)
    if (answer.event) return take(runner, answer.event, text)
    const { step } = here?.wait ?? {}
    if (here && step && 'form' in step && (await fillInWords(text, runner, step, here, session))) return
    const ahead = here ? answersLater(runner, here, text) : []
    if (ahead.length > 0) {
      remember(text)
      sayTold(ahead)
      return runner.resume(false)
    }
    if (await lead(runner, text)) return
    if (runner.yields && (await about(runner.last, text))) return runner.resume(false)
    if (runner.yields) {
      session.turn({ type: 'FLOW.CLEAR' }, 'question')
      return outsideOrQuestion(text)
    }
    if (here && /\d/.test(text) && !has(text, 'wants') && tellsOther(here, text))
      return tellPeople(runner, text)
    if (other !== undefined) return goOver(runner, other, text)
    if (asksForCall(text, book)) return startFlow('callback', text)
    if (await comfort(text)) return
    const said = talkOf(text)
    if (said !== undefined) {
      session.say(said)
      return runner.resume(false)
    }
    if (here && tellsOther(here, text)) return tellPeople(runner, text)
    const wrong = slots.event ? undefined : slots.reason
    if (lacksIt(runner, text)) return runner.miss(wrong)
    const reply = wrong === undefined && !runner.stays && asks(text) ? await after.askAbout(text) : undefined
    if (
      reply?.kind === 'answer' &&
      reply.confidence >= (isQuestion(text) ? SURE_ENOUGH_TO_DIGRESS : SURE_ENOUGH_UNASKED)
    ) {
      questions.showArticle(reply.article)
      return runner.resume(true)
    }
    // Close to several answers: whoever picks one of them comes back to the question.
    const isOwn = plain(text).split(' ').length < 4 || has(text, `slot.${awaitedType(runner)}`)
    if (reply?.kind === 'clarify' && isQuestion(text) && !isOwn)
      return questions.propose(text, reply.articles)
    const beside = toldBeside(text)
    if (beside.length > 0) {
      sayTold(beside)
      return runner.resume(false)
    }
    // "Je reviens dans 5 min", "attendez je vais voir chez le voisin".
    if (beginsWith(text, book.words('wait'), book.words('filler'))) return session.say('wait')
    return runner.miss(wrong)
  }

  /** "Finalement je la garde", where an order was to be cancelled or sent back. */
  function keepsIt(runner: FlowRunner, text: string): boolean {
    const { compiled, wait } = runner.situation() ?? {}
    // A question about it has its own no.
    if (wait?.closed && compiled?.flow.id === GIVES_UP[0]) return false
    const isShort = plain(text).split(' ').length <= LONGEST_ANSWER
    const isLeft = session.state.context.stack.some(({ frame }) => GIVES_UP.includes(frame.flow))
    return isLeft && isShort && !text.includes('?') && has(text, 'keepIt')
  }

  function isQuestion(text: string): boolean {
    return text.includes('?') || has(text, 'question')
  }

  /** "C'est au sujet de ma commande XKBKNABJK": known from now on, though nothing asked for it. */
  function toldBeside(text: string): readonly string[] {
    const { facts, rest } = readFacts(text)
    const known = session.state.context.facts
    const news = Object.entries(facts).filter(([name, value]) => known[name] !== value)
    if (news.length === 0) return []
    questions.note(facts)
    const flow = session.state.context.stack.at(-1)?.frame.flow ?? ''
    if (rest !== '' && PEOPLE.has(flow)) session.turn({ type: 'KNOW', what: { topic: rest.slice(0, 300) } })
    return news.map(([name, value]) => (name === 'reference' ? String(value) : maskPersonal(String(value))))
  }

  /** Says what a choice becomes; a number or an address is asked about, or seen to fit, at once. */
  function correct(runner: FlowRunner, here: Situation, corrected: Scope): Promise<void> {
    const told = here.compiled.flow.steps.flatMap((step) =>
      'choose' in step && Object.hasOwn(corrected, step.choose)
        ? calledIn(step, corrected[step.choose], here, book)
        : [],
    )
    return runner.correct(corrected, quoted([...new Set(told)]))
  }

  /** Says back what was kept for later. */
  function sayTold(told: readonly string[]): void {
    session.post('bot', { text: book.say(SHARED, 'told', { what: quoted(told) }) })
  }

  function quoted(told: readonly string[]): string {
    return told.map((what) => book.say(SHARED, 'quoted', { what })).join(', ')
  }

  /** "Mettez-en 1 au lieu de 2", where all that is not in the list is for people: they hear it in these words. */
  function tellsOther({ wait, compiled, choices }: Situation, text: string): boolean {
    const { step } = wait
    const way = 'choose' in step && choices.has('other') ? step.options?.['other'] : undefined
    const target = typeof way === 'object' ? way.go : way
    const forPeople = compiled.flow.steps.some((one) => 'handoff' in one && one.id === target)
    const isTold = /\d/.test(text) || has(text, 'want', 'wants', 'rather', 'correct')
    return forPeople && isTold && plain(text).split(' ').length >= 4 && !isQuestion(text)
  }

  function tellPeople(runner: FlowRunner, text: string): Promise<void> {
    sayTold([text.trim()])
    const topic = `${session.state.context.topic}: ${text}`.slice(0, 300)
    session.turn({ type: 'KNOW', what: { topic } })
    return runner.take({ type: 'PICK', value: 'other' })
  }

  /** Where the flows stand that the one on top is part of, the nearest first. */
  function around(runner: FlowRunner): readonly Situation[] {
    const { stack } = session.state.context
    const first = stack.findLastIndex(({ aside }, index) => aside || index === 0)
    const under = stack.slice(first, -1).toReversed()
    return under.flatMap(({ frame }) => runner.standing(frame) ?? [])
  }

  /** Leaves the flows that lie on this one. */
  function leaveTo(runner: FlowRunner, { compiled }: Situation): void {
    const { stack } = session.state.context
    const at = stack.findIndex(({ frame }) => frame.flow === compiled.flow.id)
    runner.drop(stack[at + 1]?.frame.flow)
  }

  /** Keeps what was said for the question that it answers. */
  function remember(text: string): void {
    const { stack } = session.state.context
    const entries = stack.map((entry) => ({
      ...entry,
      said: [text, ...(entry.said ?? [])].slice(0, MOST_SAID),
    }))
    session.turn({ type: 'STACK.MOVE', stack: entries })
  }

  /** What the flow itself has to say to a question about it. */
  function asideOf(runner: FlowRunner, text: string): string | undefined {
    const here = runner.situation()
    if (awaitedType(runner) === 'email' && has(text, 'whose')) return book.say(SHARED, 'whose')
    for (const { compiled, scope } of here ? [here, ...around(runner)] : []) {
      const { id, asides = [] } = compiled.flow
      const key = asides.find((name) => hasPhrase(text, book.listed(id, `${name}.words`)))
      if (key !== undefined) return book.say(id, key, scope)
    }
    return undefined
  }

  /** "La lampe", where first of all it is asked what has happened. */
  function answersLater(runner: FlowRunner, here: Situation, text: string): readonly string[] {
    if (here.anything || text.includes('?') || has(text, 'drop') || asksForCall(text, book)) return []
    if (plain(text).split(' ').length > LONGEST_ANSWER) return []
    return [here, ...around(runner)].flatMap((flow) => toldAhead(text, flow, book, has(text, 'not')))
  }

  /** "Je l'ai pas", "j'ai pas de mail", "c'est où ?": about what was asked, however much it looks like a question of its own. */
  function lacksIt(runner: FlowRunner, text: string): boolean {
    if (isAll(text, 'puzzled', 'besideFacts', `slot.${awaitedType(runner)}`)) return true
    if (!has(text, 'lacking')) return false
    return plain(text).split(' ').length <= 4 || has(text, `slot.${awaitedType(runner)}`)
  }

  function awaitedType(runner: FlowRunner): SlotType | undefined {
    const here = runner.situation()
    const { step } = here?.wait ?? {}
    return step && 'collect' in step ? here?.compiled.flow.slots?.[step.collect]?.type : undefined
  }

  /** "Commande 12345" is a number of an order that is none, and no postcode; nor is "menu" a code. */
  function readOwn(runner: FlowRunner, text: string): ReadAnswer {
    const type = awaitedType(runner)
    const read = runner.readSlots(type === 'voucher-code' && isLoneWord(text) ? text.toUpperCase() : text)
    const isCommon = type === 'voucher-code' && !/\d/.test(text) && isSaidAnywhere(text)
    return isCommon || (read.event?.type === 'NOTE' && has(text, `slot.${type}`)) ? {} : read
  }

  function isLoneWord(text: string): boolean {
    return /^\s*[a-z]+[.!\s]*$/i.test(text)
  }

  /** Words that mean something at every question. */
  function isSaidAnywhere(text: string): boolean {
    const anywhere = [
      'yes',
      'no',
      'hello',
      'thanks',
      'wait',
      'why',
      'drop',
      'dropIt',
      'leave',
      'other',
      'more',
    ]
    return (
      readWish(text, book) !== undefined ||
      isAll(text, 'filler', ...anywhere) ||
      has(text, 'upset', 'lacking')
    )
  }

  /** Where any words are an answer, only those that can be nothing else lead away. */
  async function takeWords(runner: FlowRunner, text: string): Promise<void> {
    if (await lead(runner, text, true)) return
    const here = runner.situation()
    const isShort = plain(text).split(' ').length <= SHORT
    const chosen = here && isShort ? readOtherChoice(text, book, here) : undefined
    if (here && chosen) return correct(runner, here, chosen)
    // "No photo, sorry" is no description of anything.
    const lacks = here && plain(text).split(' ').length <= 8 ? toldAhead(text, here, book, true) : []
    if (lacks.length > 0) {
      remember(text)
      sayTold(lacks)
      return runner.resume(false)
    }
    const { event } = runner.readSlots(text)
    if (!event) return runner.miss(undefined)
    const { step } = here?.wait ?? {}
    // What somebody tells holds answers to what would be asked next.
    if (step && 'collect' in step && step.told) {
      questions.note(readFacts(text).facts)
      remember(text)
    }
    return take(runner, event, text)
  }

  async function take(runner: FlowRunner, event: FlowEvent, text: string): Promise<void> {
    const here = runner.situation()
    const before = here?.wait
    // "Le carnet est déchiré" says what is wrong, and with which article.
    const named = event.type === 'PICK' && here ? namedAhead(text, here, around(runner), book) : undefined
    if (named !== undefined) remember(named)
    const whole = here && withNext(runner, here, event, text)
    if (whole) return runner.goOn(whole)
    await runner.take(event)
    // "Non, plutôt un remboursement" answers the next question as well.
    const rest = event.type === 'NO' ? afterNo(text, book) : ''
    const next = runner.situation()
    if (!next || next.wait === before) return
    if (rest === '' || !['choice', 'form'].includes(next.wait.by) || next.wait.closed) return
    const more = readLoosely(rest, book, next).event
    if (more?.type === 'PICK' || more?.type === 'FILL') await runner.take(more)
  }

  /** "Oui, c'est la XKBKNABJK" answers what a yes leads to as well. */
  function withNext(
    runner: FlowRunner,
    { compiled }: Situation,
    event: FlowEvent,
    text: string,
  ): Turn | undefined {
    const frame = session.state.context.stack.at(-1)?.frame
    if (!frame || (event.type !== 'YES' && event.type !== 'NO')) return undefined
    const { frame: next, effects } = turnFlow(compiled, frame, event, session.world())
    const { step } = compiled.waits.get(next.at) ?? {}
    if (!step || !('collect' in step) || effects.some(({ type }) => type !== 'ask')) return undefined
    const type = compiled.flow.slots?.[step.collect]?.type
    const reading = type && TOLD_APART.includes(type) ? runner.readValue(text, type) : undefined
    return reading?.ok
      ? turnFlow(compiled, next, { type: 'FILL', values: { [step.collect]: reading.value } }, session.world())
      : undefined
  }

  /** Changes of mind, commands, and asides that are known by their words. */
  async function lead(runner: FlowRunner, text: string, only = false): Promise<boolean> {
    // "Ok, je vais en enlever un, merci": what was wrong is mended, and nothing is asked any more.
    if (!only && !runner.yields && plain(text).split(' ').length <= SOLVED && has(text, 'solved')) {
      runner.drop()
      session.say('solved')
      return session.state.mode === 'leading' ? done(runner.resume(true)) : true
    }
    const dropped = readDrop(text, only)
    // A file that is not to be had is gone on without.
    if (dropped !== undefined && awaitedType(runner) === 'file') return false
    if (dropped !== undefined && !runner.yields) return drop(runner, dropped)
    if (dropped !== undefined || (!only && isLeave(text))) return done(command('stop'))
    const last = transcript.messages.findLast(({ author }) => author === 'bot')
    if (last?.text === book.say(SHARED, 'wait') && isAll(text, 'returned', 'hello'))
      return done(runner.resume(false))
    const wish = only ? exactly(text) : readWish(text, book)
    if (wish?.kind === 'command') return done(command(wish.name))
    if (wish) return done(startFlow(wish.flow, text))
    if (only || runner.yields) return false
    if (isMadeOf(text, book.words('correct'), book.words('filler', 'rather'))) return runner.back()
    if (isAll(text, 'wait')) return done(session.say('wait'))
    if (!isAll(text, 'why')) return false
    session.say('why')
    return done(runner.resume(false))
  }

  function exactly(text: string): ReturnType<typeof readWish> {
    const wish = readWish(text, book)
    return wish?.kind === 'command' && isPhrase(text, book.words(wish.name)) ? wish : undefined
  }

  /** Another flow, which the customer wants for themselves. */
  async function otherFlow(text: string): Promise<string | undefined> {
    const runner = options.runner()
    if (runner?.stays || runner?.yields) return undefined
    const flow = await flowIn(readFacts(text).rest)
    const isOwn = has(text, 'want', 'rather') || questions.isDirect(flow ?? '', text)
    return flow !== undefined && !PEOPLE.has(flow) && isOwn ? flow : undefined
  }

  async function goOver(runner: FlowRunner, flow: string, text: string): Promise<void> {
    // Asked for again, it is at its question already.
    if (isUnderWay(session.state, flow)) return runner.resume(true)
    questions.note(readFacts(text).facts)
    // "Non, en fait c'est pour …": that, and not what was begun.
    if (afterNo(text, book) !== '') runner.drop()
    return startFlow(flow, text)
  }

  async function answerKnown(): Promise<boolean> {
    const runner = options.runner()
    const { frame: first, said } = session.state.context.stack.at(-1) ?? {}
    if (!runner) return false
    const told: string[] = []
    let frame = first
    let turned: Turn | undefined
    while (frame) {
      const here = runner.standing(frame)
      const { event, values, what } = (here && readTold(said, here, frame, book)) ?? {}
      // A form is shown with what is known.
      if (values && here && !event) {
        runner.fillIn(values)
        sayMoment(values, here)
      }
      const next = event && here && turnFlow(here.compiled, frame, event, session.world())
      if (!next || next.frame.at === frame.at) break
      turned = next
      if (what) told.push(what)
      frame = next.effects.every(({ type }) => type === 'ask') ? next.frame : undefined
    }
    if (!turned) return false
    sayTold(told)
    await runner.goOn(turned)
    return true
  }

  /** "Rappelez-moi lundi à 15 h": which of the times that are free it is. */
  function sayMoment(values: Scope, here: Situation): void {
    const { step } = here.wait
    const moments = Object.keys(values).filter((name) => here.compiled.flow.slots?.[name]?.type === 'choice')
    if (!('form' in step) || moments.length === 0) return
    const scope = { ...here.scope, ...values }
    const [what = ''] = toldFields(moments, '', step, { ...here, scope }, session)
    session.post('bot', { text: book.say(SHARED, 'told', { what }) })
  }

  async function outsideOrQuestion(text: string): Promise<void> {
    return (await outside(text)) ? undefined : questions.answer(text)
  }

  return {
    inFlow,
    outside: async (text, isClear) =>
      isClear ? (await after.takeFacts(text)) || after.takeFollowUp(text) : outside(text),
    takeNext,
    asksWhoWrites,
    answerKnown,
  }
}
