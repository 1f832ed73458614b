import type { QuestionAnswerer } from './answer-question.ts'
import { readFacts } from './facts.ts'
import type { Session } from './session.ts'
import { beginsWith, hasPhrase, isMadeOf, isPhrase, plain } from './words.ts'

/** How sure the knowledge base has to be for its answer to come in the middle of a flow. */
export const SURE_ENOUGH_TO_DIGRESS = 0.5

/** What is heard in a text by the words of the customer's language and by the knowledge base, in a flow and outside of one. */
export interface Hearing {
  /** Does it hold one of the phrases under these keys? */
  has(text: string, ...keys: readonly string[]): boolean
  /** Is it made of those phrases alone, and of what says nothing beside them? */
  isAll(text: string, key: string, ...beside: readonly string[]): boolean
  /** What the knowledge base says to it, order numbers and addresses left out. */
  ask(text: string): ReturnType<QuestionAnswerer['ask']>
  /** "Non" to a form is no question, nor is one word where something else was asked. */
  asks(text: string): boolean
  /** The flow that it is about, where that is clear. */
  flowIn(text: string): Promise<string | undefined>
  /** What follows the words that drop something; nothing where there are none. */
  readDrop(text: string, only: boolean): string | undefined
  isLeave(text: string): boolean
  /** What is said to small talk: the key of the sentence. */
  talkOf(text: string): string | undefined
  /** Is it asked whether a person or a machine writes here? */
  asksWhoWrites(text: string): boolean
}

export function createHearing({ book }: Session, questions: QuestionAnswerer): Hearing {
  const has = (text: string, ...keys: readonly string[]): boolean =>
    keys.some((key) => hasPhrase(text, book.words(key)))
  const isAll = (text: string, key: string, ...beside: readonly string[]): boolean =>
    isMadeOf(text, book.words(key), book.words('filler', ...beside))

  async function ask(text: string): ReturnType<QuestionAnswerer['ask']> {
    const reply = await questions.ask(readFacts(text).rest || text)
    return reply.kind === 'answer' ? reply : questions.ask(questions.without(text))
  }

  function asks(text: string): boolean {
    const words = plain(readFacts(text).rest || text).match(/\S*[^\d\s]\S*/g) ?? []
    return (words.length > 1 || text.includes('?')) && !isPhrase(text, book.words('no', 'yes'))
  }

  async function flowIn(text: string): Promise<string | undefined> {
    return plain(text).split(' ').length < 2 ? undefined : questions.flowOf(await ask(text))
  }

  function readDrop(text: string, only: boolean): string | undefined {
    const filler = book.words('filler', 'no')
    if (isMadeOf(text, book.words('drop', 'dropIt'), filler)) return ''
    const count = plain(text).split(' ').length
    const found = beginsWith(text, book.words('drop'), filler)
    if (found && (!only || count <= 6)) return found.rest
    return !only && count <= 14 && drops(text) ? '' : undefined
  }

  /** Word for word: who writes "j'ai oublié mon mot de passe" is one letter away from it. */
  function drops(text: string): boolean {
    const words = plain(text).split(' ')
    return words.some((_, at) => beginsWith(words.slice(at).join(' '), book.words('drop'), []))
  }

  function isLeave(text: string): boolean {
    const words = plain(text).split(' ')
    return words.length <= 10 && words.length > 1 && has(text, 'leave')
  }

  function talkOf(text: string): string | undefined {
    if (asksWhoWrites(text)) return 'robot'
    if (isAll(text, 'greeted', 'hello')) return 'greeted'
    return undefined
  }

  function asksWhoWrites(text: string): boolean {
    return plain(text).split(' ').length <= 12 && has(text, 'robot')
  }

  return { has, isAll, ask, asks, flowIn, readDrop, isLeave, talkOf, asksWhoWrites }
}
