import { Worker } from 'node:worker_threads'
import type { ImageJob, ImageResult } from './image-worker.ts'

/** Pictures with more pixels than this are not decoded: four bytes for each are needed at once. */
export const pixelsMax = 40_000_000

/** The longest side of what is kept. */
const longest = 2560

const pngMax = 2_000_000
const timeMs = 30_000

/**
 * Writes a picture anew from its pixels, upright, at most 2560 pixels long, without anything else that the file held:
 * place, device, time, thumbnails, comments, whatever was hidden behind its end. One picture at a time, each in a
 * thread of its own that ends with it. `undefined` for what cannot be decoded.
 */
export function cleanImage(
  format: ImageJob['format'],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ImageResult | undefined> {
  const result = last.then(() => inThread({ format, bytes, longest, pngMax }))
  last = result
  return result
}

let last: Promise<unknown> = Promise.resolve()

async function inThread(job: ImageJob): Promise<ImageResult | undefined> {
  const file = import.meta.url.endsWith('.ts') ? './image-worker.ts' : './image-worker.js'
  const thread = new Worker(new URL(file, import.meta.url), {
    workerData: job,
    // What a broken picture makes a codec say is no news to whoever reads the log.
    stderr: true,
    stdout: true,
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<ImageResult | undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeMs)
      thread.once('message', resolve)
      thread.once('error', () => resolve(undefined))
      thread.once('exit', () => resolve(undefined))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
