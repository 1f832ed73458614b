import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { StubDesk } from './stub-desk.ts'

/** A page of a shop that carries the script tag, on a server of its own. */
export interface ShopPage {
  readonly url: string
  /** Everything that was asked for since the last look, e.g. `GET /comptoir/comptoir.js`. */
  requests(): string[]
  /** Whole addresses, as asked for. */
  addresses(): string[]
  /** Reports of the Content-Security-Policy and Trusted Types. */
  reports(): string[]
  close(): Promise<void>
}

export interface ShopPageOptions {
  /** A desk under `/desk`, named in the configuration. */
  readonly desk?: StubDesk
  /** Folder of the built widget. */
  readonly widget: string
  readonly head?: string
  readonly body?: string
  /** Attributes of the script tag. @default `data-config="/config.json"` */
  readonly attributes?: string
  /** What the page says beside the tag; `false` for no tag at all. */
  readonly tag?: string | false
  readonly headers?: Readonly<Record<string, string>>
  /** Files of the shop: path → JSON value, or a text. */
  readonly files?: Readonly<Record<string, unknown>>
  /** @default `text/html; charset=utf-8` */
  readonly type?: string
  readonly lang?: string
  /** What comes instead of a script: a status, or a text. @param destination what the browser wants it for */
  readonly plant?: (path: string, destination: string) => number | string | undefined
  /** The whole page, instead of one made of the above. */
  readonly document?: string
}

export async function openShopPage(options: ShopPageOptions): Promise<ShopPage> {
  const { widget, desk, headers = {}, type = 'text/html; charset=utf-8', lang = 'fr' } = options
  const files: Readonly<Record<string, unknown>> = options.files ?? (desk ? shopFilesWithDesk : shopFiles)
  const { head = '', body = '<h1>Atelier Nelvet</h1>', attributes = 'data-config="/config.json"' } = options
  const tag = options.tag ?? `<script async src="/comptoir/comptoir.js" ${attributes}></script>`
  const html =
    options.document ??
    `<!doctype html><html lang="${lang}"><head><title>Atelier Nelvet</title>
<meta name="viewport" content="width=device-width">${head}</head><body><main>${body}</main>${tag || ''}</body></html>`
  let requests: string[] = []
  let reports: string[] = []
  const addresses: string[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    // The browser's own wish, not the page's.
    if (path === '/favicon.ico') return void response.writeHead(204).end()
    requests.push(`${request.method} ${path}`)
    addresses.push(request.url ?? '')
    if (desk && path.startsWith('/desk/')) return desk.answer(request, response, path.slice('/desk'.length))
    if (path === '/report') {
      for await (const chunk of request) reports.push(String(chunk))
      response.writeHead(204).end()
    } else if (path.startsWith('/comptoir/')) {
      const planted = options.plant?.(path, String(request.headers['sec-fetch-dest']))
      if (typeof planted === 'number') return void response.writeHead(planted).end()
      const content =
        planted ?? (await readFile(join(widget, path.slice('/comptoir/'.length))).catch(() => undefined))
      // No charset on purpose: the scripts have to mean the same on a page that is not UTF-8.
      const scripts = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }
      if (content) response.writeHead(200, scripts).end(content)
      else response.writeHead(404).end('Not found')
    } else if (Object.hasOwn(files, path)) {
      const file = files[path]
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(typeof file === 'string' ? file : JSON.stringify(file))
    } else if (path.includes('.')) {
      response.writeHead(404).end('Not found')
    } else response.writeHead(200, { 'content-type': type, ...headers }).end(html)
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The server of the test page has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests: () => requests.splice(0),
    addresses: () => addresses,
    reports: () => reports.splice(0),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

const config = {
  shop: 'Atelier Nelvet',
  faq: { fr: '/faq.fr.json', en: '/faq.en.json' },
  contact: { phone: '02 61 91 00 42', email: 'service-client@shop.example', page: '/contact' },
  privacy: '/confidentialite',
  hours: { timeZone: 'Europe/Paris', week: { mon: [['09:00', '18:00']], sat: [['10:00', '17:00']] } },
}

/** A shop without a desk: configuration and FAQ as static files. */
export const shopFiles: Readonly<Record<string, unknown>> = {
  '/config.json': config,
  '/faq.fr.json': {
    locale: 'fr',
    categories: [
      { id: 'delivery', label: 'Livraison' },
      { id: 'invoices', label: 'Factures' },
    ],
    articles: [
      {
        id: 'delivery.price',
        category: 'delivery',
        question: 'Combien coûte la livraison ?',
        variants: ['prix de la livraison', 'frais de port'],
        keywords: ['tarif', 'gratuit'],
        answer: 'La livraison coûte **4,90 €**. [Tous les tarifs](/livraison).',
      },
      {
        id: 'delivery.delay',
        category: 'delivery',
        question: 'Quand vais-je recevoir mon colis ?',
        variants: ['délai de livraison'],
        answer: 'Comptez deux à quatre jours ouvrés.',
      },
      {
        id: 'order.track',
        category: 'delivery',
        question: 'Où en est ma commande ?',
        variants: ['suivre ma commande', 'où est ma commande', 'suivi de commande'],
        keywords: ['suivi'],
        answer: 'Votre commande se suit ici même, avec son numéro.',
        action: 'track-order',
      },
      {
        id: 'invoice.download',
        category: 'invoices',
        question: 'Où télécharger ma facture ?',
        answer: 'Dans « Mes commandes ».',
      },
    ],
  },
  '/faq.en.json': {
    locale: 'en',
    categories: [{ id: 'delivery', label: 'Delivery' }],
    articles: [
      {
        id: 'delivery.price',
        category: 'delivery',
        question: 'How much is delivery?',
        variants: ['delivery price', 'shipping cost'],
        answer: 'Delivery is **€4.90**.',
      },
    ],
  },
}

const shopFilesWithDesk = { ...shopFiles, '/config.json': { ...config, desk: '/desk' } }
