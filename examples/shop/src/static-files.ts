import type { OpeningHours } from '@comptoir/bot-engine'
import { Hono } from 'hono'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { widgetConfig } from './widget-config.ts'
import type { ShopEnv } from './visit.ts'

const publicFolder = fileURLToPath(new URL('../public', import.meta.url))
const faqFolder = fileURLToPath(new URL('../content/faq', import.meta.url))
const indexFolder = fileURLToPath(new URL('../dist', import.meta.url))
const widgetFolder = join(
  dirname(fileURLToPath(import.meta.resolve('@comptoir/widget/package.json'))),
  'dist',
)

/** The shop's own pictures and styles, and under `/comptoir/` the widget as built, with its config and FAQ. */
export function staticFiles(hours: () => OpeningHours): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/comptoir/config.json', (c) =>
    c.json(widgetConfig(hours(), hasIndex), 200, { 'Cache-Control': 'no-cache' }),
  )
  app.get('/comptoir/:file{faq\\.(fr|en)\\.json}', (c) => answer(c.req.raw, faqFolder, c.req.param('file')))
  app.get('/comptoir/:file{faq\\.(fr|en)\\.index\\.json}', (c) =>
    answer(c.req.raw, indexFolder, c.req.param('file')),
  )
  app.get('/comptoir/:file{.+}', async (c, next) => {
    const found = answer(c.req.raw, widgetFolder, c.req.param('file'))
    return found.status === 404 ? next() : found
  })
  app.get('/assets/:file{.+}', (c) => answer(c.req.raw, publicFolder, c.req.param('file')))
  app.get('/favicon.ico', (c) => c.redirect('/assets/img/mark.svg', 301))
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))
  return app
}

/**
 * Whether the build has made the index of this FAQ as it is now, for the widget as it is now: a page would refuse
 * another one, and say so.
 */
function hasIndex(locale: 'fr' | 'en'): boolean {
  const [made = 0, ...from] = [
    join(indexFolder, `faq.${locale}.index.json`),
    join(faqFolder, `faq.${locale}.json`),
    join(widgetFolder, 'comptoir.js'),
  ].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs)
  return from.every((time = 0) => made > time)
}

interface Cached {
  readonly modified: number
  readonly etag: string
  /** As it is, and in each encoding that somebody has asked for. */
  readonly encoded: Map<Encoding, Uint8Array<ArrayBuffer>>
}

type Encoding = 'identity' | 'br' | 'gzip'

const cache = new Map<string, Cached>()

function answer(request: Request, folder: string, name: string): Response {
  const path = normalize(join(folder, name))
  const type = types[extname(path)]
  if (!path.startsWith(folder + sep) || !type || !existsSync(path)) return new Response(null, { status: 404 })
  const file = load(path)
  const headers = new Headers({
    'Content-Type': type,
    'Cache-Control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    // The widget's files may be used by a page of another origin that is tried with this desk.
    'Access-Control-Allow-Origin': '*',
  })
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  const accepted = request.headers.get('accept-encoding') ?? ''
  const encoding: Encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : 'identity'
  if (encoding !== 'identity') headers.set('Content-Encoding', encoding)
  return new Response(encode(file, encoding), { headers })
}

/** Compressed as small as it gets, once somebody asks for it, and kept until the file changes. */
function encode({ encoded }: Cached, encoding: Encoding): Uint8Array<ArrayBuffer> {
  const known = encoded.get(encoding)
  if (known) return known
  const identity = encoded.get('identity') ?? new Uint8Array()
  const made = new Uint8Array(
    encoding === 'br'
      ? brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } })
      : gzipSync(identity, { level: 9 }),
  )
  encoded.set(encoding, made)
  return made
}

function load(path: string): Cached {
  const modified = statSync(path).mtimeMs
  const known = cache.get(path)
  if (known?.modified === modified) return known
  const identity = new Uint8Array(readFileSync(path))
  const loaded: Cached = {
    modified,
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    encoded: new Map([['identity', identity]]),
  }
  cache.set(path, loaded)
  return loaded
}

/** `panel-BqX1h9zK.js` carries a hash of what it says: it never changes under that name. */
function isHashed(path: string): boolean {
  return /[-.][A-Za-z0-9_-]{8,}\.(js|css|json|svg|woff2)$/.test(path) && path.startsWith(widgetFolder)
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
}
