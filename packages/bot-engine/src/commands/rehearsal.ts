import { createKnowledgeBase } from '@comptoir/kb'
import { ownLexicon } from '@comptoir/kb/command-line'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createConversation } from '../create-conversation.ts'
import type { Conversation, ConversationEvent } from '../conversation.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeDesk } from '../fakes/fake-desk.ts'
import { createFakeShop } from '../fakes/fake-shop.ts'
import type { Knowledge } from '../knowledge.ts'
import type { LogEntry } from '../messages.ts'
import type { Message, QuickReply } from '../message.ts'
// What a conversation fetches when it needs it is there beforehand, so that no turn waits for a file.
import '../flow/correct.ts'
import '../flow-runner.ts'
import '../more-port-calls.ts'
import '../more-steps.ts'
import '../mask.ts'
import '../messages.ts'
import '../repair.ts'
import '../snapshot.ts'
import { UsageError } from './command.ts'
import { readLibrary } from './flow-files.ts'

export interface RehearsalOptions {
  readonly folder: string
  readonly locale: string
  readonly flows?: string
  readonly faq?: string
  /** ISO 8601: when it is played. @default a Saturday within the hours of the sample desk */
  readonly at?: string
  readonly log?: (entry: LogEntry) => void
}

/** A conversation in the terminal, with the sample shop and desk behind it. */
export interface Rehearsal {
  readonly conversation: Conversation
  /** The ids of the flows that there are. */
  readonly flows: readonly string[]
  /** What the bot has said since it was last asked. */
  heard(): readonly Message[]
  send(event: ConversationEvent): Promise<void>
  /** Lets so many seconds pass. */
  pass(seconds: number): Promise<void>
  /** Picks what is offered under that label, or its number; false where nothing of the kind is offered. */
  pick(words: string): Promise<boolean>
}

export async function rehearse({
  folder,
  locale,
  flows,
  faq,
  at,
  log,
}: RehearsalOptions): Promise<Rehearsal> {
  if (flows !== undefined && !existsSync(resolve(folder, flows)))
    throw new UsageError(`There is no folder ${flows}.`)
  const clock = createFakeClock(at)
  const kb: Knowledge =
    faq === undefined
      ? { ask: () => ({ kind: 'escalate' }), get: () => undefined }
      : readKnowledge(resolve(folder, faq), locale)
  const library = readLibrary(flows === undefined ? [] : [resolve(folder, flows)])
  const conversation = createConversation({
    kb,
    flows: library,
    ports: { shop: createFakeShop(), desk: createFakeDesk({ clock, locale }) },
    locale,
    clock,
    ...(log ? { log } : {}),
  })
  let seen = 0
  const settle = async (): Promise<void> => {
    for (let quiet = 0, before = conversation.view; quiet < 10; quiet++) {
      await new Promise((done) => setTimeout(done, 1))
      if (conversation.view !== before) quiet = 0
      before = conversation.view
    }
  }
  const send = async (event: ConversationEvent): Promise<void> => {
    conversation.send(event)
    await settle()
  }
  conversation.start()
  await settle()
  return {
    conversation,
    flows: library.ids,
    send,
    async pass(seconds) {
      clock.advance(seconds * 1000)
      await settle()
    },
    heard() {
      const fresh = conversation.view.messages.slice(seen).filter(({ author }) => author !== 'customer')
      seen = conversation.view.messages.length
      return fresh
    },
    async pick(words) {
      const offered = offeredIn(conversation.view.messages)
      const found =
        offered.findLast(({ label }) => label === words) ??
        (/^\d{1,2}$/.test(words) ? offered[Number(words) - 1] : undefined)
      if (found) await send({ type: 'CHOICE.PICK', id: found.id })
      return found !== undefined
    },
  }
}

/** A file as the desk would have kept it. */
export function sampleFile(name: string): ConversationEvent {
  const mime = name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg'
  return { type: 'FILE.ATTACH', ref: 'upload:sample-file', name, mime, size: 48_000 }
}

const read = new Map<string, Knowledge>()

/** The FAQ of a file with the lexicon of its language, as pages load them; indexed once for all conversations. */
function readKnowledge(path: string, locale: string): Knowledge {
  const known = read.get(`${locale} ${path}`)
  if (known) return known
  const lexicon = ownLexicon(locale)
  const kb = createKnowledgeBase(JSON.parse(readFileSync(path, 'utf8')), {
    locale,
    ...(lexicon && { lexicon }),
  })
  read.set(`${locale} ${path}`, kb)
  return kb
}

/** The choices under the last message that has some. */
export function offeredIn(messages: readonly Message[]): readonly QuickReply[] {
  const of = ({ choices = [], card }: Message): readonly QuickReply[] =>
    card?.type === 'rating' ? [...card.options, ...choices] : choices
  const last = messages.findLast((message) => of(message).length > 0)
  return last ? of(last) : []
}
