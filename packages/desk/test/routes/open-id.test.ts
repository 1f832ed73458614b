import { createDesk } from '@comptoir/desk'
import { describe, expect, it } from 'vitest'
import { secondFactorCode } from '../../src/second-factor.ts'
import { openDesk, origin, people, type FrontDoor } from '../front-door.ts'
import { openProvider, type OpenIdServer, type People } from '../openid-provider.ts'

// Signing in through a real provider.

const callback = `${origin}/desk/agent/openid/callback`
const staff: People = {
  jeanne: { name: 'Jeanne', email: 'Jeanne@shop.example', email_verified: true, groups: ['desk-agents'] },
  paul: { name: 'Paul', email: 'paul@shop.example', email_verified: true, groups: ['desk-admins'] },
  lise: { name: 'Lise', email: 'lise@shop.example', email_verified: true, groups: ['accounting'] },
  mallory: { name: 'Camille', email: 'camille', email_verified: false, groups: ['desk-agents'] },
}
const roles = { claim: 'groups', administrator: ['desk-admins'], agent: ['desk-agents', 'desk'] } as const

async function open(
  more: Parameters<typeof openDesk>[0] & { readonly only?: boolean } = {},
): Promise<{ readonly door: FrontDoor; readonly provider: OpenIdServer }> {
  const { only, ...options } = more
  const provider = await openProvider(callback, staff)
  const { issuer, clientId, clientSecret } = provider
  const openId = { issuer, clientId, clientSecret, name: 'Keycloak', scopes: ['groups'], roles }
  return { door: openDesk({ openId: { ...openId, ...(only ? { only } : {}) }, ...options }), provider }
}

const cookieIn = (answer: Response, name: string): string | undefined =>
  answer.headers
    .getSetCookie()
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0]

/** A browser's way through the provider and back. */
async function signIn(
  { door, provider }: Awaited<ReturnType<typeof open>>,
  login: string,
): Promise<Response> {
  const begun = await door.raw('GET', '/agent/openid')
  expect(begun.status).toBe(303)
  const address = new URL(begun.headers.get('location') ?? '')
  expect(address.searchParams.get('code_challenge_method')).toBe('S256')
  const back = new URL(await provider.signIn(address.href, login))
  return door.raw('GET', `/agent/openid/callback${back.search}`, {
    headers: { Cookie: cookieIn(begun, 'comptoir-sign-in') ?? '' },
  })
}

async function meOf(door: FrontDoor, answer: Response): Promise<unknown> {
  const Cookie = cookieIn(answer, 'comptoir-agent') ?? ''
  return (await door.ask('GET', '/agent/me', { headers: { Cookie } })).body
}

describe('somebody whom the provider knows', () => {
  it('is let in with the role that their groups give, today’s each time, and leads on to the console', async () => {
    const opened = await open()
    const { door } = opened
    expect((await door.ask('GET', '/agent/sign-in')).body).toEqual({ passwords: true, provider: 'Keycloak' })
    const answer = await signIn(opened, 'jeanne')
    expect(answer.headers.get('refresh')).toBe('0; url=/desk/console/')
    expect(answer.headers.getSetCookie().join()).toMatch(
      /comptoir-agent=[^;]+; Path=\/desk; HttpOnly; SameSite=Strict/,
    )
    expect(await meOf(door, answer)).toMatchObject({
      login: 'jeanne@shop.example',
      name: 'Jeanne',
      role: 'agent',
      state: 'available',
    })
    expect(await meOf(door, await signIn(opened, 'paul'))).toMatchObject({ role: 'administrator' })
    Object.assign(staff['jeanne'] ?? {}, { groups: ['desk-admins'] })
    const again = await meOf(door, await signIn(opened, 'jeanne'))
    Object.assign(staff['jeanne'] ?? {}, { groups: ['desk-agents'] })
    expect(again).toMatchObject({ login: 'jeanne@shop.example', role: 'administrator' })
  })

  it('is the one who had a password, where the provider has verified that it is their address', async () => {
    const agents = [{ login: 'jeanne@shop.example', name: 'Jeannette', passwordHash: people[0].passwordHash }]
    const opened = await open({ agents })
    expect(await meOf(opened.door, await signIn(opened, 'jeanne'))).toMatchObject({ name: 'Jeannette' })
  })

  it('is not let in without a group that gives a role, nor under the login of somebody else', async () => {
    const opened = await open()
    for (const stranger of ['lise', 'mallory']) {
      const answer = await signIn(opened, stranger)
      expect(answer.headers.get('refresh'), stranger).toBe('0; url=/desk/console/?refused')
      expect(cookieIn(answer, 'comptoir-agent')).toBeUndefined()
    }
    const why = opened.door.log.filter(({ event }) => event === 'sign-in-refused').map(({ error }) => error)
    expect(why).toEqual([
      expect.stringContaining('nothing in the claim groups gives a role'),
      expect.stringContaining('somebody else has this login'),
    ])
  })

  it('who has a second factor at the desk needs one at the provider too', async () => {
    const { passwordHash } = people[0]
    const agents = [{ login: 'jeanne@shop.example', name: 'Jeanne', passwordHash }]
    const opened = await open({ agents })
    const { door } = opened
    const signedIn = await door.ask('POST', '/agent/session', {
      body: { login: 'jeanne@shop.example', password: people[0].password },
      headers: { Origin: origin },
    })
    const headers = { Origin: origin, Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' }
    const { secret } = (await door.ask('POST', '/agent/second-factor', { headers })).body
    const code = secondFactorCode(secret, door.clock.now())
    await door.ask('PUT', '/agent/second-factor', { headers, body: { code } })
    expect((await signIn(opened, 'jeanne')).headers.get('refresh')).toContain('?refused')
    Object.assign(staff['jeanne'] ?? {}, { amr: ['pwd', 'mfa'] })
    const answer = await signIn(opened, 'jeanne')
    Object.assign(staff['jeanne'] ?? {}, { amr: undefined })
    expect(answer.headers.get('refresh')).toBe('0; url=/desk/console/')
  })
})

describe('what comes back from the provider', () => {
  it('counts in the browser that was sent there, once, for ten minutes, and for its own journey only', async () => {
    const opened = await open()
    const { door, provider } = opened
    const begin = async (): Promise<{ cookie: string; search: string }> => {
      const begun = await door.raw('GET', '/agent/openid')
      const back = new URL(await provider.signIn(begun.headers.get('location') ?? '', 'jeanne'))
      return { cookie: cookieIn(begun, 'comptoir-sign-in') ?? '', search: back.search }
    }
    const take = async (search: string, cookie: string): Promise<string | null> => {
      const answer = await door.raw('GET', `/agent/openid/callback${search}`, { headers: { Cookie: cookie } })
      return answer.headers.get('refresh')
    }
    const refused = '0; url=/desk/console/?refused'
    const [one, other] = [await begin(), await begin()]
    expect(await take(one.search, '')).toBe(refused)
    expect(await take(one.search, 'comptoir-sign-in=forged')).toBe(refused)
    expect(await take(one.search, other.cookie)).toBe(refused)
    expect(await take('?error=access_denied&state=x', other.cookie)).toBe(refused)
    expect(await take(other.search, other.cookie)).toBe('0; url=/desk/console/')
    expect(await take(other.search, other.cookie)).toBe(refused)
    const late = await begin()
    door.clock.advance(10 * 60_000 + 1000)
    expect(await take(late.search, late.cookie)).toBe(refused)
  })

  it('is no use where no provider is set, and a provider that is away is said in a sentence', async () => {
    const without = openDesk()
    expect((await without.ask('GET', '/agent/sign-in')).body).toEqual({ passwords: true })
    expect((await without.raw('GET', '/agent/openid')).headers.get('refresh')).toContain('?refused')
    const away = { issuer: 'http://127.0.0.1:9', clientId: 'a', clientSecret: 'b' }
    const door = openDesk({ openId: away })
    expect((await door.raw('GET', '/agent/openid')).headers.get('refresh')).toContain('?refused')
  })
})

describe('the settings', () => {
  it('may turn passwords off', async () => {
    const { door } = await open({ only: true })
    expect((await door.ask('GET', '/agent/sign-in')).body).toEqual({ passwords: false, provider: 'Keycloak' })
    const { login, password } = people[0]
    const said = await door.ask('POST', '/agent/session', {
      body: { login, password },
      headers: { Origin: origin },
    })
    expect(said).toMatchObject({ status: 403, body: { error: { code: 'DESK-129' } } })
  })

  it('take no provider that is reached without encryption, but on this machine', () => {
    const openId = { issuer: 'http://login.example', clientId: 'a', clientSecret: 'b' }
    expect(() => createDesk({ data: ':memory:', openId })).toThrow(/DESK-002 option openId.issuer/)
  })
})
