import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newMessageId } from '@comptoir/bot-engine'
import { prebuildIndex, readFaq } from '@comptoir/kb'
import { openConversation } from '../src/conversation.ts'
import type { OpenConversation } from '../src/conversation.ts'
import { loadLexicon } from '../src/lexicon.ts'
import type { SessionState } from '../src/session.ts'
import { readSettings } from '../src/settings.ts'
import { createKeptStorage } from '../src/storage.ts'
import { shopFiles } from './browser/shop-page.ts'

const SHOP = 'https://shop.example'
const CONFIG = `${SHOP}/config.json`

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  serve(shopFiles)
})
afterEach(() => {
  for (const conversation of opened.splice(0)) conversation.stop()
  server.resetHandlers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const opened: OpenConversation[] = []

/** Puts files on the shop's host: path → JSON value, text, or status. */
function serve(files: Readonly<Record<string, unknown>>): void {
  server.use(
    ...Object.entries(files).map(([path, file]) =>
      http.get(`${SHOP}${path}`, () =>
        typeof file === 'number'
          ? new HttpResponse('<html>Not here</html>', { status: file })
          : typeof file === 'string'
            ? HttpResponse.text(file)
            : HttpResponse.json(file as object),
      ),
    ),
  )
}

/** Opens a conversation and tells what the panel would show and the console would say. */
async function open(options: Parameters<typeof readSettings>[0] = { config: CONFIG }) {
  let state: Partial<SessionState> = {}
  const problems: string[] = []
  const conversation = await openConversation(readSettings({ locale: 'fr', ...options }), {
    onChange: (change) => (state = { ...state, ...change }),
    onError: (error) => problems.push(error instanceof Error ? error.message : String(error)),
  })
  opened.push(conversation)
  const texts = () => (state.view?.messages ?? []).map(({ author, text }) => `${author}: ${text}`)
  const heard = (part: string) => expect.poll(() => texts().join('\n')).toContain(part)
  return { conversation, problems, heard, texts, state: () => state }
}

test('shows the shop, its answers and its way of contact, and greets', async () => {
  const { state, heard, problems } = await open()
  await heard('bot: Bonjour')
  expect(state().shop).toBe('Atelier Nelvet')
  expect(state().privacy).toBe(`${SHOP}/confidentialite`)
  expect(state().contact?.page).toBe(`${SHOP}/contact`)
  expect(
    state()
      .library?.browse()
      ?.categories.map(({ label }) => label),
  ).toEqual(['Livraison', 'Factures'])
  expect(state().shortcuts).toEqual(['handoff'])
  expect(problems).toEqual([])
})

test('the FAQ answers without a desk', async () => {
  const { conversation, heard } = await open()
  void conversation.send(
    { type: 'MESSAGE.SEND', text: 'combien coûte la livraison' },
    newMessageId(Date.now()),
  )
  await heard('4,90 €')
})

test.each([
  ['no configuration is named', {}, {}, /WID-003.*data-config/],
  [
    'the configuration is not there',
    { config: CONFIG },
    { '/config.json': 404 },
    /WID-010: https:\/\/shop\.example\/config\.json answered with status 404/,
  ],
  [
    'the configuration is a page',
    { config: CONFIG },
    { '/config.json': '<!doctype html>' },
    /WID-012: .*config\.json is not JSON/,
  ],
  [
    'the FAQ is broken',
    { config: CONFIG },
    { '/faq.fr.json': 500 },
    /WID-010: .*faq\.fr\.json answered with status 500/,
  ],
  [
    'the FAQ holds nothing',
    { config: CONFIG },
    { '/faq.fr.json': { locale: 'fr', categories: [], articles: [] } },
    /WID-016: .*faq\.fr\.json/,
  ],
])(
  'when %s there is no conversation, and the reason names file and way out',
  async (_, options, files, reason) => {
    serve(files)
    await expect(open(options)).rejects.toThrow(reason)
  },
)

test('a host that does not answer is named, with what to check', async () => {
  server.use(http.get(CONFIG, () => HttpResponse.error()))
  await expect(open()).rejects.toThrow(/WID-011: .*config\.json could not be fetched.*connect-src/)
})

test('articles that cannot be read are left out and named, the others answer', async () => {
  const faq = shopFiles['/faq.fr.json'] as { articles: object[] }
  serve({
    '/faq.fr.json': {
      ...faq,
      articles: [...faq.articles, { id: 'broken', category: 'delivery', question: 3 }],
    },
  })
  const { conversation, heard, problems } = await open()
  await expect.poll(() => problems.join('\n')).toMatch(/WID-015: .*faq\.fr\.json[^]*articles\[\d\]\.question/)
  void conversation.send(
    { type: 'MESSAGE.SEND', text: 'combien coûte la livraison' },
    newMessageId(Date.now()),
  )
  await heard('4,90 €')
})

test('what the tag says counts before the configuration', async () => {
  serve({ '/other.json': shopFiles['/faq.fr.json'] })
  const { state } = await open({ faq: `${SHOP}/other.json`, phone: '01' })
  expect(state().contact).toEqual({ phone: '01', email: undefined, page: undefined })
  expect(state().library?.browse()?.categories).toHaveLength(2)
})

test('a conversation is taken up within a day, and not after', async () => {
  const first = await open()
  void first.conversation.send({ type: 'MESSAGE.SEND', text: 'frais de port' }, newMessageId(Date.now()))
  await first.heard('4,90 €')
  await expect.poll(async () => JSON.stringify(await kept())).toContain('4,90')
  first.conversation.stop()

  const second = await open()
  await second.heard('customer: frais de port')
  second.conversation.stop()

  const record = (await kept()) as { snapshot: unknown }
  const storage = createKeptStorage({ scope: CONFIG, onLost: () => {} })
  storage.unlock()
  await storage.set('conversation', { ...record, savedAt: Date.now() - 25 * 3_600_000 })
  const third = await open()
  await third.heard('bot: Bonjour')
  expect(third.texts().join('\n')).not.toContain('frais de port')
})

test.each([
  null,
  'text',
  { savedAt: Date.now() },
  { savedAt: Date.now(), snapshot: null },
  { savedAt: Date.now(), snapshot: { version: 9, messages: [{ id: 1 }] } },
])('foreign values under our keys are a fresh start: %j', async (value) => {
  const storage = createKeptStorage({ scope: CONFIG, onLost: () => {} })
  storage.unlock()
  await storage.set('conversation', value)
  const { conversation, heard } = await open()
  void conversation.send({ type: 'MESSAGE.SEND', text: 'frais de port' }, newMessageId(Date.now()))
  await heard('4,90 €')
})

test('erasing empties the device and begins anew', async () => {
  const { conversation, heard, texts } = await open()
  void conversation.send({ type: 'MESSAGE.SEND', text: 'frais de port' }, newMessageId(Date.now()))
  await heard('4,90 €')
  await conversation.erase()
  await expect.poll(texts).toHaveLength(1)
  await expect.poll(async () => JSON.stringify((await kept()) ?? '')).not.toContain('frais de port')
})

test('erasing forgets that somebody was asked how it was', async () => {
  const { conversation, heard } = await open()
  void conversation.send({ type: 'MESSAGE.SEND', text: 'frais de port' }, newMessageId(Date.now()))
  await heard('4,90 €')
  const storage = createKeptStorage({ scope: CONFIG, onLost: () => {} })
  storage.unlock()
  await storage.set('comptoir:survey', { asked: '2026-11-22', answered: true })
  await conversation.erase()
  const later = createKeptStorage({ scope: CONFIG, onLost: () => {} })
  expect(await later.get('comptoir:survey')).toBeUndefined()
})

test.each([
  [{ tone: 'warm' }, 'bot: Bonjour et bienvenue chez Atelier Nelvet. 👋'],
  [{ tone: 'warm', texts: { fr: { 'conversation.greeting': 'Salut !' } } }, 'bot: Salut !'],
])('a shop that says %j greets: %s', async (settings, greeting) => {
  serve({ '/config.json': { ...(shopFiles['/config.json'] as object), ...settings } })
  const { heard } = await open()
  await heard(greeting)
})

test('what the page says by itself leaves nothing on the device', async () => {
  const { conversation, heard } = await open()
  await heard('bot: Bonjour')
  void conversation.send({ type: 'PAGE.CHANGE', url: `${SHOP}/panier` }, newMessageId(Date.now()))
  void conversation.send({ type: 'CUSTOMER.IDENTIFY', token: 'a.b.c' }, newMessageId(Date.now()))
  await new Promise((resolve) => setTimeout(resolve))
  expect(await indexedDB.databases()).toEqual([])
})

function kept(): Promise<unknown> {
  return createKeptStorage({ scope: CONFIG, onLost: () => {} }).get('conversation')
}

test('an index that was made beforehand answers; one that does not fit is named, and the page builds its own', async () => {
  const { faq } = readFaq(JSON.stringify(shopFiles['/faq.fr.json']))
  const index = prebuildIndex(faq, { locale: 'fr', lexicon: await loadLexicon('fr') })
  const config = { ...(shopFiles['/config.json'] as object), index: { fr: '/index.fr.json' } }
  serve({ '/config.json': config, '/index.fr.json': index })
  const first = await open()
  void first.conversation.send(
    { type: 'MESSAGE.SEND', text: 'combien coûte la livraison' },
    newMessageId(Date.now()),
  )
  await first.heard('4,90 €')
  expect(first.problems).toEqual([])
  await first.conversation.erase()

  for (const odd of [{ ...index, fingerprint: 'of another FAQ' }, { version: 1 }, 404]) {
    serve({ '/index.fr.json': odd })
    const { conversation, heard, problems } = await open()
    void conversation.send(
      { type: 'MESSAGE.SEND', text: 'combien coûte la livraison' },
      newMessageId(Date.now()),
    )
    await heard('4,90 €')
    expect(problems).toEqual([expect.stringMatching(/WID-01[05]: .*index\.fr\.json/)])
    await conversation.erase()
  }
})
