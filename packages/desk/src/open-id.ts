import { jwtVerify, SignJWT } from 'jose'
import { randomUUID } from 'node:crypto'
import * as oidc from 'openid-client'
import { loginOf, openSession, publicOrigin } from './agents.ts'
import { noProvider, tooMany } from './messages.ts'
import type { Peer } from './network.ts'
import type { Services } from './services.ts'
import { hasSecondFactor } from './second-factor.ts'
import type { OpenIdOptions } from './settings.ts'
import type { Agent, AgentRole } from './store/store.ts'

/** Knows the provider that signs people in; asked for the first time when somebody wants to. */
export interface OpenIdProvider {
  configuration(): Promise<oidc.Configuration>
}

/** Somebody was not let in. The message is for the log: what the browser is told says less. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
}

/** How long somebody may take at the provider. */
const awayMs = 10 * 60_000

const cookieName = 'comptoir-sign-in'

export function createOpenIdProvider({ issuer, clientId, clientSecret }: OpenIdOptions): OpenIdProvider {
  let found: Promise<oidc.Configuration> | undefined
  return {
    configuration: () => {
      if (found) return found
      const isPlain = new URL(issuer).protocol === 'http:'
      found = oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
        timeout: 5,
        ...(isPlain ? { execute: [oidc.allowInsecureRequests] } : {}),
      })
      // A provider that was away is asked again by whoever comes next.
      found.catch(() => (found = undefined))
      return found
    },
  }
}

/**
 * Sends a browser to the provider: authorization code with PKCE. What has to be known when it comes back travels with
 * the browser, signed, in a cookie of its own; so any node may take up where another began.
 */
export async function beginOpenId(
  services: Services,
  request: Request,
  peer: Peer | undefined,
  network: string,
): Promise<{ readonly location: string; readonly cookie: string }> {
  const { openId, settings, limits, keys, now } = services
  if (!openId || !settings.openId) throw noProvider()
  const wait = await limits.signIns.take(network, now())
  if (wait > 0) throw tooMany('sign-ins', wait)
  const configuration = await openId.configuration()
  const kept = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  }
  const location = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackAddress(services, request, peer),
    scope: ['openid', 'profile', 'email', ...(settings.openId.scopes ?? [])].join(' '),
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: 'S256',
  })
  const sealed = await new SignJWT(kept)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(new Date(now() + awayMs))
    .sign(new TextEncoder().encode((await keys).signIns))
  return { location: location.href, cookie: travelCookie(services, request, peer, sealed) }
}

/**
 * Takes a browser back from the provider, and lets in whoever it is: the agent who is bound to that name at the
 * provider, else the one whose login is their verified e-mail address, else somebody new.
 *
 * @throws {SignInRefused} and what the provider's answer is found to lack
 */
export async function finishOpenId(
  services: Services,
  request: Request,
  peer: Peer | undefined,
): Promise<{ readonly agent: Agent; readonly token: string }> {
  const { openId, settings } = services
  if (!openId || !settings.openId) throw noProvider()
  const { state, nonce, verifier } = await travelled(services, request)
  const configuration = await openId.configuration()
  const back = new URL(callbackAddress(services, request, peer))
  back.search = new URL(request.url).search
  const tokens = await oidc.authorizationCodeGrant(configuration, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  const proven = tokens.claims()
  if (!proven) throw new SignInRefused('the provider gave no ID token')
  // Many providers say the groups of a person only when asked for them.
  const more = configuration.serverMetadata().userinfo_endpoint
    ? await oidc.fetchUserInfo(configuration, tokens.access_token, proven.sub)
    : {}
  const claims: Claims = { ...more, ...proven }
  const agent = await agentFor(services, settings.openId, claims)
  return openSession(services, agent)
}

/** A cookie that ends the journey. */
export function travelCookie(
  services: Services,
  request: Request,
  peer: Peer | undefined,
  sealed: string | undefined,
): string {
  const secure = publicOrigin(services, request, peer).startsWith('https:') ? '; Secure' : ''
  const path = `${services.settings.basePath}/agent/openid`
  // Lax: the provider leads back here, and a strict cookie would stay at home.
  const age = sealed === undefined ? 0 : awayMs / 1000
  return `${cookieName}=${sealed ?? ''}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`
}

interface Claims {
  readonly iss: string
  readonly sub: string
  readonly email?: unknown
  readonly email_verified?: unknown
  readonly name?: unknown
  readonly given_name?: unknown
  readonly amr?: unknown
  readonly [claim: string]: unknown
}

async function agentFor({ store }: Services, options: OpenIdOptions, claims: Claims): Promise<Agent> {
  const role = roleOf(options, claims)
  const subject = `${claims.iss} ${claims.sub}`
  const login = typeof claims.email === 'string' ? loginOf(claims.email) : undefined
  const known =
    (await store.agentBySubject(subject)) ??
    (await bound(store, login, claims.email_verified === true, subject)) ??
    (await newcomer(store, login ?? claims.sub, nameOf(claims), role ?? 'agent', subject))
  // Who has turned a second factor on at the desk is not let in with less by the provider.
  if (hasSecondFactor(known) && !usedSecondFactor(claims))
    throw new SignInRefused('a second factor is turned on, and the provider used none')
  if (role === undefined || role === known.role) return known
  await store.setAgentRole(known.id, role)
  return { ...known, role }
}

/** `undefined` where the provider has no say in it. */
function roleOf({ roles }: OpenIdOptions, claims: Claims): AgentRole | undefined {
  if (!roles) return undefined
  const value = claims[roles.claim]
  const has: readonly unknown[] = Array.isArray(value) ? value : [value]
  const role = (['administrator', 'supervisor', 'agent'] as const).find((one) =>
    roles[one]?.some((wanted) => has.includes(wanted)),
  )
  if (!role) throw new SignInRefused(`nothing in the claim ${roles.claim} gives a role`)
  return role
}

/** Somebody who had a password until now: the provider has verified that the login is their address. */
async function bound(
  store: Services['store'],
  login: string | undefined,
  isVerified: boolean,
  subject: string,
): Promise<Agent | undefined> {
  const agent = login === undefined || !isVerified ? undefined : await store.agentByLogin(login)
  if (!agent || !(await store.bindSubject(agent.id, subject))) return undefined
  return agent
}

async function newcomer(
  store: Services['store'],
  login: string,
  name: string,
  role: AgentRole,
  subject: string,
): Promise<Agent> {
  const id = randomUUID()
  const added = await store.addAgent({
    id,
    login,
    name,
    role,
    // No password has this hash.
    passwordHash: 'openid',
    mustChangePassword: false,
  })
  if (added.id !== id || !(await store.bindSubject(id, subject)))
    throw new SignInRefused('somebody else has this login')
  return added
}

function nameOf({ given_name: given, name, email, sub }: Claims): string {
  const found = [given, name, email, sub].find((one): one is string => typeof one === 'string' && one !== '')
  return (found ?? sub).slice(0, 100)
}

/** RFC 8176: more than one factor was used, or one that takes two. */
function usedSecondFactor({ amr }: Claims): boolean {
  return Array.isArray(amr) && ['mfa', 'otp', 'hwk', 'sc', 'swk'].some((one) => amr.includes(one))
}

async function travelled(
  { keys, now }: Services,
  request: Request,
): Promise<{ readonly state: string; readonly nonce: string; readonly verifier: string }> {
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/)
  const sealed = cookies.find((one) => one.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1)
  if (!sealed) throw new SignInRefused('the browser brings nothing back that it was sent away with')
  const key = new TextEncoder().encode((await keys).signIns)
  const { payload } = await jwtVerify(sealed, key, { algorithms: ['HS256'], currentDate: new Date(now()) })
  const { state, nonce, verifier } = payload
  return { state: String(state), nonce: String(nonce), verifier: String(verifier) }
}

function callbackAddress(services: Services, request: Request, peer: Peer | undefined): string {
  return `${publicOrigin(services, request, peer)}${services.settings.basePath}/agent/openid/callback`
}
