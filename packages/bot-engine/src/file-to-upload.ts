import type { FileToUpload } from './ports.ts'

/**
 * Makes of a file what {@link Conversation.upload} takes, under an id of its own.
 *
 * @example
 * ```ts
 * await fileToUpload(new Blob(['%PDF-1.4']), 'recu.pdf') // { id: 'f2b8…', name: 'recu.pdf', content: 'JVBERi0xLjQ=' }
 * ```
 */
export async function fileToUpload(content: Blob, name: string): Promise<FileToUpload> {
  const bytes = new Uint8Array(await content.arrayBuffer())
  let binary = ''
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { id: crypto.randomUUID(), name, content: btoa(binary) }
}
