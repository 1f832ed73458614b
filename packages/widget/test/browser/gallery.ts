import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions } from 'vite'

/** Serves a page that can draw the panel in any state (`window.gallery.show`). */
export async function openGallery(): Promise<{ url: string; close(): Promise<void> }> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const outDir = join(tmpdir(), `comptoir-gallery-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    resolve: { conditions: ['@comptoir/source', ...defaultClientConditions] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { gallery: join(root, 'test/gallery/gallery.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  const html = `<!doctype html><html lang="fr"><head><title>Atelier Nelvet</title><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:#f7f2ea;color:#222"><main><h1>Atelier Nelvet</h1><p>Lampes et papeterie.</p></main><script type="module" src="/gallery.js"></script></body></html>`
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (!path.endsWith('.js'))
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    readFile(join(outDir, path)).then(
      (content) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(content),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The server of the gallery has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
