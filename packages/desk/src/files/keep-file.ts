import { fileRefused, idTaken, tooLarge, tooManyFiles } from '../messages.ts'
import { masked } from '../masked.ts'
import type { Services } from '../services.ts'
import type { FileFacts } from '../store/store.ts'
import { cleanImage, pixelsMax } from './clean-image.ts'
import { fileNameOf } from './file-name.ts'
import { fileTypeOf } from './file-type.ts'
import { uploadRefOf } from './upload-ref.ts'

/** A file as it is handed in. */
export interface HandedIn {
  readonly id: string
  readonly name: string
  /** Base64. */
  readonly content: string
}

/** A file as messages name it. */
export interface FileReceipt {
  /** What a file card carries, e.g. `upload:0199c1f0-…`. */
  readonly ref: string
  readonly name: string
  readonly mime: string
  readonly size: number
}

/**
 * Keeps a file of a conversation: its type is what its content says, a picture is written anew from its pixels.
 * The same id again is the same file.
 *
 * @throws {Problem} 400 for what is neither picture nor PDF, 409 when the conversation has enough of them or the
 *   other side holds the id, 413 when it is too large
 */
export async function keepFile(
  { store, settings, now }: Services,
  conversationId: string,
  author: FileFacts['author'],
  { id, name, content }: HandedIn,
): Promise<{ readonly receipt: FileReceipt; readonly created: boolean }> {
  const { fileBytes, files: most } = settings.limits
  const kept = await store.files(conversationId)
  const known = kept.find((file) => file.id === id)
  if (known) return { receipt: receiptOf(author, known), created: false }
  if (kept.length >= most) throw tooManyFiles(most)
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  if (bytes.length > fileBytes) throw tooLarge(fileBytes)
  const clean = await cleaned(bytes)
  if (!clean) throw fileRefused()
  const added = await store.addFile(
    conversationId,
    {
      id,
      author,
      name: masked(fileNameOf(name, clean.mime)),
      mime: clean.mime,
      content: clean.bytes,
      at: now(),
    },
    most,
  )
  if (!added) throw tooManyFiles(most)
  return { receipt: receiptOf(author, added.file), created: added.created }
}

/** What is kept of a file that came; `undefined` where it is none that is taken. */
async function cleaned(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly mime: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const type = fileTypeOf(bytes)
  if (type?.kind === 'pdf') return { mime: 'application/pdf', bytes }
  if (!type || type.width * type.height > pixelsMax) return undefined
  return cleanImage(type.format, bytes)
}

function receiptOf(author: FileFacts['author'], file: FileFacts): FileReceipt {
  if (file.author !== author) throw idTaken()
  const { id, name, mime, size } = file
  return { ref: uploadRefOf(id), name, mime, size }
}
