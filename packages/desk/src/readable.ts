import { notFound } from './messages.ts'
import type { Services } from './services.ts'
import type { Conversation } from './store/store.ts'

/**
 * A conversation that people of the shop may read: its customer asked for a human or for a call. What was said
 * to the assistant alone stays between the two.
 *
 * @throws {Problem} 404
 */
export async function requireReadable({ store }: Services, id: string): Promise<Conversation> {
  const conversation = await store.conversation(id)
  if (!conversation) throw notFound()
  if (await store.handoff(id)) return conversation
  const callbacks = await store.callbacks({ show: 'all', conversationId: id, limit: 1 })
  if (callbacks.length === 0) throw notFound()
  return conversation
}
