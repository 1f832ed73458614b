import type { ShopOptions } from '@comptoir/desk'
import { fakeCustomer, fakeOrder } from '@comptoir/desk/fakes'
import { signCustomerToken } from '@comptoir/desk/shop-contract'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDesk, type FrontDoor } from '../front-door.ts'

const issuer = 'https://shop.example'
const minute = 60_000

function token(
  door: FrontDoor,
  changes: { customerId?: string; issuer?: string; secret?: string; now?: number } = {},
): Promise<string> {
  return signCustomerToken({
    issuer,
    customerId: 'customer-7',
    secret: door.shop.secret,
    now: door.clock.now(),
    ...changes,
  })
}

/** A token signed with the right secret whose claims are these. */
function odd(door: FrontDoor, claims: JWTPayload, alg = 'HS256'): Promise<string> {
  const key = new TextEncoder().encode(door.shop.secret)
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(key)
}

describe('a customer who is logged in at the shop', () => {
  it('sees all their orders with invoices, newest first, and no one else’s', async () => {
    const door = openDesk(
      {},
      {
        orders: [
          fakeOrder({ reference: 'OLDERONES', placedAt: '2026-01-05T09:00:00.000Z' }),
          fakeOrder(),
          fakeOrder({ reference: 'OTHERONES', customerId: 'customer-8' }),
        ],
      },
    )
    const customer = await door.customer()
    expect((await customer.post('/identity', { token: await token(door) })).body).toEqual({ level: 3 })
    const { body } = await customer.get('/orders')
    expect(body.orders).toMatchObject([
      { reference: 'XKBKNABJK', invoices: [{ number: 'FA-2026-00031' }] },
      { reference: 'OLDERONES' },
    ])
    expect((await customer.get('/orders/OLDERONES')).status).toBe(200)
    expect((await customer.get('/orders/OTHERONES')).status).toBe(403)
    expect((await customer.get('/orders/ZZZZZZZZZ')).status).toBe(403)
  })

  it('has no list of orders before that', async () => {
    const customer = await openDesk().customer()
    expect((await customer.get('/orders')).body).toEqual({ orders: [] })
  })

  it('loses it half an hour after the last act', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.post('/identity', { token: await token(door) })
    door.clock.advance(31 * minute)
    expect((await customer.get('/orders')).body).toEqual({ orders: [] })
  })

  it('may show the same token again, in the same conversation only', async () => {
    const door = openDesk()
    const jwt = await token(door)
    const customer = await door.customer()
    expect((await customer.post('/identity', { token: jwt })).status).toBe(200)
    expect((await customer.post('/identity', { token: jwt })).status).toBe(200)
    const other = await door.customer()
    expect((await other.post('/identity', { token: jwt })).status).toBe(401)
  })

  it('gives way to the next one on the same device, with the links of the first', async () => {
    const door = openDesk(
      {},
      {
        customers: [fakeCustomer(), fakeCustomer({ id: 'customer-8' })],
        orders: [fakeOrder(), fakeOrder({ reference: 'OTHERONES', customerId: 'customer-8' })],
      },
    )
    const customer = await door.customer()
    await customer.post('/identity', { token: await token(door) })
    const link = await customer.post('/links', { ref: 'invoice:XKBKNABJK:FA-2026-00031' })
    await customer.post('/identity', { token: await token(door, { customerId: 'customer-8' }) })
    expect((await customer.get('/orders')).body.orders).toMatchObject([{ reference: 'OTHERONES' }])
    expect((await customer.get('/orders/XKBKNABJK')).status).toBe(403)
    expect((await door.raw('GET', link.body.href.slice('/desk'.length))).status).toBe(404)
  })
})

const now = (door: FrontDoor): number => Math.floor(door.clock.now() / 1000)

const claims = (door: FrontDoor): JWTPayload => ({
  iss: issuer,
  aud: 'comptoir-desk',
  sub: 'customer-7',
  jti: 'one',
  iat: now(door),
  nbf: now(door),
  exp: now(door) + 600,
})

const without = (door: FrontDoor, name: string): JWTPayload => {
  const { [name]: _, ...rest } = claims(door)
  return rest
}

describe('a token is refused, always in the same words,', () => {
  it.each<readonly [string, (door: FrontDoor) => Promise<string> | string]>([
    ['signed with another secret', (door) => token(door, { secret: 'another secret of somebody' })],
    ['of another shop', (door) => token(door, { issuer: 'https://evil.example' })],
    ['that has ended', (door) => token(door, { now: door.clock.now() - 20 * minute })],
    ['that is not valid yet', (door) => token(door, { now: door.clock.now() + 5 * minute })],
    ['that lives longer than 15 minutes', (door) => odd(door, { ...claims(door), exp: now(door) + 3600 })],
    ['for another audience', (door) => odd(door, { ...claims(door), aud: 'somebody-else' })],
    ['without iss', (door) => odd(door, without(door, 'iss'))],
    ['without aud', (door) => odd(door, without(door, 'aud'))],
    ['without sub', (door) => odd(door, without(door, 'sub'))],
    ['without exp', (door) => odd(door, without(door, 'exp'))],
    ['without nbf', (door) => odd(door, without(door, 'nbf'))],
    ['without iat', (door) => odd(door, without(door, 'iat'))],
    ['without jti', (door) => odd(door, without(door, 'jti'))],
    ['with another algorithm', (door) => odd(door, claims(door), 'HS512')],
    ['with no algorithm', (door) => new UnsecuredJWT(claims(door)).encode()],
    ['that is no token', () => 'not.a.token'],
    [
      'with one letter changed',
      // The first letter of the signature: the last one carries bits that nobody reads.
      async (door) =>
        (await token(door)).replace(/\.(.)(?=[^.]*$)/, (_, sign) => (sign === 'A' ? '.B' : '.A')),
    ],
  ])('%s', async (_, make) => {
    const door = openDesk()
    const customer = await door.customer()
    const said = await customer.post('/identity', { token: await make(door) })
    expect(said).toMatchObject({ status: 401, body: { error: { code: 'DESK-117' } } })
    expect((await customer.get('/orders')).body).toEqual({ orders: [] })
  })

  it('and the good one of the same claims is not', async () => {
    const door = openDesk()
    const customer = await door.customer()
    expect((await customer.post('/identity', { token: await odd(door, claims(door)) })).status).toBe(200)
  })
})

describe('a shop that changes the shared secret', () => {
  it('signs with the old one or the new, until the old one is taken out', async () => {
    const url = 'https://shop.example/comptoir/v1'
    const secret = 'the new secret of desk and shop'
    const previousSecret = 'the old secret of desk and shop'
    const statuses = async (shop: ShopOptions): Promise<readonly number[]> => {
      const door = openDesk({ shop })
      const customer = await door.customer()
      return await Promise.all(
        [secret, previousSecret, 'a secret of somebody else'].map(
          async (one) =>
            (await customer.post('/identity', { token: await token(door, { secret: one }) })).status,
        ),
      )
    }
    expect(await statuses({ url, secret, previousSecret })).toEqual([200, 200, 401])
    expect(await statuses({ url, secret })).toEqual([200, 401, 401])
  })
})

describe('a shop with keys of its own', () => {
  it('signs with ES256, and what the shared secret signed is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const keys = JSON.stringify({
      keys: [{ ...(await exportJWK(publicKey)), kid: 'autumn', alg: 'ES256', use: 'sig' }],
    })
    const server = createServer((_, answer) => answer.setHeader('Content-Type', 'application/json').end(keys))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0

    const door = openDesk({
      shop: {
        url: 'https://shop.example/comptoir/v1',
        secret: 'a secret of desk and shop',
        jwks: `http://127.0.0.1:${port}/keys.json`,
      },
    })
    const at = Math.floor(door.clock.now() / 1000)
    const jwt = await new SignJWT({ jti: 'one' })
      .setProtectedHeader({ alg: 'ES256', kid: 'autumn' })
      .setIssuer(issuer)
      .setAudience('comptoir-desk')
      .setSubject('customer-7')
      .setIssuedAt(at)
      .setNotBefore(at)
      .setExpirationTime(at + 300)
      .sign(privateKey)
    const customer = await door.customer()
    expect((await customer.post('/identity', { token: jwt })).status).toBe(200)
    expect((await customer.post('/identity', { token: await token(door) })).status).toBe(401)
  })
})
