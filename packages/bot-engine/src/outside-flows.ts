import type { LaterRequest } from './conversation.machine.ts'
import { articlesOf, type AfterAnswer } from './after-answer.ts'
import { done } from './done.ts'
import { readFacts } from './facts.ts'
import { SURE_ENOUGH_TO_DIGRESS, type Hearing } from './hearing.ts'
import type { KnowledgeReply } from './knowledge.ts'
import { readOrdinal } from './read-in-words.ts'
import { readStars } from './read-stars.ts'
import type { RepairOptions } from './repair.ts'
import { splitRequests } from './split-requests.ts'
import { SHARED } from './text-book.ts'
import { PEOPLE } from './ways-on.ts'
import { createWhyAsked } from './why-asked.ts'
import { asksForCall } from './wish.ts'
import { beginsWith, hasPhrase, isPhrase, plain } from './words.ts'

/** What is understood where no flow asks anything; some of it in a flow too. */
export interface Outside {
  /** Takes what was written; false where it is a question like any other. */
  outside(text: string): Promise<boolean>
  /** Takes up the request that waits for its turn; false where none does. */
  takeNext(): Promise<boolean>
  /** Says what a flow has to say to a question about it, though it is not under way; false where that is nothing. */
  about(flow: string | undefined, text: string): Promise<boolean>
  /** Takes "the same for another order"; false where it is not. */
  sameAgain(text: string): Promise<boolean>
  /** Takes anger and distress; false where there are none. */
  comfort(text: string): Promise<boolean>
}

/** Words from which a message that says nothing as a whole is looked through, and from which one that says two things is. */
const STORY = 12
const LONG_STORY = 25

/** Who has had enough so often is handed over without another word. */
const ENOUGH = 2

export function createOutside(options: RepairOptions, hearing: Hearing, after: AfterAnswer): Outside {
  const { session, questions, command, startFlow } = options
  const { book, ways, transcript } = session
  const { has, isAll, ask, asks, readDrop, isLeave, talkOf } = hearing
  const whyAsked = createWhyAsked(session, hearing)
  const { takeFacts, lookUp, takeFollowUp, takeOrder } = after

  async function outside(text: string): Promise<boolean> {
    if (await pickOffered(text)) return true
    const reason = whyAsked(text)
    if (reason !== undefined) {
      session.post('bot', { text: reason, choices: ways.menu() })
      return true
    }
    if (readStars(text, book)?.sure || (has(text, 'feedback') && (await partsOf(text)).length < 2))
      return done(startFlow('survey', text, { wanted: true }))
    const dropped = beginsWith(text, book.words('drop'), book.words('filler'))?.rest
    const speaksOn = ['want', 'question', 'mine', 'slot.order-reference']
    const isOver = dropped !== undefined && dropped.split(' ').length <= 8 && !has(dropped, ...speaksOn)
    if (readDrop(text, false) === '' || (isOver && !text.includes('?'))) {
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
    if (plain(text).split(' ').length <= SOLVED && has(text, 'solved'))
      return done(session.say('solved', { choices: ways.menu() }))
    const offered = offeredAlone()
    if (await about(offered, text, offered)) return true
    if (has(text, 'vague') && !has(text, 'vagueNot'))
      return done(session.say('vague', { choices: ways.people() }))
    if (isAll(text, 'lost')) return done(session.say('other', { choices: ways.people() }))
    if ((await sameAgain(text)) || (await takeOrder(text))) return true
    if ((await takeFacts(text)) || (await takeOffer(text))) return true
    if (plain(text).split(' ').length <= 6 && beginsWith(text, book.words('wait'), book.words('filler')))
      return done(session.say('wait'))
    // By law nobody who declares it is sent elsewhere.
    if (has(text, 'withdrawal') && !has(text, 'asking') && ways.canRun('withdraw')) {
      questions.note(readFacts(text).facts)
      return done(startFlow('withdraw', text))
    }
    const named = session.options.flows.ids.find((flow) => has(text, `start.${flow}`) && ways.canRun(flow))
    const isAsked = named === 'complaint' && has(text, 'asking')
    if (named !== undefined && !isAsked && !(await questions.isClear(text))) {
      questions.note(readFacts(text).facts)
      session.settleQuestion('other')
      return done(startFlow(named, text))
    }
    if (await comfort(text)) return session.state.mode === 'live' || !asks(text) || !isHelp(await ask(text))
    if ((await takeTogether(text)) || (await takeCode(text)) || (await takeStory(text))) return true
    return (await startWanted(text)) || (await lookUp(text)) || takeFollowUp(text)
  }

  async function about(flow: string | undefined, text: string, offered?: string): Promise<boolean> {
    if (flow === undefined || !ways.canRun(flow)) return false
    const [{ asides = [] }] = await Promise.all([session.options.flows.flow(flow), book.open(flow)])
    const key = asides.find((name) => hasPhrase(text, book.listed(flow, `${name}.words`)))
    if (key === undefined) return false
    const choices = offered === undefined ? [] : [ways.flow(offered), ways.command('human')]
    session.post('bot', { text: book.say(flow, key), ...(choices.length > 0 ? { choices } : {}) })
    return true
  }

  /** The one flow that was offered last. */
  function offeredAlone(): string | undefined {
    const { choices = [] } = transcript.messages.findLast(({ author }) => author === 'bot') ?? {}
    const flows = choices.filter(({ id }) => id.startsWith('flow:'))
    return flows.length === 1 ? flows[0]?.id.slice('flow:'.length) : undefined
  }

  /** "Mon code NOEL26 est refusé": whoever gives the code wants it looked at. */
  async function takeCode(text: string): Promise<boolean> {
    if (LONE_CODE.test(text) && ways.canRun('coupon'))
      return done(startFlow('coupon', book.say(SHARED, 'myCode', { code: text.trim() })))
    if (!CODE.test(text) || !has(text, 'codes')) return false
    const reply = await ask(text)
    const flow = reply.kind === 'answer' ? reply.article.action : questions.flowOf(reply)
    if (flow === undefined || PEOPLE.has(flow) || !ways.canRun(flow)) return false
    session.settleQuestion('other')
    return done(startFlow(flow, text))
  }

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

  /** "Faites-le pour moi", "NV-1234": takes what was offered under the answer. */
  async function takeOffer(text: string): Promise<boolean> {
    const { facts } = readFacts(text)
    const flow = questions.offered()
    const takes = has(text, 'instead') || (!text.includes('?') && (isAll(text, 'gladly') || isCode(text)))
    if (flow === undefined || !takes || Object.keys(facts).length > 0) return false
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
    const [flow, ...others] = new Set(articlesOf(reply).flatMap(({ action }) => action ?? []))
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
    const [first, ...others] = requestsIn(parts)
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
      await takeUp(own.rest)
      if (session.state.mode === 'listening') await takeNext()
      return true
    }
    return false
  }

  async function takeNext(): Promise<boolean> {
    const [next, ...later] = session.state.context.later ?? []
    if (!next) return false
    session.turn({ type: 'KNOW', what: { later } })
    if (next.reference !== undefined) questions.note({ reference: next.reference })
    session.post('bot', { text: book.say(SHARED, 'next', { request: next.text }) })
    return done(takeUp(next.text))
  }

  /** Begins what one of several requests leads to. */
  async function takeUp(text: string): Promise<void> {
    if (has(text, 'feedback')) return startFlow('survey', text, { wanted: true })
    // Who asks how long they may withdraw declares nothing yet.
    const isAsked = has(text, 'asking') && questions.flowOf(await ask(text)) === 'withdraw'
    return questions.answer(text, !isAsked)
  }

  /** What is asked for, the clear before what has to be asked about again; a mere wish waits behind another. */
  function requestsIn(parts: readonly Part[]): readonly Part[] {
    const isUnclear = ({ part, leads }: Part): boolean => leads === undefined && has(part, 'question')
    const told = parts.filter(({ part }) => !isAll(part, 'more', 'hello'))
    const requests = told.filter((one) => one.leads !== undefined || has(one.part, 'want') || isUnclear(one))
    return [...requests.filter((one) => !isUnclear(one)), ...requests.filter(isUnclear)]
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
    const manners = book.words('filler', 'lead', 'besideFacts').map(plain)
    const leads = book.words('filler', 'lead').map(plain)
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
    if (has(part, 'feedback')) return 'survey'
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
    // What is pasted beside an order number may be like an article and ask nothing.
    const isAsked = !own || has(rest, 'wants') || text.includes('?')
    if (rest === '' || (whole.kind === 'answer' && (isAsked || whole.confidence >= SURE_ENOUGH_TO_BE_MEANT)))
      return false
    if (questions.flowOf(whole) !== undefined) return false
    if (!own && length < LONG_STORY && whole.kind === 'clarify') return false
    questions.note(facts)
    const parts = rest.split(/[,;.!?\n]+\s*/).filter((part) => plain(part).split(' ').length > 1)
    for (const part of parts) {
      const flow = questions.flowOf(await ask(part))
      if (flow === undefined || flow === 'handoff') continue
      return done(own ? startFlow(flow, text) : questions.answer(part))
    }
    // A wish that two or three articles may meet is asked back, order number or not.
    if (!own || reference === undefined || (whole.kind === 'clarify' && has(rest, 'wants'))) return false
    if (await lookUp(text)) return true
    return done(session.say('help.order', { choices: ways.menu() }))
  }

  return { outside, takeNext, about, sameAgain, comfort }
}

/** How sure an answer to what asks nothing has to be. */
const SURE_ENOUGH_TO_BE_MEANT = 0.65

/** "BIENVENUE10", and no other word. */
const LONE_CODE = /^\s*[A-Z]{4,}\d{1,3}\s*$/

/** Capitals and figures in one word. */
const CODE = /(?<![\w@-])(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z\d-]{5,}(?![\w@])/

/** Who says in so many words that it is mended says nothing else. */
export const SOLVED = 8

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
