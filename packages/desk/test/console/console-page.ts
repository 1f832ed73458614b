import { createAdaptorServer } from '@hono/node-server'
import { createDesk, type Desk } from '@comptoir/desk'
import { createFakeShop, fakeOrder } from '@comptoir/desk/fakes'
import { execFile } from 'node:child_process'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A desk on a port of its own. */
export interface ServedDesk {
  /** Where its routes begin. */
  readonly url: string
  readonly desk: Desk
  close(): Promise<void>
}

const always = [['00:00', '24:00']] as const

const here = fileURLToPath(new URL('../..', import.meta.url))
const built = join(here, 'dist/console')

/**
 * Builds the console, if its sources are newer than what is built. It is put in place whole: another test, or a
 * desk that runs from here, may be reading it.
 */
export async function buildConsole(): Promise<void> {
  const age = await stat(join(built, 'index.html')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  if ((await newest(['console', 'vite.config.ts', 'src', '../kb/src', '../bot-engine/src'])) < age) return
  const fresh = `${built}.${process.pid}`
  const old = `${fresh}.old`
  const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')))
  // The environment of a test is not that of a release: NODE_ENV would make a development build.
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', fresh], {
    cwd: here,
    env,
  })
  await rename(built, old).catch(() => {})
  await rename(fresh, built).catch(() => {})
  await Promise.all([old, fresh].map((folder) => rm(folder, { recursive: true, force: true })))
}

/** When the newest of these files and folders was written. */
async function newest(parts: readonly string[]): Promise<number> {
  const files = await Promise.all(
    parts.map(async (part) => {
      const path = join(here, part)
      return part.endsWith('.ts')
        ? [path]
        : (await readdir(path, { recursive: true })).map((file) => join(path, file))
    }),
  )
  const times = await Promise.all(files.flat().map(async (file) => (await stat(file)).mtimeMs))
  return Math.max(...times)
}

/** Serves a desk that is always open, with a customer's order in its shop. */
export async function serveDesk(): Promise<ServedDesk> {
  const shop = createFakeShop({
    orders: [
      fakeOrder({
        links: { customer: 'https://shop.example/suivi-commande', backOffice: 'https://shop.example/admin' },
      }),
    ],
  })
  const desk = createDesk({
    data: ':memory:',
    shop: { url: shop.url, secret: shop.secret, fetch: shop.fetch },
    hours: {
      week: { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always },
    },
    agents: [{ login: 'camille', name: 'Camille', title: 'conseillère', password: 'les quais de Caen' }],
    log: () => {},
  })
  const server = createAdaptorServer({ fetch: desk.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/desk`,
    desk,
    close: async () => {
      await desk.close()
      const closed = new Promise((resolve) => server.close(resolve))
      // A page that is still open asks for its stream again, and would keep the server for itself.
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}

/** A customer on the other side, by the API as the page uses it. */
export interface OtherSide {
  readonly id: string
  says(text: string): Promise<void>
  asksForAHuman(): Promise<void>
  asksForACall(): Promise<void>
  hears(): Promise<readonly string[]>
}

/** JSON of any shape. */
type Answer = ReturnType<typeof JSON.parse>

/** Opens a conversation about an invoice that did not come, verified at level 2. */
export async function customerOf({ url }: ServedDesk): Promise<OtherSide> {
  const send = async (method: string, path: string, body?: unknown, secret?: string): Promise<Answer> => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(secret ? { Authorization: `Bearer ${secret}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? undefined : await answer.json()
  }
  const { id, secret } = await send('POST', '/conversations', { locale: 'fr' })
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    send(method, `/conversations/${id}${path}`, body, secret)
  let written = 0
  const write = (author: 'customer' | 'bot', text: string, more: object = {}): Promise<unknown> =>
    call('PUT', `/messages/message-${(written += 1)}`, {
      author,
      text,
      at: new Date().toISOString(),
      ...more,
    })

  await call('POST', '/verifications', {
    reference: 'XKBKNABJK',
    email: 'jeanne.aubert@exemple.fr',
    postcode: '14000',
  })
  await write(
    'bot',
    'Bonjour ! Je suis l’**assistant automatique** de l’Atelier Nelvet. Que puis-je pour vous ?',
    {
      choices: [
        { id: 'invoice', label: 'Ma facture' },
        { id: 'order', label: 'Où est ma commande ?' },
      ],
    },
  )
  await write('customer', 'bonjour g pas recu ma facture')
  await write('bot', 'Voici votre facture, à ouvrir ou à enregistrer :', {
    card: {
      type: 'file',
      ref: 'invoice:XKBKNABJK:FA-2026-00031',
      name: 'facture-XKBKNABJK.pdf',
      mime: 'application/pdf',
    },
  })
  await write(
    'customer',
    'merci mais il faut le nom de mon association dessus, je voudrais parler à quelqu’un',
  )
  return {
    id,
    says: async (text) => void (await write('customer', text)),
    asksForAHuman: async () => {
      await call('POST', '/handoff', {
        topic: 'Facture à corriger',
        facts: { Commande: 'XKBKNABJK', Demande: 'nom de l’association sur la facture' },
        locale: 'fr',
      })
    },
    asksForACall: async () => {
      const { slots } = await send('GET', '/callback-slots')
      await call('POST', '/callbacks', {
        phone: '02 61 91 00 42',
        slotId: slots[0].id,
        name: 'Jeanne Aubert',
        reason: 'Facture à corriger',
        locale: 'fr',
        consent: { service: true, commercial: false, textVersion: 'callback@1/fr' },
      })
    },
    hears: async () => (await call('GET', '/messages')).messages.map(({ text }: { text: string }) => text),
  }
}
