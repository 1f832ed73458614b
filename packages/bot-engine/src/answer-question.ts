import { readFacts } from './facts.ts'
import type { Scope } from './flow/path.ts'
import type { KnowledgeArticle, KnowledgeReply } from './knowledge.ts'
import type { QuickReply } from './message.ts'
import type { Session } from './session.ts'
import { SHARED } from './text-book.ts'
import { hasPhrase, isMadeOf, isPhrase, plain, withoutManners } from './words.ts'

/** Answers questions out of the knowledge base. */
export interface QuestionAnswerer {
  /** Asks the knowledge base; one that fails has no answer. */
  ask(question: string): Promise<KnowledgeReply>
  /**
   * Answers a question outside any flow.
   *
   * @param atOnce a flow that it leads to starts without being offered first
   */
  answer(text: string, atOnce?: boolean): Promise<void>
  /** Is it a short question whose answer is sure? What may be a declaration is none. */
  isClear(text: string): Promise<boolean>
  /** The flow that a reply leads to: that of the answer, or the one that the two closest articles share. */
  flowOf(reply: KnowledgeReply): string | undefined
  /** Does the customer speak of an order of their own, or ask for a call? Then the flow can start at once. */
  isDirect(flow: string, text: string): boolean
  /** Keeps what was told in passing; another order is another verification. */
  note(facts: Scope): void
  /** A question without facts and politeness. */
  without(text: string): string
  /** The flow that is offered under the article that the customer has just read; of several none. */
  offered(): string | undefined
  /** Asks which of these articles is meant; without any, offers people. */
  propose(text: string, articles: readonly KnowledgeArticle[]): void
  /** @param offering articles whose flows are offered under it. @default its own */
  showArticle(article: KnowledgeArticle, offering?: readonly KnowledgeArticle[]): void
}

/** What is declared in few words, and asked about in others, is looked at more closely. */
const DECLARED = /^(?:withdraw|complaint)$/

/** How sure the knowledge base has to be for a flow to start at once. */
const SURE_ENOUGH_TO_START = 0.7

export function createQuestionAnswerer(
  session: Session,
  start: (flow: string, said: string) => Promise<void>,
): QuestionAnswerer {
  const { book, ways } = session
  const { kb } = session.options

  /** Whoever has looked whether a question is clear answers it next, and need not search again. */
  let last: { readonly question: string; readonly reply: KnowledgeReply } | undefined

  async function ask(question: string): Promise<KnowledgeReply> {
    if (last?.question === question) return last.reply
    try {
      const reply = await session.awaited(kb.ask(question))
      last = { question, reply }
      session.afterTurn(() => (last = undefined))
      return reply
    } catch (cause) {
      session.report('BOT-302', ['The knowledge base'], cause)
      return { kind: 'escalate' }
    }
  }

  function flowOf(reply: KnowledgeReply): string | undefined {
    if (reply.kind === 'escalate') return undefined
    if (reply.kind === 'answer' && (reply.confidence < SURE_ENOUGH_TO_START || reply.alsoAsked?.length))
      return undefined
    const [first, second = first] = reply.kind === 'answer' ? [reply.article] : reply.articles
    const action = first?.action
    return action !== undefined && action === second?.action && ways.canRun(action) ? action : undefined
  }

  /** A greeting or thanks, where the knowledge base has no sentence of its own for it. */
  function smallTalk(text: string): string | undefined {
    return (['hello', 'thanks'] as const).find((kind) =>
      isMadeOf(text, book.words(kind), book.words('filler')),
    )
  }

  function isDirect(flow: string, text: string): boolean {
    return flow !== 'handoff' && hasPhrase(text, book.words(flow === 'callback' ? 'callback' : 'mine'))
  }

  function note(facts: Scope): void {
    const { facts: known, confirmed, level } = session.state.context
    const { reference = known['reference'] } = facts
    const isOther = reference !== (known['reference'] ?? (confirmed || undefined))
    session.turn({
      type: 'KNOW',
      what: {
        facts: { ...known, ...facts },
        ...(isOther && level < 3 ? { level: 0, confirmed: '' } : {}),
      },
    })
  }

  function without(text: string, { rest } = readFacts(text)): string {
    return withoutManners(rest || text, book.words('filler'))
  }

  /** "Suivi XKBKNABJK": the number says whose matter a word or two are about. */
  function withOrder(text: string): string {
    const read = readFacts(text)
    const question = without(text, read)
    const bare = read.facts['reference'] !== undefined && plain(question).split(' ').length <= 2
    return bare ? `${question} ${book.say(SHARED, 'order.meant')}` : question
  }

  function showArticle(article: KnowledgeArticle, offering: readonly KnowledgeArticle[] = [article]): void {
    const { id, question, answer, steps } = article
    const choices = offering.length > 0 ? waysFrom(offering) : []
    session.post('bot', {
      text: answer,
      card: { type: 'article', articleId: id, title: question, ...(steps ? { steps } : {}) },
      ...(choices.length > 0 ? { choices } : {}),
    })
  }

  /** The flows of the articles that can run and do not run already, and a human. */
  function waysFrom(articles: readonly KnowledgeArticle[]): readonly QuickReply[] {
    const { mode, context } = session.state
    const actions = new Set(articles.flatMap(({ action }) => action ?? []))
    const running = new Set(context.stack.map(({ frame }) => frame.flow))
    const flows = [...actions].filter((action) => ways.canRun(action) && !running.has(action))
    return [
      ...flows.map(ways.flow),
      ...(mode === 'leading' || flows.includes('handoff') ? [] : [ways.command('human')]),
    ]
  }

  function flowOfferedLast(): string | undefined {
    const shown = session.transcript.messages.findLast(({ author }) => author === 'bot')
    if (shown?.card?.type !== 'article') return undefined
    const flows = (shown.choices ?? []).filter(({ id }) => id.startsWith('flow:'))
    return flows.length === 1 ? flows[0]?.id.slice('flow:'.length) : undefined
  }

  function propose(text: string, articles: readonly KnowledgeArticle[]): void {
    session.turn({ type: 'KNOW', what: { open: { text, proposed: articles.map(({ id }) => id) } } })
    if (articles.length === 0) return session.offerPeople('unknown')
    session.say('clarify', {
      choices: [
        ...articles.map(({ id, question }) => ({ id: `article:${id}`, label: question })),
        { id: 'other', label: book.say(SHARED, 'clarify.other') },
      ],
    })
  }

  return {
    ask,
    showArticle,
    flowOf,
    isDirect,
    note,
    without,
    offered: flowOfferedLast,
    async isClear(text) {
      // A mere "non" is no question, nor is "2 étoiles", however much some article looks like it.
      if (plain(text).split(' ').length > 4 || /^\d/.test(text) || isPhrase(text, book.words('no')))
        return false
      const reply = await ask(withOrder(text))
      return (
        reply.kind === 'answer' &&
        reply.confidence >= SURE_ENOUGH_TO_START &&
        !DECLARED.test(reply.article.action ?? '')
      )
    },
    async answer(text, atOnce = false) {
      const asked = session.state.context.open
      session.settleQuestion('other')
      const { facts, rest } = readFacts(text)
      const own = Object.keys(facts).length > 0
      const filler = book.words('filler')
      // "Le numéro c'est XKBKNABJK" says what it is, and asks nothing.
      const factsAlone = own && (rest === '' || isMadeOf(rest, book.words('besideFacts'), filler))
      note(facts)
      const agrees = isPhrase(text, book.words('yes'))
      const bare = agrees || isPhrase(text, book.words('no'))
      const reply = await ask(withOrder(text))
      const flow = flowOf(reply)
      // Greetings, and the wish for a call, say nothing of what it is about; facts are handed over beside it.
      const tells = !factsAlone && rest !== '' && !bare && smallTalk(text) === undefined
      const wish = flow === 'callback' && isDirect(flow, text)
      if (tells && !(wish && session.state.context.topic !== ''))
        session.turn({ type: 'KNOW', what: { topic: rest.slice(0, 300) } })
      // "Non" alone is about what the bot said, never a question to look up.
      if (bare && (reply.kind !== 'escalate' || reply.reply === undefined)) {
        if (asked) return session.say('other', { choices: ways.people() })
        return agrees
          ? session.say('menu', { choices: ways.menu() })
          : session.say('fine', { choices: [ways.command('menu')] })
      }
      // A lone word in capitals may be a reference, or a question of somebody in a hurry.
      const direct = flow !== undefined && isDirect(flow, text)
      if (factsAlone && !direct && (rest !== '' || reply.kind !== 'answer')) {
        return session.say(facts['reference'] === undefined ? 'help' : 'help.order', { choices: ways.menu() })
      }
      const wanted = atOnce && reply.kind === 'answer' ? (flow ?? reply.article.action) : flow
      const meant = atOnce || (own && rest !== '' && flow !== 'handoff')
      if (wanted !== undefined && ways.canRun(wanted) && (meant || isDirect(wanted, text)))
        return start(wanted, text)
      if (reply.kind === 'answer') {
        const articles = [reply.article, ...(reply.alsoAsked ?? [])]
        // The ways on from all of them stand under the last.
        return articles.forEach((article, index) =>
          showArticle(article, index === articles.length - 1 ? articles : []),
        )
      }
      const kind = smallTalk(text)
      if (kind !== undefined && !(reply.kind === 'escalate' && reply.reply !== undefined))
        return session.say(kind, { choices: ways.menu() })
      const proposed = reply.kind === 'clarify' ? reply.articles : []
      if (reply.kind === 'escalate' && reply.reply !== undefined) {
        session.post('bot', { text: reply.reply, choices: ways.menu() })
        return
      }
      propose(text, proposed)
    },
    propose,
  }
}
