import { createDesks, type Desk } from '@comptoir/desk'
import { createFakeShop } from '@comptoir/desk/fakes'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { routes } from '../src/routes/index.ts'
import { people } from './front-door.ts'

// Two brands on one service: what is one's is not there for the other.

const origin = 'https://desks.example'
const { password, passwordHash } = people[0]
const clock = { now: () => Date.parse('2026-11-21T10:00:00Z'), setAlarm: () => () => {} }

function openDesks(): (
  method: string,
  path: string,
  headers?: Record<string, string>,
  body?: unknown,
) => Promise<Response> {
  const shop = createFakeShop({ now: clock.now })
  const own = { shop: { url: shop.url, secret: shop.secret, fetch: shop.fetch } }
  const desks = createDesks({
    data: ':memory:',
    clock,
    log: () => {},
    agents: [{ login: 'camille', name: 'Camille', passwordHash }],
    limits: { conversations: { count: 1000, perMs: 1000 } },
    shops: { nelvet: own, verger: own },
  })
  onTestFinished(() => desks.close())
  return (method, path, headers = {}, body) =>
    desks.fetch(
      new Request(`${origin}/desk${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      { address: '192.0.2.1' },
    )
}

describe('several shops', () => {
  it('have conversations, staff and records of their own', async () => {
    const ask = openDesks()
    const { id, secret } = await (await ask('POST', '/nelvet/conversations', {}, { locale: 'fr' })).json()
    const customer = { Authorization: `Bearer ${secret}` }
    expect((await ask('GET', `/nelvet/conversations/${id}/messages`, customer)).status).toBe(200)
    for (const { method, path, access } of routes.filter((route) => route.access === 'customer')) {
      const there = `/verger${path.replace(':id', id).replace(/:\w+/g, 'something')}`
      const said = await ask(method, there, customer, method === 'GET' ? undefined : {})
      expect(said.status, `${access} ${method} ${there}`).toBe(404)
    }
    const login = { login: 'camille', password }
    const signedIn = await ask('POST', '/nelvet/agent/session', { Origin: origin }, login)
    const cookie = signedIn.headers.get('set-cookie') ?? ''
    expect(cookie).toContain('Path=/desk/nelvet;')
    const Cookie = cookie.split(';')[0] ?? ''
    expect((await ask('GET', '/nelvet/agent/me', { Cookie })).status).toBe(200)
    expect((await ask('GET', '/verger/agent/me', { Cookie })).status).toBe(401)
  })

  it('are well together, and there is nothing beside them', async () => {
    const ask = openDesks()
    expect((await ask('GET', '/healthz')).status).toBe(200)
    for (const path of ['/', '/other/healthz', '/conversations', '/nelvet2/healthz'])
      expect((await ask('GET', path)).status).toBe(404)
  })

  it('are all closed again where one of them cannot open', async () => {
    const data = mkdtempSync(join(tmpdir(), 'comptoir-desks-'))
    onTestFinished(() => rmSync(data, { recursive: true }))
    const shops = { nelvet: { data }, verger: { data } }
    expect(() => createDesks({ log: () => {}, announce: () => {}, shops })).toThrow(/^DESK-021/)
    const { nelvet } = shops
    const open = (): Desk => createDesks({ log: () => {}, announce: () => {}, shops: { nelvet } })
    await (await vi.waitFor(open, { timeout: 20_000 })).close()
  })

  it('have plain names', () => {
    for (const name of ['Nelvet', '../x', '', 'a b', '__proto__x'])
      expect(() => createDesks({ data: ':memory:', shops: { [name]: {} } })).toThrow(/^DESK-002/)
  })
})
