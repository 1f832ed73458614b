import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js'
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js'
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js'
import encodePng, { init as initPngEncoder } from '@jsquash/png/encode.js'
import decodeWebp, { init as initWebpDecoder } from '@jsquash/webp/decode.js'
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { fitted, onWhite, type Pixels } from './pixels.ts'

// A thread for one picture: it decodes what it is given, writes the pixels anew, and ends. Of the file that came
// nothing but the pixels is left. The codecs are WebAssembly: a picture made to break one breaks this thread.

/** What the thread is given. */
export interface ImageJob {
  readonly format: 'jpeg' | 'png' | 'webp'
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The longest side of what comes out, in pixels. */
  readonly longest: number
  /** A PNG that would be larger becomes a JPEG. */
  readonly pngMax: number
}

/** What it gives. */
export interface ImageResult {
  readonly mime: 'image/jpeg' | 'image/png'
  readonly bytes: Uint8Array<ArrayBuffer>
}

// What the codecs give and take, in a realm without a canvas.
Object.assign(globalThis, {
  ImageData: class {
    readonly data: Uint8ClampedArray
    readonly width: number
    readonly height: number
    constructor(data: Uint8ClampedArray, width: number, height: number) {
      this.data = data
      this.width = width
      this.height = height
    }
  },
})

const job: ImageJob = workerData
const result = await clean(job)
parentPort?.postMessage(result, [result.bytes.buffer])

async function clean({ format, bytes, longest, pngMax }: ImageJob): Promise<ImageResult> {
  const pixels = fitted(await decode(format, bytes.buffer), longest)
  if (format === 'png') {
    await initPngEncoder(await codec('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'))
    const png = await encodePng(imageOf(pixels))
    if (png.byteLength <= pngMax) return { mime: 'image/png', bytes: new Uint8Array(png) }
  }
  await initJpegEncoder(await module('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))
  const jpeg = await encodeJpeg(imageOf(onWhite(pixels)), { quality: 82, progressive: false })
  return { mime: 'image/jpeg', bytes: new Uint8Array(jpeg) }
}

async function decode(format: ImageJob['format'], bytes: ArrayBuffer): Promise<Pixels> {
  switch (format) {
    case 'jpeg':
      await initJpegDecoder(await module('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'))
      // Turned upright by its orientation, which goes with the other metadata.
      return decodeJpeg(bytes, { preserveOrientation: true })
    case 'png':
      await initPngDecoder(await codec('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'))
      return decodePng(bytes)
    case 'webp':
      await initWebpDecoder(await module('@jsquash/webp/codec/dec/webp_dec.wasm'))
      return decodeWebp(bytes)
  }
}

async function codec(path: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL(import.meta.resolve(path))))
}

/** A codec of the Emscripten kind. What it says of a broken picture, nobody reads. */
async function module(path: string): Promise<Parameters<typeof initJpegDecoder>[0]> {
  const compiled = await codec(path)
  const options = {
    instantiateWasm: (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ): WebAssembly.Exports => {
      const instance = new WebAssembly.Instance(compiled, imports)
      done(instance)
      return instance.exports
    },
    print: () => {},
    printErr: () => {},
  }
  return options
}

function imageOf({ data, width, height }: Pixels): ImageData {
  return new ImageData(data, width, height)
}
