import { fileToUpload, type FileToUpload } from '@comptoir/bot-engine'

/** Pictures are made no longer than this before they travel, in pixels. */
const LONGEST = 2048

/** A PNG up to this size travels as it is: a picture of a screen stays sharp. In bytes. */
const SMALL = 1_000_000

/**
 * Reads a file as it is handed in. A large picture is drawn smaller first, upright, which also leaves behind where and
 * when it was taken; one that this browser cannot draw goes as it is.
 */
export async function readFile(file: File): Promise<FileToUpload> {
  const isSmall = file.size <= SMALL && file.type !== 'image/jpeg'
  const drawn =
    file.type.startsWith('image/') && !isSmall ? await redraw(file).catch(() => undefined) : undefined
  return fileToUpload(drawn ?? file, file.name || 'photo')
}

async function redraw(file: Blob): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', 0.85))
}
