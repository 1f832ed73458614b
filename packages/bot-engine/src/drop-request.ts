import { isUnderWay } from './conversation.machine.ts'
import { done } from './done.ts'
import type { FlowRunner } from './flow-runner.ts'
import type { Hearing } from './hearing.ts'
import { isKin } from './read-loosely.ts'
import type { RepairOptions } from './repair.ts'
import { beginsWith, plain } from './words.ts'

/** Drops what the customer no longer wants: what they name, else what is under way. */
export type Drop = (runner: FlowRunner, rest: string) => Promise<boolean>

/** "Laisse tomber", "laisse tomber la carte cadeau", "laissez, je veux plutôt ma facture". */
export function createDrop(options: RepairOptions, { ask, flowIn, has }: Hearing): Drop {
  const { session } = options
  const { book, ways } = session

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
    if (named !== undefined && !wants && !isUnderWay(session.state, named)) {
      session.say('droppedThat')
      return done(runner.resume(false))
    }
    // "Laissez tomber, je vais voir ça demain" speaks of the same matter, and wants nothing else.
    const isSame = named !== undefined && isUnderWay(session.state, named)
    runner.drop(isSame ? named : undefined)
    session.settleQuestion('left')
    if (wants || (named !== undefined && !isSame && rest.split(' ').length > 3)) {
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

  return drop
}
