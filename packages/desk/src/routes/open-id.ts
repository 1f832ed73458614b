import * as v from 'valibot'
import { cookieOf } from '../agents.ts'
import { audit } from '../audit.ts'
import { errorLine } from '../log.ts'
import { beginOpenId, finishOpenId, travelCookie } from '../open-id.ts'
import { json, publicRoute, type Route } from '../route.ts'
import { optional, strict, type Schema } from '../schema/schema.ts'
import type { Services } from '../services.ts'

/** How people may sign in here. */
interface SignInWays {
  readonly passwords: boolean
  /** What the button for the provider says. */
  readonly provider?: string
}

const signInWays: Schema<SignInWays> = strict<SignInWays>({
  passwords: v.boolean(),
  provider: optional(v.string()),
})

/** Signing in through a provider of OpenID Connect. */
export const openIdRoutes: readonly Route[] = [
  publicRoute({
    method: 'GET',
    path: '/agent/sign-in',
    summary: 'How people of the shop sign in: with passwords, through a provider, or both.',
    answers: { 200: { description: 'The ways.', schema: signInWays } },
    handle: async ({ services: { settings } }) => {
      const { openId } = settings
      const ways = { passwords: !openId?.only }
      return json(200, openId ? { ...ways, provider: openId.name ?? 'OpenID Connect' } : ways)
    },
  }),

  publicRoute({
    method: 'GET',
    path: '/agent/openid',
    summary: "Sends a browser to the provider, with PKCE; it comes back to the provider's callback here.",
    answers: { 303: { description: 'To the provider.' } },
    handle: async ({ services, request, peer, network }) => {
      try {
        const { location, cookie } = await beginOpenId(services, request, peer, network)
        return new Response(null, {
          status: 303,
          headers: { Location: location, 'Set-Cookie': cookie, 'Cache-Control': 'no-store' },
        })
      } catch (error) {
        return back(services, error, {})
      }
    },
  }),

  publicRoute({
    method: 'GET',
    path: '/agent/openid/callback',
    summary: 'Takes a browser back from the provider, signs in whoever it is, and leads to the console.',
    answers: { 200: { description: 'A page that leads to the console.', type: 'text/html' } },
    handle: async ({ services, request, peer }) => {
      const over = travelCookie(services, request, peer, undefined)
      try {
        const { agent, token } = await finishOpenId(services, request, peer)
        await audit(services, agent, 'agent.sign-in', agent.id)
        return toConsole(services, '', [over, cookieOf(services, request, peer, token)])
      } catch (error) {
        return back(services, error, { over })
      }
    },
  }),
]

/** The console says what did not go well; why, the log. */
function back(services: Services, error: unknown, { over }: { readonly over?: string }): Response {
  services.settings.log({
    time: new Date(services.now()).toISOString(),
    level: 'warn',
    event: 'sign-in-refused',
    error: errorLine(error),
  })
  return toConsole(services, '?refused', over === undefined ? [] : [over])
}

/**
 * A page that goes on to the console by itself. Not a redirect: a browser that came from elsewhere would not send the
 * session's strict cookie along.
 */
function toConsole({ settings }: Services, query: string, cookies: readonly string[]): Response {
  const headers = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    Refresh: `0; url=${settings.basePath}/console/${query}`,
  })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response('<!doctype html><title>Comptoir</title>', { headers })
}
