import { isUnderWay } from './conversation.machine.ts'
import { done } from './done.ts'
import { readFacts } from './facts.ts'
import type { Scope } from './flow/path.ts'
import type { Hearing } from './hearing.ts'
import type { KnowledgeArticle, KnowledgeReply } from './knowledge.ts'
import type { Message } from './message.ts'
import type { RepairOptions } from './repair.ts'
import { beginsWith, isMadeOf, isPhrase, plain, withoutManners } from './words.ts'

/** What is understood because an article, or an order, stands just above it. */
export interface AfterAnswer {
  /** "C'est la transitab, mail x@y.fr, cp 14000, vite": takes what was offered; false where it is about something else. */
  takeFacts(text: string): Promise<boolean>
  /** The text with the number of an order in capitals, where it was written in small letters among words for facts. */
  withReference(text: string): Promise<string>
  /** "Mon colis est arrivé au relais ?", with its number and the address: whatever is asked of it, its state says it. */
  lookUp(text: string): Promise<boolean>
  /** "Elle est valable combien de temps ?": answers what only makes sense beside the last article. */
  takeFollowUp(text: string): Promise<boolean>
  /** What the knowledge base says to "ils le gardent combien de temps ?" under the state of an order. */
  askAbout(text: string): Promise<KnowledgeReply>
  /** "Elle arrive quand ?": looks at the order that the customer has said is theirs. */
  takeOrder(text: string): Promise<boolean>
}

/** A question of so many words may lean on what was said before it. */
const LONGEST_LEANING = 12

/** How many of the bot's messages later an article is still the last one. */
const STILL_IN_VIEW = 3

/** Of an article that has nothing to do with the last one, nothing less is an answer. */
const SURE_ENOUGH_TO_CHANGE = 0.75

/** What is put as a question is one of its own sooner. */
const SURE_ENOUGH_TO_ASK_ANEW = 0.6

/** So sure, it is a question of its own, whatever its words lean on. */
const CERTAIN = 0.95

/** What an article has to be worth to be proposed beside another. */
const WORTH_ASKING = 0.3

/** From here on an article is about a word. */
const KNOWN_WORD = 0.4

/** What is told with an order number and an address is an order's matter, unless it is this clearly another. */
const SURE_BESIDE_FACTS = 0.7

export function createAfterAnswer(options: RepairOptions, hearing: Hearing): AfterAnswer {
  const { session, questions, startFlow } = options
  const { book, ways, transcript } = session
  const { kb } = session.options
  const { has, ask } = hearing

  async function takeFacts(text: string): Promise<boolean> {
    const { facts, rest } = readFacts(await withReference(text))
    if (Object.keys(facts).length === 0) return false
    const isWhole = 'reference' in facts && 'email' in facts
    const offered = await flowInView()
    if (offered === undefined || !(await takes(rest, offered, isWhole))) return false
    return begin(offered, facts, `${session.state.context.topic} ${text}`)
  }

  /** Does what stands beside the facts leave them to the flow? */
  async function takes(rest: string, flow: string, isWhole: boolean): Promise<boolean> {
    if (isBeside(rest) || beginsWith(rest, book.words('itsAbout'), book.words('filler'))) return true
    const alone = await ask(rest)
    const reply = await inView(rest, alone)
    if (reply.kind === 'answer' && reply.article.action === flow) return true
    if (rest.includes('?') && !has(rest, 'instead')) return false
    if (reply.kind !== 'answer') return true
    return isWhole && reply.confidence < SURE_BESIDE_FACTS
  }

  async function lookUp(text: string): Promise<boolean> {
    const { facts, rest } = readFacts(text)
    const isWhole = 'reference' in facts && 'email' in facts
    if (!isWhole || !has(rest, 'mine') || !ways.canRun('track-order')) return false
    if (questions.flowOf(await ask(rest)) !== undefined) return false
    return begin('track-order', facts, text)
  }

  function begin(flow: string, facts: Scope, said: string): Promise<boolean> {
    questions.note(facts)
    session.settleQuestion('other')
    return done(startFlow(flow, said))
  }

  /** The flow that was offered under the last article, or that the proposed articles lead to. */
  async function flowInView(): Promise<string | undefined> {
    const { open } = session.state.context
    if (!open) return lastShown().flatMap(flowsUnder)[0]
    const articles = await Promise.all(open.proposed.map((id) => session.awaited(kb.get(id))))
    const flows = articles.flatMap((article) => article?.action ?? [])
    const able = flows.filter((flow) => flow !== 'handoff' && ways.canRun(flow))
    return able.includes('track-order') ? 'track-order' : able[0]
  }

  /** What the bot has said last, the latest first. */
  function lastShown(): readonly Message[] {
    const said = transcript.messages.filter(({ author }) => author === 'bot')
    return said.slice(-STILL_IN_VIEW).toReversed()
  }

  /** The flows that are offered under an article. */
  function flowsUnder({ card, choices = [] }: Message): readonly string[] {
    const flows = choices.filter(({ id }) => id.startsWith('flow:')).map(({ id }) => id.slice('flow:'.length))
    return card?.type === 'article' ? flows : []
  }

  async function withReference(text: string): Promise<string> {
    const { facts, rest } = readFacts(text)
    const [word, ...others] = rest.match(/(?<![\p{L}@.])[a-z]{9}(?![\p{L}@])/giu) ?? []
    if ('reference' in facts || word === undefined || others.length > 0) return text
    const beside = rest.replace(word, ' ')
    const isNamed = 'email' in facts || has(beside, 'slot.order-reference')
    return isNamed && isBeside(beside) && !(await isKnown(word))
      ? text.replace(word, word.toUpperCase())
      : text
  }

  /** A word that articles are about is no number of an order. */
  async function isKnown(word: string): Promise<boolean> {
    const reply = await ask(word)
    return reply.kind === 'answer' || (reply.candidates ?? []).some((one) => one.confidence > KNOWN_WORD)
  }

  /** Is it nothing but what facts are told with? */
  function isBeside(rest: string): boolean {
    const words = book.words('besideFacts', 'gladly', 'filler', 'hello', 'thanks')
    return plain(rest) === '' || isMadeOf(rest, words, []) || isPhrase(withoutManners(rest, words), words)
  }

  async function takeFollowUp(text: string): Promise<boolean> {
    const { facts, rest } = readFacts(text)
    if (rest === '' || 'reference' in facts) return false
    const alone = await ask(rest)
    const reply = await inView(rest, alone)
    if (reply === alone || reply.kind === 'escalate') return false
    questions.note(facts)
    session.settleQuestion('other')
    if (reply.kind === 'clarify') return done(questions.propose(text, reply.articles))
    // Said twice, it was no help: people can say more.
    const { id, action } = reply.article
    const [last, before] = lastShown().map(({ card }) => card?.type === 'article' && card.articleId === id)
    if (!last || !before) return done(questions.showArticle(reply.article))
    const flows =
      action !== undefined && action !== 'handoff' && ways.canRun(action) ? [ways.flow(action)] : []
    return done(session.say('again', { choices: [...flows, ...ways.people()] }))
  }

  /** What the knowledge base says to it beside the article in view, where that is more than what it says without. */
  async function inView(text: string, alone: KnowledgeReply): Promise<KnowledgeReply> {
    const last = plain(text).split(' ').length <= LONGEST_LEANING ? await articleInView() : undefined
    const name = last?.keywords?.[0]
    if (!last || name === undefined) return alone
    const isNear = (article: KnowledgeArticle): boolean => isKin(article, last)
    const leans = has(text, 'leans')
    if (alone.kind === 'answer') {
      const [article] = [alone.article, ...(alone.alsoAsked ?? [])].filter(isNear)
      if (alone.alsoAsked?.length && article) return { ...alone, article, alsoAsked: [] }
      if ((article && !leans) || isOwn(alone, text)) return alone
    }
    const together = await questions.ask(`${name} ${text}`)
    const isNew = alone.kind === 'answer' && !isNear(alone.article)
    const sure = alone.kind === 'answer' ? alone.confidence : 0
    const least = leans ? CERTAIN : asksAnew(text) ? SURE_ENOUGH_TO_ASK_ANEW : SURE_ENOUGH_TO_CHANGE
    if ((isNew && sure >= least) || (alone.kind === 'escalate' && alone.reply !== undefined)) return alone
    if (together.kind === 'answer' && isNear(together.article)) {
      if (sure === 0 || leans) return together
      return { kind: 'clarify', articles: [together.article, ...articlesOf(alone)].slice(0, 4) }
    }
    if (alone.kind === 'escalate' || (sure > 0 && !isNew)) return alone
    const weighed = together.kind === 'answer' ? together.others : together.candidates
    const near = (weighed ?? []).filter((one) => isNear(one.article) && one.confidence >= WORTH_ASKING)
    if (near.length === 0) return alone
    const articles = [...near.map(({ article }) => article), ...articlesOf(alone)]
    const ids = articles.map(({ id }) => id)
    return { kind: 'clarify', articles: articles.filter(({ id }, at) => ids.indexOf(id) === at).slice(0, 4) }
  }

  async function askAbout(text: string): Promise<KnowledgeReply> {
    const alone = await ask(text)
    const shown = lastShown().find(({ card }) => card?.type === 'order' || card?.type === 'article')
    const isShort = plain(text).split(' ').length <= LONGEST_LEANING
    if (shown?.card?.type !== 'order' || !isShort || !has(text, 'leans')) return alone
    if (isOwn(alone, text) || (alone.kind === 'answer' && alone.confidence >= CERTAIN)) return alone
    const together = await questions.ask(`${questions.without(shown.text)} ${text}`)
    return together.kind === 'answer' && together.confidence >= SURE_ENOUGH_TO_CHANGE ? together : alone
  }

  /** It speaks of an order or document of theirs, and leads to where that is seen to. */
  function isOwn(reply: KnowledgeReply, text: string): boolean {
    const flow = questions.flowOf(reply)
    return flow !== undefined && questions.isDirect(flow, text)
  }

  function asksAnew(text: string): boolean {
    return text.includes('?') || has(text, 'question')
  }

  async function articleInView(): Promise<KnowledgeArticle | undefined> {
    const card = lastShown().find((message) => message.card?.type === 'article')?.card
    return card?.type === 'article' ? session.awaited(kb.get(card.articleId)) : undefined
  }

  async function takeOrder(text: string): Promise<boolean> {
    const { confirmed, level } = session.state.context
    const { facts, rest } = readFacts(text)
    if (confirmed === '' || level === 0 || plain(rest).split(' ').length > LONGEST_LEANING) return false
    if ('reference' in facts && facts['reference'] !== confirmed) return false
    if (!asksAnew(text) || has(text, 'not')) return false
    const flow = has(rest, 'itsMoney') ? 'refund-status' : has(rest, 'itsState') ? 'track-order' : undefined
    if (flow === undefined || !ways.canRun(flow)) return false
    const runner = options.runner()
    if (!isUnderWay(session.state, flow)) return done(startFlow(flow, text))
    // It is what is being talked of: what is known of it stands above, and is said again.
    const shown = transcript.messages.findLast(
      ({ author, card }) => author === 'bot' && card?.type === 'order',
    )
    if (!shown) return false
    session.post('bot', { text: shown.text, ...(shown.card && { card: shown.card }) })
    return done(runner?.resume(false))
  }

  return { takeFacts, withReference, lookUp, takeFollowUp, askAbout, takeOrder }
}

/** The articles that a reply shows or asks between. */
export function articlesOf(reply: KnowledgeReply): readonly KnowledgeArticle[] {
  return reply.kind === 'answer' ? [reply.article] : reply.kind === 'clarify' ? reply.articles : []
}

/** Does an article go on from the last one: the same, one that it names, or of its category? */
function isKin(article: KnowledgeArticle, last: KnowledgeArticle): boolean {
  return (
    article.id === last.id ||
    (last.related ?? []).includes(article.id) ||
    (last.category !== undefined && last.category === article.category)
  )
}
