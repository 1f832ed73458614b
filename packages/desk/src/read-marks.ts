import type { Services } from './services.ts'
import type { Side } from './store/store.ts'

/** One side has read up to a message: the other is told, once. */
export async function markRead(
  { store, broker }: Services,
  conversationId: string,
  side: Side,
  seq: number,
): Promise<void> {
  if (await store.markRead(conversationId, side, seq)) broker.publish({ type: 'read', conversationId })
}
