import { createServer } from 'node:http'

/** A page of some shop on a port of its own, that carries the one line and nothing else. */
export interface PlainPage {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves a page in French whose tag names a desk elsewhere, under a policy that allows that desk alone. The
 * widget's files, the shop's configuration and the pictures of its texts are handed on from the demonstration.
 */
export async function servePlainPage(shop: string, desk: string): Promise<PlainPage> {
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Une autre boutique</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<script async src="/comptoir/comptoir.js" data-config="/comptoir/config.json" data-desk="${desk}"></script>
</head><body><main><h1>Une autre boutique</h1></main></body></html>`
  const policy = `default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self' ${desk}`
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(html)
      return
    }
    const file =
      path.startsWith('/comptoir/') || path.startsWith('/assets/')
        ? await fetch(shop + path)
        : new Response(null, { status: 404 })
    response.writeHead(file.status, { 'content-type': file.headers.get('content-type') ?? 'text/plain' })
    response.end(Buffer.from(await file.arrayBuffer()))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The plain page has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
