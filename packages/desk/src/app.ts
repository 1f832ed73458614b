import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { awayAfterMs } from './agents.ts'
import { ShopUnavailable } from './connector/shop.ts'
import { consoleFile } from './console-files.ts'
import { errorLine } from './log.ts'
import { failed, notFound, shopUnavailable } from './messages.ts'
import { peerAddress, type Peer } from './network.ts'
import { openApiOf } from './openapi.ts'
import { Problem, problemResponse } from './problem.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'
import { sameText } from './secret.ts'
import type { Services } from './services.ts'
import { ConversationGone } from './store/store.ts'

type Env = { Bindings: Peer }

/** The desk's web application: the table of routes, the console's page, and what operators look at. */
export function createApp(services: Services): Hono<Env> {
  const { settings, store, metrics, streams } = services
  const app = new Hono<Env>().basePath(settings.basePath)

  // Customers' routes may be called from the shop's pages; the console's only from the console.
  const fromShops = cors({
    origin: (origin) => (settings.allowedOrigins.includes(origin) ? origin : undefined),
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID'],
    exposeHeaders: ['Retry-After'],
    maxAge: 600,
  })
  for (const path of ['/conversations', '/conversations/*', '/availability', '/callback-slots'])
    app.use(path, fromShops)

  for (const route of routes) {
    app.on(route.method, route.path, async (context) => {
      // HEAD runs a GET: it would open a stream, or use up a link.
      if (context.req.raw.method === 'HEAD') return problemResponse(notFound())
      const startedAt = services.now()
      const answer = await answerOf(route, services, context.req.raw, context.req.param(), context.env)
      const ms = services.now() - startedAt
      metrics.answered(route.method, route.path, answer.status, ms)
      settings.log({
        time: new Date(startedAt).toISOString(),
        level: answer.status >= 500 ? 'error' : 'info',
        event: 'request',
        method: route.method,
        route: route.path,
        status: answer.status,
        ms,
      })
      return answer
    })
  }

  const totals = rarely(services, () => store.totals())
  let openApi: object | undefined
  app.get('/openapi.json', (context) => context.json((openApi ??= openApiOf(routes, settings.basePath))))

  app.get('/healthz', async (context) => {
    // Reads from the store: a desk that cannot is not well.
    await store.agents()
    return context.json({ status: 'ok' })
  })

  app.get('/metrics', async (context) => {
    if (!mayReadMetrics(settings.metricsToken, context.req.raw, context.env))
      return problemResponse(notFound())
    const figures = await store.figures(services.now(), services.now() - awayAfterMs)
    const text = metrics.text({
      streams_open: streams.size,
      ...(await totals()),
      handoffs_waiting: figures.waiting,
      handoffs_live: figures.live,
      oldest_wait_seconds: figures.oldestWaitingSince
        ? (services.now() - figures.oldestWaitingSince) / 1000
        : 0,
      callbacks_open: figures.callbacksDue,
      callbacks_overdue: figures.callbacksOverdue,
      records_open: figures.recordsOpen,
      records_overdue: figures.recordsOverdue,
    })
    return new Response(text, { headers: { 'Content-Type': 'text/plain; version=0.0.4' } })
  })

  app.get('/console', (context) => context.redirect(`${settings.basePath}/console/`, 308))
  app.get('/console/*', async (context) => {
    const path = context.req.path.slice(`${settings.basePath}/console/`.length)
    return (
      (await consoleFile(path, context.req.header('accept-language') ?? null)) ?? problemResponse(notFound())
    )
  })

  app.notFound(() => problemResponse(notFound()))
  app.onError((error) => problemResponse(problemOf(error, services)))
  return app
}

/** What takes long on a large desk is looked at again after ten minutes only. */
function rarely<T>({ now }: Services, look: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly found: Promise<T> } | undefined
  return () => {
    if (!last || now() - last.at > 600_000) {
      last = { at: now(), found: look() }
      // A look that failed is not remembered.
      last.found.catch(() => (last = undefined))
    }
    return last.found
  }
}

async function answerOf(
  route: Route,
  services: Services,
  request: Request,
  params: Record<string, string>,
  peer: Peer | undefined,
): Promise<Response> {
  try {
    return await route.serve(services, request, params, peer)
  } catch (error) {
    return problemResponse(problemOf(error, services))
  }
}

function problemOf(error: unknown, { settings, metrics, now }: Services): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ConversationGone) return notFound()
  const time = new Date(now()).toISOString()
  if (error instanceof ShopUnavailable) {
    metrics.count('shop_unavailable')
    settings.log({ time, level: 'warn', event: 'shop-unavailable', error: errorLine(error) })
    return shopUnavailable()
  }
  settings.log({ time, level: 'error', event: 'failure', error: errorLine(error) })
  return failed()
}

/** With a token set, whoever has it; without one, the machine itself. */
function mayReadMetrics(token: string | undefined, request: Request, peer: Peer | undefined): boolean {
  if (token !== undefined) return sameText(request.headers.get('authorization') ?? '', `Bearer ${token}`)
  const address = peerAddress(peer)
  const forwarded = request.headers.has('x-forwarded-for')
  return !forwarded && (address === '::1' || address.startsWith('127.'))
}
