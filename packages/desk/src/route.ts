import {
  givenTwice,
  misfit,
  missingSecret,
  notFound,
  notJson,
  roleTooLow,
  tooLarge,
  tooMany,
} from './messages.ts'
import { requireLive } from './handoff.ts'
import type { Peer } from './network.ts'
import { networkOf } from './network.ts'
import { requireReadable } from './readable.ts'
import { check, type Schema } from './schema/schema.ts'
import { secretFits } from './secret.ts'
import type { Services } from './services.ts'
import type { Settings } from './settings.ts'
import { signedInAgent } from './agents.ts'
import type { Agent, AgentRole, Conversation } from './store/store.ts'

/**
 * One route of the desk. The table of all routes is what the server mounts, what `/openapi.json` is written
 * from, and what the tests take to try every door without its key.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Hono's pattern, below the base path, e.g. `/conversations/:id/messages/:clientId`. */
  readonly path: string
  readonly summary: string
  /**
   * Who may call it. `customer`: the conversation's own secret. `agent`: somebody signed in to the console.
   * `newcomer`: somebody signed in who may still have a one-time password.
   */
  readonly access: Access
  /** The least that somebody of the shop has to be. */
  readonly role: AgentRole | undefined
  readonly query: Schema<unknown> | undefined
  readonly body: Schema<unknown> | undefined
  readonly answers: Answers
  serve(
    services: Services,
    request: Request,
    params: Readonly<Record<string, string>>,
    peer: Peer | undefined,
  ): Promise<Response>
}

export type Access = 'public' | 'customer' | 'agent' | 'newcomer'

/** What a route answers, by status; without a schema the body is not JSON, or there is none. */
type Answers = Readonly<
  Record<number, { readonly description: string; readonly schema?: Schema<unknown>; readonly type?: string }>
>

type ParamOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

interface Spec<Path extends string, Query, Body, Caller> {
  readonly method: Route['method']
  readonly path: Path
  readonly summary: string
  readonly query?: Schema<Query>
  readonly body?: Schema<Body>
  /** Longest body in bytes. @default 65536 */
  readonly bodyMax?: number | ((settings: Settings) => number)
  readonly answers: Answers
  handle(call: Call<Path, Query, Body> & Caller): Promise<Response>
}

/** What a handler gets: everything has been checked. */
interface Call<Path extends string, Query, Body> {
  readonly services: Services
  readonly request: Request
  readonly params: Readonly<Record<ParamOf<Path>, string>>
  readonly query: Query
  readonly body: Body
  readonly peer: Peer | undefined
  /** What the caller is counted under, see {@link networkOf}. */
  readonly network: string
}

interface CustomerCall {
  /** The conversation whose secret came with the request, or that an agent may read. */
  readonly conversation: Conversation
}

interface AgentCall {
  readonly agent: Agent
}

/** A route that anybody may call. */
export function publicRoute<Path extends string, Query = undefined, Body = undefined>(
  spec: Spec<Path, Query, Body, object>,
): Route {
  return routeOf('public', spec, async () => ({}))
}

/** A route of one conversation: `:id` and the bearer secret have to belong together, else it is not there. */
export function customerRoute<
  Path extends `/conversations/:id${string}`,
  Query = undefined,
  Body = undefined,
>(spec: Spec<Path, Query, Body, CustomerCall>): Route {
  return routeOf('customer', spec, async (services, request, params) => {
    const secret = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(request.headers.get('authorization') ?? '')?.[1]
    if (secret === undefined) throw missingSecret()
    const conversation = await services.store.conversation(params['id'] ?? '')
    // An unknown conversation costs the same hash and comparison as a wrong secret.
    const fits = secretFits(secret, conversation?.secretHash ?? nobodysHash)
    if (!conversation || !fits) throw notFound()
    if (spec.method !== 'GET') {
      const wait = services.limits.writes.take(conversation.id, services.now())
      if (wait > 0) throw tooMany('requests', wait)
    }
    return { conversation }
  })
}

/** A route of the console: the session's cookie, and for writes the console's own origin. */
export function agentRoute<Path extends `/agent/${string}`, Query = undefined, Body = undefined>(
  spec: Spec<Path, Query, Body, AgentCall> & { readonly newcomers?: boolean; readonly role?: AgentRole },
): Route {
  const access = spec.newcomers ? 'newcomer' : 'agent'
  const { role = 'agent', newcomers = false } = spec
  const route = routeOf(access, spec, async (services, request, _params, peer) => {
    const agent = await signedInAgent(services, request, peer, { newcomers })
    if (ranks.indexOf(agent.role) < ranks.indexOf(role)) throw roleTooLow(role)
    return { agent }
  })
  return { ...route, role }
}

/**
 * A route of the console about one conversation. It is there where people of the shop may read it, see
 * {@link requireReadable}; with `live` it has to be with the agent now.
 */
export function agentConversationRoute<
  Path extends `/agent/conversations/:id${string}`,
  Query = undefined,
  Body = undefined,
>(spec: Spec<Path, Query, Body, AgentCall & CustomerCall> & { readonly live?: true }): Route {
  const route = routeOf('agent', spec, async (services, request, { id = '' }, peer) => {
    const agent = await signedInAgent(services, request, peer, { newcomers: false })
    const conversation = await requireReadable(services, id)
    if (spec.live) await requireLive(services, id, agent)
    return { agent, conversation }
  })
  return { ...route, role: 'agent' }
}

/** Each may do what those before it may. */
const ranks: readonly AgentRole[] = ['agent', 'supervisor', 'administrator']

/** No cache keeps what the API says, and no browser takes it for a page. */
const apiHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}

/** A JSON answer. */
export function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...apiHeaders, ...headers } })
}

/** An answer without a body. */
export function nothing(headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 204, headers: { ...apiHeaders, ...headers } })
}

/** The deepest nesting of a body; what the widget sends has less than twenty levels. */
const depthMax = 64

const nobodysHash = '0'.repeat(64)

function routeOf<Path extends string, Query, Body, Caller>(
  access: Access,
  spec: Spec<Path, Query, Body, Caller>,
  callerOf: (
    services: Services,
    request: Request,
    params: Readonly<Record<string, string>>,
    peer: Peer | undefined,
  ) => Promise<Caller>,
): Route {
  const { method, path, summary, answers } = spec
  return {
    method,
    path,
    summary,
    access,
    role: undefined,
    query: spec.query,
    body: spec.body,
    answers,
    serve: async (services, request, params, peer) => {
      // Who asks comes first: what a stranger sends is not even read.
      const caller = await callerOf(services, request, params, peer)
      const query = checked(spec.query, spec.query && queryOf(request.url), 'query')
      const { bodyMax = 65_536 } = spec
      const longest = typeof bodyMax === 'number' ? bodyMax : bodyMax(services.settings)
      const body = spec.body && checked(spec.body, await readJson(request, longest), 'body')
      const call = {
        services,
        request,
        params,
        query,
        body,
        peer,
        network: networkOf(request.headers, peer, services.settings.trustedProxies),
      } as Call<Path, Query, Body>
      return await spec.handle({ ...call, ...caller })
    },
  }
}

/** The parameters of an address. Which one of two of a name would be meant, nobody knows. */
function queryOf(address: string): Readonly<Record<string, string>> {
  const given = [...new URL(address).searchParams]
  const names = given.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw givenTwice(`query.${twice}`)
  return Object.fromEntries(given)
}

function checked<T>(schema: Schema<T> | undefined, value: unknown, root: string): T | undefined {
  if (!schema) return undefined
  const result = check(schema, value, root)
  if ('misfit' in result) throw misfit(result.misfit.path, result.misfit.expected, result.misfit.message)
  return result.value
}

async function readJson(request: Request, max: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) throw notJson()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > max) throw tooLarge(max)
    text += decoder.decode(chunk, { stream: true })
  }
  text += decoder.decode()
  // What is kept is written again one day, and writing is recursive.
  if (isDeeperThan(text, depthMax)) throw notJson()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw notJson()
  }
  // To a schema a list is an object without fields.
  if (Array.isArray(body)) throw notJson()
  return body
}

function isDeeperThan(text: string, max: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') inString = !inString
    else if (inString) at += sign === '\\' ? 1 : 0
    else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    if (depth > max) return true
  }
  return false
}
