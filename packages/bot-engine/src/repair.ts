import type { CommandName } from './conversation.ts'
import type { LaterRequest } from './conversation.machine.ts'
import type { FlowEvent } from './flow/flow-context.ts'
import { turnFlow, type Turn } from './flow/turn.ts'
import type { FlowRunner } from './flow-runner.ts'
import { readFacts } from './facts.ts'
import type { QuestionAnswerer } from './answer-question.ts'
import type { KnowledgeReply } from './knowledge.ts'
import type { ReadAnswer, Situation } from './read-answer.ts'
import { readCorrection, readOtherChoice } from './read-correction.ts'
import { afterNo, isKin, readLoosely } from './read-loosely.ts'
import { readFormText } from './read-form-text.ts'
import { isAhead, readTold } from './read-told.ts'
import { readOrdinal } from './read-in-words.ts'
import { splitRequests } from './split-requests.ts'
import type { Session } from './session.ts'
import { SHARED } from './text-book.ts'
import { PEOPLE } from './ways-on.ts'
import { asksForCall, readWish } from './wish.ts'
import { beginsWith, hasPhrase, isMadeOf, isPhrase, plain } from './words.ts'

/**
 * Understands what no question asked for: corrections, changes of mind, asides, several requests in one message, small
 * talk. Fetched at the first sentence that is no plain answer.
 */
export interface Repair {
  /** Takes what was written while a flow is under way. */
  inFlow(text: string): Promise<void>
  /** Takes what was written outside of any flow; false where it is a question like any other. */
  outside(text: string): Promise<boolean>
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
  readonly startFlow: (flow: string, said: string) => Promise<void>
  /** Picks what is offered outside of any flow. */
  readonly pick: (id: string) => Promise<void>
  /** Takes up the request that waits for its turn. */
  readonly next: () => Promise<boolean>
  /** Takes a text as if it had just been written. */
  readonly hear: (text: string) => Promise<void>
}

/** How sure the knowledge base has to be for its answer to come in the middle of a flow. */
const SURE_ENOUGH_TO_DIGRESS = 0.5
/** … where nothing was asked. */
const SURE_ENOUGH_UNASKED = 0.8

/** Words from which a message that says nothing as a whole is looked through, and from which one that says two things is. */
const STORY = 12
const LONG_STORY = 25

/** How many sentences are kept for questions to come. */
const MOST_SAID = 5

/** A correction of so many words is one, even where any words are an answer. */
const SHORT = 5

/** Who has had enough so often is handed over without another word. */
const ENOUGH = 2

export function createRepair(options: RepairOptions): Repair {
  const { session, questions, command, startFlow } = options
  const { book, ways, transcript } = session
  const has = (text: string, ...keys: readonly string[]): boolean =>
    keys.some((key) => hasPhrase(text, book.words(key)))
  const isAll = (text: string, key: string, ...beside: readonly string[]): boolean =>
    isMadeOf(text, book.words(key), ['filler', ...beside].flatMap(book.words))

  // --- In a flow ---

  async function inFlow(text: string): Promise<void> {
    const runner = options.runner()
    if (!runner || runner.idle) return outsideOrQuestion(text)
    const here = runner.situation()
    if (here?.anything) return takeWords(runner, text)
    if (await sameAgain(text)) return
    const aside = asideOf(runner, text)
    if (aside !== undefined) {
      session.post('bot', { text: aside })
      return runner.resume(false)
    }
    const other = await otherFlow(text)
    const isWanted = other !== undefined && !isUnderWay(other) && has(text, 'want')
    // Beside another wish, the number of an order belongs to that.
    if (isWanted && (here?.wait.by === 'text' || 'reference' in readFacts(text).facts))
      return goOver(runner, other, text)
    const corrected = here && readCorrection(text, book, here, runner.readValue)
    const isNew = Object.values(corrected ?? {}).some((value) => value !== null)
    const instead = here && corrected && !isNew ? readOtherChoice(text, book, here) : undefined
    if (corrected) return runner.correct(instead ?? corrected)
    for (const outer of around(runner)) {
      const chosenThere = readOtherChoice(text, book, outer)
      if (!chosenThere) continue
      leaveTo(runner, outer)
      return runner.correct(chosenThere)
    }
    const slots = readOwn(runner, text)
    const answer = slots.event || !here ? slots : readLoosely(text, book, here)
    // "Non, le carnet": not only no, but what instead.
    const rest = afterNo(text, book)
    const chosen = here && (!answer.event || rest !== '') ? readOtherChoice(text, book, here) : undefined
    if (chosen) return runner.correct(chosen)
    if (answer.event) return take(runner, answer.event, text)
    const { step } = here?.wait ?? {}
    const fields =
      here && step && 'form' in step ? readFormText(text, step, book, here, runner.readValue) : undefined
    if (fields) return runner.note(fields)
    if (here && answersLater(runner, here, text)) {
      remember(text)
      session.say('noted')
      return runner.resume(false)
    }
    if (await lead(runner, text)) return
    if (runner.yields) {
      session.turn({ type: 'FLOW.CLEAR' }, 'question')
      return outsideOrQuestion(text)
    }
    if (other !== undefined) return goOver(runner, other, text)
    if (asksForCall(text, book)) return startFlow('callback', text)
    if (await comfort(text)) return
    const said = talkOf(text)
    if (said !== undefined) {
      session.say(said)
      return runner.resume(false)
    }
    const reason = slots.event ? undefined : slots.reason
    if (lacksIt(runner, text)) return runner.miss(reason)
    const reply = reason === undefined && !runner.stays && asks(text) ? await ask(text) : undefined
    if (
      reply?.kind === 'answer' &&
      reply.confidence >= (text.includes('?') ? SURE_ENOUGH_TO_DIGRESS : SURE_ENOUGH_UNASKED)
    ) {
      questions.showArticle(reply.article)
      return runner.resume(true)
    }
    if (toldBeside(text)) {
      session.say('noted')
      return runner.resume(false)
    }
    // "Je reviens dans 5 min", "attendez je vais voir chez le voisin".
    if (beginsWith(text, book.words('wait'), book.words('filler'))) return session.say('wait')
    return runner.miss(reason)
  }

  /** "C'est au sujet de ma commande XKBKNABJK": known from now on, though nothing asked for it. */
  function toldBeside(text: string): boolean {
    const { facts, rest } = readFacts(text)
    const known = session.state.context.facts
    if (Object.entries(facts).every(([name, value]) => known[name] === value)) return false
    questions.note(facts)
    const flow = session.state.context.stack.at(-1)?.frame.flow ?? ''
    if (rest !== '' && PEOPLE.has(flow)) session.turn({ type: 'KNOW', what: { topic: rest.slice(0, 300) } })
    return true
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
    if (has(text, 'whyMine')) return book.say(SHARED, 'why')
    if (awaitedType(runner) === 'email' && has(text, 'whose')) return book.say(SHARED, 'whose')
    for (const { compiled, scope } of here ? [here, ...around(runner)] : []) {
      const { id, asides = [] } = compiled.flow
      const key = asides.find((name) => hasPhrase(text, book.listed(id, `${name}.words`)))
      if (key !== undefined) return book.say(id, key, scope)
    }
    return undefined
  }

  /** "La lampe", where first of all it is asked what has happened. */
  function answersLater(runner: FlowRunner, here: Situation, text: string): boolean {
    if (here.anything || text.includes('?') || has(text, 'not', 'drop') || asksForCall(text, book))
      return false
    if (plain(text).split(' ').length > STORY) return false
    return [here, ...around(runner)].some((flow) => isAhead(text, flow, book))
  }

  /** "Je l'ai pas", "j'ai pas de mail", "c'est où ?": about what was asked, however much it looks like a question of its own. */
  function lacksIt(runner: FlowRunner, text: string): boolean {
    if (isAll(text, 'puzzled', 'besideFacts', `slot.${awaitedType(runner)}`)) return true
    if (!has(text, 'lacking')) return false
    return plain(text).split(' ').length <= 4 || has(text, `slot.${awaitedType(runner)}`)
  }

  function awaitedType(runner: FlowRunner): string | undefined {
    const here = runner.situation()
    const { step } = here?.wait ?? {}
    return step && 'collect' in step ? here?.compiled.flow.slots?.[step.collect]?.type : undefined
  }

  /** "Commande 12345" is a number of an order that is none, and no postcode. */
  function readOwn(runner: FlowRunner, text: string): ReadAnswer {
    const read = runner.readSlots(text)
    return read.event?.type === 'NOTE' && has(text, `slot.${awaitedType(runner)}`) ? {} : read
  }

  /** Where any words are an answer, only those that can be nothing else lead away. */
  async function takeWords(runner: FlowRunner, text: string): Promise<void> {
    if (await lead(runner, text, true)) return
    const here = runner.situation()
    const isShort = plain(text).split(' ').length <= SHORT
    const chosen = here && isShort ? readOtherChoice(text, book, here) : undefined
    if (chosen) return runner.correct(chosen)
    const { event } = runner.readSlots(text)
    return event ? take(runner, event, text) : runner.miss(undefined)
  }

  async function take(runner: FlowRunner, event: FlowEvent, text: string): Promise<void> {
    const before = runner.situation()?.wait
    await runner.take(event)
    // "Non, plutôt un remboursement" answers the next question as well.
    const rest = event.type === 'NO' ? afterNo(text, book) : ''
    const next = rest === '' ? undefined : runner.situation()
    if (!next || next.wait === before || !['choice', 'form'].includes(next.wait.by) || next.wait.closed)
      return
    const more = readLoosely(rest, book, next).event
    if (more?.type === 'PICK' || more?.type === 'FILL') await runner.take(more)
  }

  /** Changes of mind, commands, and asides that are known by their words. */
  async function lead(runner: FlowRunner, text: string, only = false): Promise<boolean> {
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
    if (isMadeOf(text, book.words('correct'), [...book.words('filler'), ...book.words('rather')]))
      return runner.back()
    if (isAll(text, 'wait')) return done(session.say('wait'))
    if (!isAll(text, 'why')) return false
    session.say('why')
    return done(runner.resume(false))
  }

  function exactly(text: string): ReturnType<typeof readWish> {
    const wish = readWish(text, book)
    return wish?.kind === 'command' && isPhrase(text, book.words(wish.name)) ? wish : undefined
  }

  /** What follows the words that drop something; nothing where there are none. */
  function readDrop(text: string, only: boolean): string | undefined {
    const filler = [...book.words('filler'), ...book.words('no')]
    if (isMadeOf(text, [...book.words('drop'), ...book.words('dropIt')], filler)) return ''
    const count = plain(text).split(' ').length
    const found = beginsWith(text, book.words('drop'), filler)
    if (found && (!only || count <= 6)) return found.rest
    return !only && count <= 14 && has(text, 'drop') ? '' : undefined
  }

  async function drop(runner: FlowRunner, rest: string): Promise<boolean> {
    // "Laisse tomber la carte cadeau": what waits for its turn, and nothing else.
    const { later = [] } = session.state.context
    const kept = later.filter(({ text }) => !isAbout(text, rest))
    if (kept.length < later.length) {
      session.turn({ type: 'KNOW', what: { later: kept } })
      session.say('droppedThat')
      return done(runner.resume(false))
    }
    if (await namesOther(rest)) {
      session.say('droppedThat')
      return done(runner.resume(false))
    }
    const named = rest === '' ? undefined : await flowIn(rest)
    const wants = rest !== '' && has(rest, 'want', 'rather')
    // What is not under way is not what the question was about.
    if (named !== undefined && !wants && !isUnderWay(named)) {
      session.say('droppedThat')
      return done(runner.resume(false))
    }
    runner.drop(named !== undefined && isUnderWay(named) ? named : undefined)
    session.settleQuestion('left')
    if (wants || (named !== undefined && !isUnderWay(named) && rest.split(' ').length > 3)) {
      session.say('droppedThat')
      return done(options.hear(rest))
    }
    if (session.state.mode === 'leading') {
      session.say('droppedThat')
      return done(runner.resume(true))
    }
    if (session.state.context.later?.length) {
      session.say('droppedThat')
      return options.next()
    }
    session.say('dropped', { choices: ways.menu() })
    return true
  }

  /** Does a request hold every word of weight that names what is dropped? */
  function isAbout(request: string, name: string): boolean {
    const weighty = plain(name)
      .split(' ')
      .filter((word) => word.length >= 4)
    const words = plain(request).split(' ')
    return weighty.length > 0 && weighty.every((word) => words.some((other) => isKin(word, other)))
  }

  /** "La carte cadeau", where nobody spoke of one: no reason to drop what is under way. */
  async function namesOther(rest: string): Promise<boolean> {
    if (!beginsWith(rest, book.words('named'), []) || plain(rest).split(' ').length > 5) return false
    const under = session.state.context.stack.map(({ frame }) => frame.flow)
    if (under.some((flow) => isAbout(ways.flowName(flow), rest))) return false
    const reply = await ask(rest)
    if (reply.kind === 'escalate') return false
    const articles = reply.kind === 'answer' ? [reply.article] : reply.articles
    return articles.every(({ action }) => action === undefined || !under.includes(action))
  }

  function isUnderWay(flow: string): boolean {
    return session.state.context.stack.some(({ frame }) => frame.flow === flow)
  }

  /** Another flow, which the customer wants for themselves. */
  async function otherFlow(text: string): Promise<string | undefined> {
    const runner = options.runner()
    if (runner?.stays || runner?.yields) return undefined
    const flow = await flowIn(readFacts(text).rest)
    const isOwn = has(text, 'want', 'rather') || questions.isDirect(flow ?? '', text)
    return flow !== undefined && !PEOPLE.has(flow) && isOwn ? flow : undefined
  }

  async function flowIn(text: string): Promise<string | undefined> {
    return plain(text).split(' ').length < 2 ? undefined : questions.flowOf(await ask(text))
  }

  async function goOver(runner: FlowRunner, flow: string, text: string): Promise<void> {
    // Asked for again, it is at its question already.
    if (isUnderWay(flow)) return runner.resume(true)
    questions.note(readFacts(text).facts)
    // "Non, en fait c'est pour …": that, and not what was begun.
    if (afterNo(text, book) !== '') runner.drop()
    return startFlow(flow, text)
  }

  async function ask(text: string): ReturnType<QuestionAnswerer['ask']> {
    const reply = await questions.ask(readFacts(text).rest || text)
    return reply.kind === 'answer' ? reply : questions.ask(questions.without(text))
  }

  /** "Non" to a form is no question, nor is one word where something else was asked. */
  function asks(text: string): boolean {
    const words = plain(readFacts(text).rest || text).split(' ')
    return (
      (words.length > 1 || text.includes('?')) && !isPhrase(text, book.words('no').concat(book.words('yes')))
    )
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
      if (values && !event)
        session.turn(
          { type: 'FLOW.TURN', frame: { ...frame, data: { ...frame.data, ...values } } },
          'answered',
        )
      const next = event && here && turnFlow(here.compiled, frame, event, session.world())
      if (!next || next.frame.at === frame.at) break
      turned = next
      if (what) told.push(book.say(SHARED, 'quoted', { what }))
      frame = next.effects.every(({ type }) => type === 'ask') ? next.frame : undefined
    }
    if (!turned) return false
    session.post('bot', { text: book.say(SHARED, 'told', { what: told.join(', ') }) })
    await runner.goOn(turned)
    return true
  }

  // --- Anywhere ---

  /** "Il me faut aussi celle de TRANSITAB": the same once more, for another order. */
  async function sameAgain(text: string): Promise<boolean> {
    const runner = options.runner()
    const { facts } = readFacts(text)
    const known = session.state.context.confirmed
    const isOther = known !== '' && facts['reference'] !== undefined && facts['reference'] !== known
    if (!runner?.last || !isOther || !has(text, 'same')) return false
    questions.note(facts)
    return done(startFlow(runner.last, text))
  }

  /** Anger and distress: people are offered, and at the second time called. */
  async function comfort(text: string): Promise<boolean> {
    if (!has(text, 'upset')) return false
    const upset = (session.state.context.upset ?? 0) + 1
    session.turn({ type: 'KNOW', what: { upset } })
    if (upset >= ENOUGH) return done(command('human'))
    session.say('upset', { choices: ways.people() })
    return true
  }

  function isLeave(text: string): boolean {
    const words = plain(text).split(' ')
    return words.length <= 10 && words.length > 1 && has(text, 'leave')
  }

  /** What is said to small talk: the key of the sentence. */
  function talkOf(text: string): string | undefined {
    if (asksWhoWrites(text)) return 'robot'
    if (isAll(text, 'greeted', 'hello')) return 'greeted'
    return undefined
  }

  function asksWhoWrites(text: string): boolean {
    return plain(text).split(' ').length <= 12 && has(text, 'robot')
  }

  // --- Outside ---

  async function outsideOrQuestion(text: string): Promise<void> {
    return (await outside(text)) ? undefined : questions.answer(text)
  }

  async function outside(text: string): Promise<boolean> {
    if (await pickOffered(text)) return true
    if (readDrop(text, false) === '') {
      session.settleQuestion('left')
      session.say('dropped', { choices: ways.menu() })
      return true
    }
    if (isLeave(text) && plain(text).split(' ').length <= 6) return done(command('stop'))
    const said = talkOf(text)
    if (said !== undefined) {
      session.say(said, { choices: said === 'robot' ? ways.people() : ways.menu() })
      return true
    }
    if (isAll(text, 'more', 'yes', 'no')) return done(session.say('listen'))
    if ((await sameAgain(text)) || (await takeOffer(text))) return true
    if (plain(text).split(' ').length <= 6 && beginsWith(text, book.words('wait'), book.words('filler')))
      return done(session.say('wait'))
    // By law nobody who declares it is sent elsewhere.
    if (has(text, 'withdrawal') && !has(text, 'asking') && ways.canRun('withdraw')) {
      questions.note(readFacts(text).facts)
      return done(startFlow('withdraw', text))
    }
    if (await comfort(text)) return session.state.mode === 'live' || !asks(text) || !isHelp(await ask(text))
    return (await takeTogether(text)) || (await takeStory(text)) || startWanted(text)
  }

  /** "Faites-le pour moi", "c la cde XKBKNABJK et mon mail c'est …", "NV-1234": takes what was offered under the answer. */
  async function takeOffer(text: string): Promise<boolean> {
    const { facts, rest } = readFacts(text)
    const flow = questions.offered(Object.keys(facts).length > 0)
    if (flow === undefined) return false
    const asked = text.includes('?') && !has(text, 'instead')
    const takes =
      Object.keys(facts).length > 0
        ? rest === '' || isAll(rest, 'besideFacts') || (await ask(rest)).kind !== 'answer'
        : has(text, 'instead') || isAll(text, 'gladly') || isCode(text)
    if (asked || !takes) return false
    questions.note(facts)
    return done(startFlow(flow, `${session.state.context.topic} ${text}`))
  }

  /** Is it more than a guess? Who is angry is not asked which of four other matters they meant. */
  function isHelp(reply: KnowledgeReply): boolean {
    return reply.kind === 'answer' || (reply.kind === 'clarify' && reply.articles[0]?.action !== undefined)
  }

  /** "Je souhaite retourner un article" is no question: what is wanted begins. */
  async function startWanted(text: string): Promise<boolean> {
    const { facts, rest } = readFacts(text)
    if (!has(rest, 'wants') || text.includes('?') || has(rest, 'asking')) return false
    const words = plain(rest).split(' ')
    const at = words.findLastIndex((_, index) =>
      beginsWith(words.slice(index).join(' '), book.words('wants'), []),
    )
    const wish = beginsWith(words.slice(at).join(' '), book.words('wants'), [])?.rest ?? ''
    const flow = flowWanted(await ask(rest)) ?? (wish === '' ? undefined : flowWanted(await ask(wish)))
    if (flow === undefined) return false
    questions.note(facts)
    session.settleQuestion('other')
    session.turn({ type: 'KNOW', what: { topic: rest.slice(0, 300) } })
    return done(startFlow(flow, text))
  }

  /** The one flow that the articles lead to. */
  function flowWanted(reply: KnowledgeReply): string | undefined {
    const articles =
      reply.kind === 'answer' ? [reply.article] : reply.kind === 'clarify' ? reply.articles : []
    const [flow, ...others] = new Set(articles.flatMap(({ action }) => action ?? []))
    return flow !== undefined && others.length === 0 && !PEOPLE.has(flow) && ways.canRun(flow)
      ? flow
      : undefined
  }

  /** "La deuxième", "aucun des deux": an answer to what was offered last. */
  async function pickOffered(text: string): Promise<boolean> {
    if (!session.state.context.open) return false
    const choices = transcript.messages.findLast(({ author }) => author === 'bot')?.choices ?? []
    const articles = choices.filter(({ id }) => id.startsWith('article:'))
    if (articles.length === 0) return false
    const written = plain(text)
    const at = /^\d$/.test(written) ? Number(written) - 1 : readOrdinal(text, articles.length, book)
    const picked = articles[at] ?? articles.find(({ label }) => plain(label) === written)
    const found = picked?.id ?? (isAll(text, 'other', 'no') ? 'other' : undefined)
    if (found === undefined) return false
    await options.pick(found)
    return true
  }

  /** Several requests in one message: the first is done at once, the others when their turn comes. */
  async function takeTogether(text: string): Promise<boolean> {
    const { facts } = readFacts(text)
    const parts = await partsOf(text)
    const [first, ...others] = parts.filter(({ part, leads }) => leads !== undefined || has(part, 'want'))
    const isTwo = others.every(({ leads }) => leads === undefined || leads !== first?.leads)
    if (first?.leads !== undefined && others.length > 0 && isTwo) {
      questions.note(facts)
      const own = readFacts(first.part)
      questions.note(own.facts)
      if (options.runner()?.yields) session.turn({ type: 'FLOW.CLEAR' }, 'question')
      const later = others.slice(0, 2).map(({ part }): LaterRequest => {
        const { facts: told, rest } = readFacts(part)
        const { reference } = told
        return { text: quoted(rest) || rest, ...(typeof reference === 'string' ? { reference } : {}) }
      })
      session.turn({ type: 'KNOW', what: { later } })
      await questions.answer(own.rest, true)
      if (session.state.mode === 'listening') await options.next()
      return true
    }
    return false
  }

  /** The requests of a message, and what each leads to; a mere "and" parts two that are both clear. */
  async function partsOf(text: string): Promise<readonly Part[]> {
    const led = (written: readonly string[]): Promise<readonly Part[]> =>
      Promise.all(written.map(async (part) => ({ part, leads: await leadsTo(part) })))
    const parts = await led(splitRequests(text, book.words('also')))
    if (parts.length > 1) return parts
    const words = text.split(/\s+/)
    const joints = words.flatMap((word, at) => (isPhrase(word, book.words('and')) ? [at] : [])).slice(0, 3)
    for (const at of joints) {
      const halves = await led([words.slice(0, at).join(' '), words.slice(at + 1).join(' ')])
      const isAsked = halves.every(({ part, leads }) => leads !== undefined && isRequest(part, leads))
      if (isAsked) return halves
    }
    return parts
  }

  /** It leads to a flow, and speaks of an order or of what is wanted. */
  function isRequest(part: string, leads: string): boolean {
    const { reference } = readFacts(part).facts
    return (
      ways.canRun(leads) && (reference !== undefined || questions.isDirect(leads, part) || has(part, 'wants'))
    )
  }

  /** "Et aussi ma facture, commande" as it stands where it is quoted alone. */
  function quoted(text: string): string {
    const manners = ['filler', 'lead', 'besideFacts'].flatMap(book.words).map(plain)
    const leads = ['filler', 'lead'].flatMap(book.words).map(plain)
    const words = text.split(' ')
    const start = words.findIndex((word) => !leads.includes(plain(word)))
    const end = words.findLastIndex((word) => !manners.includes(plain(word)))
    return words
      .slice(Math.max(0, start), end + 1)
      .join(' ')
      .replace(/[\s,;:]+$/, '')
  }

  /** What a part of a message leads to: a flow or an article, where that is clear. */
  async function leadsTo(part: string): Promise<string | undefined> {
    if (plain(part).split(' ').length < 2) return undefined
    if (asksForCall(part, book)) return 'callback'
    const reply = await ask(readFacts(part).rest)
    const flow = questions.flowOf(reply)
    return (
      flow ??
      (reply.kind === 'answer' && reply.confidence >= SURE_ENOUGH_TO_DIGRESS ? reply.article.id : undefined)
    )
  }

  /** In a long story, or beside an order number, the clearest part says what it is about. */
  async function takeStory(text: string): Promise<boolean> {
    const { facts, rest } = readFacts(text)
    const own = Object.keys(facts).length > 0
    const length = plain(rest).split(' ').length
    if (!own && length < STORY) return false
    const { reference = session.state.context.facts['reference'] } = facts
    // "Le numéro, c'est XKBKNABJK" tells no story.
    if (isAll(rest, 'besideFacts')) return false
    const whole = await ask(text)
    if (rest === '' || whole.kind === 'answer' || questions.flowOf(whole) !== undefined) return false
    if (!own && length < LONG_STORY && whole.kind === 'clarify') return false
    questions.note(facts)
    const parts = rest.split(/[,;.!?\n]+\s*/).filter((part) => plain(part).split(' ').length > 1)
    for (const part of parts) {
      const flow = questions.flowOf(await ask(part))
      if (flow === undefined || flow === 'handoff') continue
      return done(own ? startFlow(flow, text) : questions.answer(part))
    }
    if (!own || reference === undefined) return false
    session.say('help.order', { choices: ways.menu() })
    return true
  }

  return {
    inFlow,
    outside,
    asksWhoWrites,
    answerKnown,
  }
}

/** Figures and letters that are no word: "NV-1234". */
function isCode(text: string): boolean {
  return (
    /\d/.test(text) &&
    text
      .trim()
      .split(/\s+/)
      .every((part) => /\d/.test(part))
  )
}

/** One of several requests, and the flow or article that it leads to, where that is clear. */
interface Part {
  readonly part: string
  readonly leads: string | undefined
}

/** It is dealt with. */
async function done(work: Promise<void> | void): Promise<true> {
  await work
  return true
}
