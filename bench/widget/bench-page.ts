import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { peersFolder } from './peers.ts'
import { mocked, type Subject } from './subjects.ts'

export interface BenchPage {
  readonly url: string
  /** Scripts, styles and data that were asked for since the last look, and what they weigh in brotli. */
  taken(): { readonly requests: number; readonly bytes: number }
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** A page with headings and text as a shop has them, and one widget; everything comes in brotli. */
export async function openBenchPage(
  subject: Subject,
  files: { readonly widget: string; readonly entry?: string; readonly faq: unknown; readonly index: unknown },
): Promise<BenchPage> {
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Boutique</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head><body><main><h1>Boutique</h1>
${'<p>Un article, son prix, et de quoi le mettre au panier.</p>'.repeat(30)}</main>${subject.html}</body></html>`
  const packed = new Map<string, Buffer>()
  let requests = 0
  let bytes = 0

  async function content(path: string): Promise<Buffer | string | undefined> {
    if (path === '/') return html
    if (path === '/entry.js') return files.entry
    if (path === '/config.json') return JSON.stringify({ shop: 'Boutique', faq: '/faq.json' })
    if (path === '/config-index.json')
      return JSON.stringify({ shop: 'Boutique', faq: '/faq.json', index: '/index.json' })
    if (path === '/config-worker.json')
      return JSON.stringify({ shop: 'Boutique', faq: '/faq.json', worker: true })
    if (path === '/index.json') return JSON.stringify(files.index)
    if (path === '/faq.json') return JSON.stringify(files.faq)
    if (path.startsWith('/mock/')) return JSON.stringify(mocked(path))
    const folder = path.startsWith('/comptoir/')
      ? join(files.widget, path.slice('/comptoir'.length))
      : path.startsWith('/npm/')
        ? join(peersFolder, 'node_modules', path.slice('/npm'.length))
        : undefined
    return folder === undefined ? undefined : readFile(normalize(folder)).catch(() => undefined)
  }

  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const found = await content(path)
    if (found === undefined) return void response.writeHead(404).end()
    let body = packed.get(path)
    if (!body) packed.set(path, (body = brotliCompressSync(found)))
    if (path !== '/') {
      requests++
      bytes += body.length
    }
    response.writeHead(200, {
      'Content-Type': path === '/' ? 'text/html' : (TYPES[extname(path)] ?? 'application/json'),
      'Content-Encoding': 'br',
      'Access-Control-Allow-Origin': '*',
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}/`,
    taken() {
      const taken = { requests, bytes }
      requests = 0
      bytes = 0
      return taken
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
