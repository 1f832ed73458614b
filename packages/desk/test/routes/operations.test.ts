import { describe, expect, it } from 'vitest'
import { openDesk, origin } from '../front-door.ts'

describe('/openapi.json', () => {
  it('describes every route with its body, and refuses what it does not name', async () => {
    const { body } = await openDesk().ask('GET', '/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(body.servers).toEqual([{ url: '/desk' }])
    const put = body.paths['/conversations/{id}/messages/{clientId}'].put
    expect(put).toMatchObject({
      operationId: 'putConversationsMessagesByClientId',
      security: [{ conversation: [] }],
      parameters: [
        { name: 'id', in: 'path' },
        { name: 'clientId', in: 'path' },
      ],
    })
    const schema = put.requestBody.content['application/json'].schema
    expect(schema.additionalProperties).toBe(false)
    expect(schema.required).toEqual(['author', 'text', 'at'])
    expect(Object.keys(put.responses)).toEqual(['200', '201', '400', '401', '404', 'default'])
    const ids = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('/healthz', () => {
  it('is well while the store answers, and not once it is closed', async () => {
    const door = openDesk()
    expect(await door.ask('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect((await door.raw('HEAD', '/healthz')).status).toBe(200)
    await door.desk.close()
    expect((await door.raw('GET', '/healthz')).status).toBe(500)
  })
})

describe('/metrics', () => {
  it('is for the machine itself', async () => {
    const door = openDesk()
    const from = async (address: string, headers: Record<string, string> = {}): Promise<number> =>
      (await door.raw('GET', '/metrics', { address, headers })).status
    expect(await from('127.0.0.1')).toBe(200)
    expect(await from('::1')).toBe(200)
    expect(await from('192.0.2.10')).toBe(404)
    expect(await from('127.0.0.1', { 'X-Forwarded-For': '192.0.2.10' }), 'through a proxy').toBe(404)
  })

  it('is for whoever has its token, where one is set', async () => {
    const door = openDesk({ metricsToken: 'a token of the monitoring' })
    const read = async (token: string): Promise<number> =>
      (await door.raw('GET', '/metrics', { headers: { Authorization: `Bearer ${token}` } })).status
    expect(await read('a token of the monitoring')).toBe(200)
    expect(await read('another')).toBe(404)
    expect((await door.raw('GET', '/metrics', { address: '127.0.0.1' })).status).toBe(404)
  })

  it('counts requests by route, and what is due', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.says('Bonjour', 'message-one')
    await customer.says('Bonjour', 'message-one')
    const text = await (await door.raw('GET', '/metrics', { address: '127.0.0.1' })).text()
    expect(text).toContain(
      'comptoir_requests_total{method="PUT",route="/conversations/:id/messages/:clientId",status="201"} 1',
    )
    expect(text).toContain('comptoir_messages_committed_total 1')
    expect(text).toContain('comptoir_messages_repeated_total 1')
    expect(text).toContain('comptoir_handoffs_waiting 0')
    expect(text).toMatch(/comptoir_request_duration_ms_bucket\{le="\+Inf"\} 3/)
    expect(text).not.toContain(customer.id)
  })
})

describe('the log', () => {
  it('is one line a request, and names nobody and nothing that was said', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.says('PLANTED-TEXT')
    await customer.post('/verifications', {
      reference: 'PLANTEDREF',
      email: 'planted@exemple.fr',
      postcode: '99999',
    })
    await customer.post('/callbacks', {
      phone: '02 61 91 77 77',
      slotId: '2026-11-21T10:30:00.000Z',
      name: 'PLANTED-NAME',
      reason: 'PLANTED-REASON',
      locale: 'fr',
      consent: { service: true, commercial: false, textVersion: 'v1' },
    })
    door.shop.behave('broken')
    await customer.get('/orders/PLANTEDREF')
    await customer.post('/verifications', { reference: 'PLANTEDREF', email: 'planted@exemple.fr' })
    expect(door.log[0]).toEqual({
      time: '2026-11-21T10:00:00.000Z',
      level: 'info',
      event: 'request',
      method: 'POST',
      route: '/conversations',
      status: 201,
      ms: 0,
    })
    const text = JSON.stringify(door.log)
    for (const secret of [
      'PLANTED',
      'planted',
      '99999',
      '77 77',
      '7777',
      '192.0.2.10',
      customer.id,
      customer.secret,
    ]) {
      expect(text).not.toContain(secret)
    }
    expect(text).toContain('shop-unavailable')
  })
})

describe('a page of another origin', () => {
  const shop = 'https://boutique.example'

  it('may carry the widget when the settings name it, and reach nothing of the console', async () => {
    const door = openDesk({ allowedOrigins: [shop] })
    const allowed = async (path: string, from: string): Promise<string | null> =>
      (await door.raw('GET', path, { headers: { Origin: from } })).headers.get('access-control-allow-origin')
    expect(await allowed('/availability', shop)).toBe(shop)
    expect(await allowed('/availability', 'https://evil.example')).toBeNull()
    expect(await allowed('/availability', 'null')).toBeNull()
    expect(await allowed('/agent/me', shop)).toBeNull()
    const preflight = await door.raw('OPTIONS', '/conversations/c/messages/m', {
      headers: {
        Origin: shop,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization',
      },
    })
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('hears also why it was refused', async () => {
    const door = openDesk({ allowedOrigins: [shop] })
    const said = await door.ask('GET', '/conversations/c/messages', { headers: { Origin: shop } })
    expect(said.status).toBe(401)
    expect(said.headers.get('access-control-allow-origin')).toBe(shop)
  })
})

describe('the base path', () => {
  it.each(['', '/desk', '/service/client'])("may be '%s'", async (basePath) => {
    const door = openDesk({ basePath })
    expect((await door.ask('GET', '/healthz')).status).toBe(200)
    const redirect = await door.raw('GET', '/console')
    expect(redirect.headers.get('location')).toBe(`${basePath}/console/`)
    const signedIn = await door.raw('POST', '/agent/session', {
      body: { login: 'camille', password: 'les quais de Caen' },
      headers: { Origin: origin },
    })
    expect(signedIn.headers.get('set-cookie')).toContain(`Path=${basePath || '/'};`)
  })
})

describe('options that do not fit', () => {
  it.each([
    [{ basePath: 'desk' }, /^DESK-002 option basePath must be '' or a path/],
    [{ basePath: '/desk/' }, /basePath/],
    [{ allowedOrigins: ['boutique.example'] }, /allowedOrigins\[0\] must be an origin/],
    [{ trustedProxies: ['localhost'] }, /trustedProxies\[0\] must be an IP address/],
    [{ shop: { url: 'ftp://shop', secret: 'a secret of desk and shop' } }, /shop\.url/],
    [
      { shop: { url: 'https://shop.example', secret: 'short' } },
      /shop\.secret must be a secret of at least 16 characters, and is 5/,
    ],
    [{ agents: [{ login: 'camille', name: 'Camille', password: 'short' }] }, /agents\[0\]\.password/],
    [{ agents: [{ login: 'ca mille', name: 'Camille', password: 'long enough' }] }, /agents\[0\]\.login/],
    [{ agents: [{ login: 'camille', name: 'Camille', passwordHash: 'plain' }] }, /agents\[0\]\.passwordHash/],
    [{ hours: { week: { mon: [['18:00', '09:00']] } } }, /hours\.week\.mon/],
  ] as const)('%j is told in a sentence', (options, sentence) => {
    expect(() => openDesk(options)).toThrow(sentence)
  })
})

describe('a desk without a shop', () => {
  it('serves everything but orders, and says so', async () => {
    const door = openDesk()
    const alone = openDesk({ shop: undefined } as object)
    const customer = await alone.customer()
    expect((await customer.says('Bonjour')).status).toBe(201)
    const claim = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' }
    expect((await customer.post('/verifications', claim)).status).toBe(503)
    expect((await (await door.customer()).post('/verifications', claim)).status).toBe(200)
  })
})
