import { notFound } from '../messages.ts'
import type { HandedOver } from '../schema/acts.ts'
import type { Services } from '../services.ts'
import { uploadIdOf } from './upload-ref.ts'

/**
 * A file of a conversation, as it goes to the shop.
 *
 * @throws {Problem} 404 when the conversation has none of that address
 */
export async function handedOver(
  { store }: Services,
  conversationId: string,
  ref: string,
): Promise<HandedOver> {
  const id = uploadIdOf(ref)
  const file = (await store.files(conversationId)).find((one) => one.id === id)
  const content = file && (await store.fileContent(conversationId, file.id))
  if (!content) throw notFound()
  return { name: file.name, mime: file.mime, content: Buffer.from(content).toString('base64') }
}
