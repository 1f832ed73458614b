import { createHash, randomUUID } from 'node:crypto'
import {
  changePasswordFirst,
  foreignOrigin,
  passwordsOff,
  samePassword,
  secondFactorNeeded,
  signInFirst,
  tooMany,
  wrongLogin,
} from './messages.ts'
import { peerAddress, type Peer } from './network.ts'
import { hashPassword, hashPasswordSync, oneTimePassword, passwordFits } from './password.ts'
import { hashSecret, newSecret } from './secret.ts'
import { hasSecondFactor, secondFactorStep } from './second-factor.ts'
import type { Services } from './services.ts'
import type { Agent } from './store/store.ts'

/** The name of the console's cookie. */
export const sessionCookie = 'comptoir-agent'

/** How long a session lasts: one working day. */
const sessionMs = 12 * 3_600_000

/** The console is heard of at least this often while it is open. */
export const seenEveryMs = 20_000

/** Who was not heard of for so long is not there: the console or the customer's page is closed. */
export const awayAfterMs = 75_000

/**
 * Adds the people of the settings who are not there yet. On a first start without any, makes one administrator
 * and tells the one-time password, which has to be replaced at the first sign-in.
 */
export async function seedAgents({ settings, store }: Pick<Services, 'settings' | 'store'>): Promise<void> {
  for (const seed of settings.agents) {
    const login = loginOf(seed.login)
    if (await store.agentByLogin(login)) continue
    await store.addAgent({
      id: randomUUID(),
      login,
      name: seed.name,
      ...(seed.title === undefined ? {} : { title: seed.title }),
      role: seed.role ?? 'agent',
      passwordHash: seed.passwordHash ?? hashPasswordSync(seed.password ?? ''),
      mustChangePassword: false,
    })
  }
  if ((await store.agents()).length > 0) return
  const password = oneTimePassword()
  const id = randomUUID()
  const admin = await store.addAgent({
    id,
    login: 'admin',
    name: 'Service client',
    role: 'administrator',
    passwordHash: hashPasswordSync(password),
    mustChangePassword: true,
  })
  // Another desk on the same database may have been faster: then its password is the one that counts.
  if (admin.id !== id) return
  settings.announce(`First start. Sign in to the console as admin with the one-time password ${password}`)
}

/**
 * Signs somebody in. An unknown login costs the same work and gets the same answer as a wrong password.
 *
 * @returns the agent and the value of the cookie
 * @throws {Problem} 401 or 429
 */
export async function signIn(
  services: Services,
  given: { readonly login: string; readonly password: string; readonly code?: string },
  network: string,
): Promise<{ readonly agent: Agent; readonly token: string }> {
  const { store, limits, settings } = services
  if (settings.openId?.only) throw passwordsOff()
  const now = services.now()
  const login = loginOf(given.login)
  const waits = [await limits.signIns.take(network, now), await limits.signIns.take(keyOf(login), now)]
  const wait = Math.max(...waits)
  if (wait > 0) throw tooMany('sign-ins', wait)
  const agent = await store.agentByLogin(login)
  if (!(await passwordFits(given.password, agent?.passwordHash)) || !agent) throw wrongLogin()
  await requireSecondFactor(services, agent, given.code)
  return openSession(services, agent)
}

/** Lets somebody in who has shown who they are: the agent, and the value of the cookie. */
export async function openSession(
  services: Services,
  agent: Agent,
): Promise<{ readonly agent: Agent; readonly token: string }> {
  const { store, broker } = services
  const now = services.now()
  const token = newSecret()
  await store.addSession({ tokenHash: hashSecret(token), agentId: agent.id, expiresAt: now + sessionMs })
  await store.setAgentState(agent.id, agent.state === 'signed-out' ? 'available' : agent.state)
  await store.seeAgent(agent.id, now)
  broker.publish({ type: 'queue' })
  return { agent: (await store.agent(agent.id)) ?? agent, token }
}

/** @throws {Problem} 401 without the code where the agent has a second factor, or with one that does not fit */
async function requireSecondFactor(
  { store, now }: Services,
  agent: Agent,
  code: string | undefined,
): Promise<void> {
  const { id, secondFactor, secondFactorStep: usedStep } = agent
  if (secondFactor === undefined || !hasSecondFactor(agent)) return
  if (code === undefined) throw secondFactorNeeded()
  const step = secondFactorStep(secondFactor, code, now(), usedStep)
  if (step === undefined || !(await store.useSecondFactorStep(id, step))) throw wrongLogin()
}

/** Ends the session that came with the request, and with the last one the agent's presence. */
export async function signOut(services: Services, request: Request, agent: Agent): Promise<void> {
  const token = sessionToken(request)
  if (token) await services.store.removeSession(hashSecret(token))
  await services.store.setAgentState(agent.id, 'signed-out')
  services.broker.publish({ type: 'signed-out', agentId: agent.id })
  services.broker.publish({ type: 'queue' })
}

/** A login is kept as its hash in the limits: people type passwords into the wrong field. */
function keyOf(login: string): string {
  return createHash('sha256').update(login).digest('hex')
}

/**
 * Replaces a password; every other session of the agent ends. Tries count as sign-ins: whoever finds a session open
 * guesses no faster than at the door.
 *
 * @throws {Problem} 401 when `current` is wrong, 400 when nothing would change, 429
 */
export async function changePassword(
  services: Services,
  agent: Agent,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<string> {
  const wait = await services.limits.signIns.take(keyOf(agent.login), services.now())
  if (wait > 0) throw tooMany('sign-ins', wait)
  if (!(await passwordFits(current, agent.passwordHash))) throw wrongLogin()
  if (password === current) throw samePassword()
  await services.store.setPassword(agent.id, await hashPassword(password))
  await services.store.removeSessionsOf(agent.id)
  const token = newSecret()
  await services.store.addSession({
    tokenHash: hashSecret(token),
    agentId: agent.id,
    expiresAt: services.now() + sessionMs,
  })
  return token
}

/**
 * Who is signed in with this request.
 *
 * @throws {Problem} 401 without a session, 403 for a write from another origin or before a one-time password
 *   was replaced
 */
export async function signedInAgent(
  services: Services,
  request: Request,
  peer: Peer | undefined,
  { newcomers }: { readonly newcomers: boolean },
): Promise<Agent> {
  const token = sessionToken(request)
  if (!token) throw signInFirst()
  const session = await services.store.session(hashSecret(token))
  const now = services.now()
  if (!session || session.expiresAt <= now) throw signInFirst()
  const agent = await services.store.agent(session.agentId)
  if (!agent) throw signInFirst()
  if (request.method !== 'GET') requireOwnOrigin(services, request, peer)
  if (agent.mustChangePassword && !newcomers) throw changePasswordFirst()
  if (now - (agent.seenAt ?? 0) > seenEveryMs) await services.store.seeAgent(agent.id, now)
  return agent
}

/**
 * A browser says where a write comes from; only the console's own page may write. Behind a trusted proxy the
 * console's host is the one that the proxy was asked for.
 */
export function requireOwnOrigin(services: Services, request: Request, peer: Peer | undefined): void {
  const origin = request.headers.get('origin')
  const host = hostOf(services, request, peer)
  const site = request.headers.get('sec-fetch-site')
  const own = origin !== null && URL.canParse(origin) && new URL(origin).host === host
  if (!own || (site !== null && site !== 'same-origin')) throw foreignOrigin()
}

/** The origin under which a browser reached the desk, e.g. `https://sav.shop.example`. */
export function publicOrigin(services: Services, request: Request, peer: Peer | undefined): string {
  return `${isHttps(services, request, peer) ? 'https' : 'http'}://${hostOf(services, request, peer)}`
}

function hostOf(services: Services, request: Request, peer: Peer | undefined): string {
  const forwarded = isFromTrustedProxy(services, peer) ? request.headers.get('x-forwarded-host') : null
  return forwarded ?? request.headers.get('host') ?? new URL(request.url).host
}

/** The cookie that carries a session, or that ends it when there is no token. */
export function cookieOf(
  services: Services,
  request: Request,
  peer: Peer | undefined,
  token: string | undefined,
): string {
  const path = services.settings.basePath || '/'
  const secure = isHttps(services, request, peer) ? '; Secure' : ''
  const age = token === undefined ? 0 : sessionMs / 1000
  return `${sessionCookie}=${token ?? ''}; Path=${path}; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`
}

/** The agents whose console is open. */
export function presentAgents(agents: readonly Agent[], now: number): readonly Agent[] {
  return agents.filter(({ state, seenAt }) => state !== 'signed-out' && now - (seenAt ?? 0) <= awayAfterMs)
}

/** What customers read above an agent's words, e.g. `Camille, conseillère`. */
export function displayName({ name, title }: Pick<Agent, 'name' | 'title'>): string {
  return title === undefined ? name : `${name}, ${title}`
}

function isHttps(services: Services, request: Request, peer: Peer | undefined): boolean {
  if (new URL(request.url).protocol === 'https:') return true
  return isFromTrustedProxy(services, peer) && request.headers.get('x-forwarded-proto') === 'https'
}

function isFromTrustedProxy({ settings }: Services, peer: Peer | undefined): boolean {
  return settings.trustedProxies.includes(peerAddress(peer))
}

function sessionToken(request: Request): string | undefined {
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/)
  const own = cookies.find((cookie) => cookie.startsWith(`${sessionCookie}=`))
  return own?.slice(sessionCookie.length + 1) || undefined
}

export function loginOf(written: string): string {
  return written.trim().toLowerCase()
}
