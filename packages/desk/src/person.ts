import type { Message } from '@comptoir/bot-engine'
import { parsePhone } from '@comptoir/bot-engine'
import type { Services } from './services.ts'
import type { Callback, DeskRecord, FileFacts, Person } from './store/store.ts'

/** Everything that the desk holds about one person (RGPD, art. 15 and 20). Moments are ISO 8601. */
export interface PersonExport {
  readonly exportedAt: string
  readonly conversations: readonly ConversationExport[]
  readonly records: readonly RecordExport[]
}

interface ConversationExport {
  readonly id: string
  readonly createdAt: string
  readonly messages: readonly Message[]
  readonly callbacks: readonly Callback[]
  readonly files: readonly FileExport[]
}

interface FileExport extends Omit<FileFacts, 'at'> {
  readonly receivedAt: string
  /** Base64. */
  readonly content: string
}

interface RecordExport extends Omit<DeskRecord, 'at' | 'body'> {
  readonly receivedAt: string
  readonly content: unknown
}

/** What the desk holds about a person who is known by an e-mail address, a customer number or a telephone number. */
export async function exportPerson(services: Services, person: Person): Promise<PersonExport> {
  const { store, now } = services
  const { conversations, records } = await heldAbout(services, person)
  return {
    exportedAt: new Date(now()).toISOString(),
    conversations: await Promise.all(
      conversations.map(async (id): Promise<ConversationExport> => {
        const callbacks = await store.callbacks({ show: 'all', conversationId: id, limit: 1000 })
        return {
          id,
          createdAt: new Date((await store.conversation(id))?.createdAt ?? 0).toISOString(),
          messages: await allMessages(services, id),
          callbacks,
          files: await filesOf(services, id),
        }
      }),
    ),
    records: records.map(({ at, body, ...record }) => ({
      ...record,
      receivedAt: new Date(at).toISOString(),
      content: body === undefined ? null : JSON.parse(body),
    })),
  }
}

/**
 * Forgets a person: their conversations with all that hangs on them, and what is personal in their records and in the
 * evidence of them. Numbers, kinds and times stay, and so does the chain of the evidence.
 *
 * @returns how many conversations and records it were
 */
export async function erasePerson(
  services: Services,
  person: Person,
): Promise<{ readonly conversations: number; readonly records: number }> {
  const { store, broker } = services
  const { conversations, records } = await heldAbout(services, person)
  // Records first: they are found by their conversations.
  await store.eraseRecords(records.map(({ reference }) => reference))
  for (const conversationId of conversations) {
    await store.eraseConversation(conversationId)
    broker.publish({ type: 'erased', conversationId })
  }
  for (const type of ['queue', 'callbacks', 'records'] as const) broker.publish({ type })
  return { conversations: conversations.length, records: records.length }
}

async function heldAbout(
  { store }: Services,
  { email, phone, customerId }: Person,
): Promise<{ readonly conversations: readonly string[]; readonly records: readonly DeskRecord[] }> {
  const number = phone === undefined ? undefined : parsePhone(phone)
  const address = email?.trim().toLowerCase()
  const conversations = await store.conversationsOf({
    ...(address === undefined ? {} : { email: address }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(number?.ok ? { phone: number.e164 } : {}),
  })
  const found = await Promise.all([
    ...(address === undefined ? [] : [store.records({ show: 'all', email: address, limit: 1000 })]),
    ...conversations.map((conversationId) => store.records({ show: 'all', conversationId, limit: 1000 })),
  ])
  const records = [...new Map(found.flat().map((record) => [record.reference, record])).values()]
  return { conversations, records }
}

async function allMessages({ store }: Services, conversationId: string): Promise<readonly Message[]> {
  const messages: Message[] = []
  for (;;) {
    const next = await store.messages(conversationId, messages.at(-1)?.seq ?? 0, 1000)
    if (next.length === 0) return messages
    messages.push(...next)
  }
}

async function filesOf({ store }: Services, conversationId: string): Promise<readonly FileExport[]> {
  const exported: FileExport[] = []
  for (const { at, ...file } of await store.files(conversationId)) {
    const content = (await store.fileContent(conversationId, file.id)) ?? new Uint8Array()
    exported.push({
      ...file,
      receivedAt: new Date(at).toISOString(),
      content: Buffer.from(content).toString('base64'),
    })
  }
  return exported
}
