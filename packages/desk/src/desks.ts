import { createDesk, type Desk } from './desk.ts'
import { invalidOption, notFound } from './messages.ts'
import { problemResponse } from './problem.ts'
import type { DeskOptions } from './settings.ts'

/** What {@link createDesks} takes: what all shops have in common, and what each has of its own. */
export interface DesksOptions extends DeskOptions {
  /** By the name that stands in the address: small letters, digits and dashes, e.g. `nelvet`. */
  readonly shops: Readonly<Record<string, DeskOptions>>
}

/**
 * One service for several shops or brands: each has a desk of its own at `<basePath>/<name>`, with a database of its
 * own (the folder `<data>/<name>`, or the schema `<databaseSchema>_<name>`), its own secrets, limits, staff and
 * console. Nothing is shared, so nothing can leak from one to another.
 *
 * @throws {Error} DESK-002 when a name or an option does not fit
 */
export function createDesks(options: DesksOptions): Desk {
  const { basePath = '/desk' } = options
  const desks = new Map<string, Desk>()
  checkShops(options.shops)
  const close = async (): Promise<void> =>
    void (await Promise.all([...desks.values()].map((desk) => desk.close())))
  try {
    for (const name of Object.keys(options.shops)) desks.set(name, createDesk(optionsOfShop(options, name)))
  } catch (error) {
    // Those that are open already would keep their folders, and the process.
    void close()
    throw error
  }
  return {
    fetch: async (request, peer) => {
      const { pathname } = new URL(request.url)
      if (pathname === `${basePath}/healthz`) return await healthOf(desks, basePath, request.url)
      const name = pathname.startsWith(`${basePath}/`)
        ? pathname.slice(basePath.length + 1).split('/')[0]
        : ''
      const desk = desks.get(name ?? '')
      return desk ? await desk.fetch(request, peer) : problemResponse(notFound())
    },
    close,
  }
}

/**
 * Whether there are shops, and each has a name that fits into an address.
 *
 * @throws {Error} DESK-002 when not
 */
export function checkShops(shops: DesksOptions['shops']): void {
  const names = Object.keys(shops)
  if (names.length === 0)
    throw invalidOption('shops', "an object with a shop at least, such as { 'nelvet': {} }", 'empty')
  for (const name of names)
    if (!/^[a-z][a-z0-9-]{0,30}$/.test(name))
      throw invalidOption(`shops.${name}`, 'named in small letters, digits and dashes', `'${name}'`)
}

/** What the desk of one of the shops is made with: its own options over those in common, at a place of its own. */
export function optionsOfShop({ shops, ...common }: DesksOptions, name: string): DeskOptions {
  const { basePath = '/desk', data = '.comptoir/desk', databaseSchema = 'comptoir' } = common
  const own = shops[name] ?? {}
  return {
    ...common,
    ...own,
    basePath: `${basePath}/${name}`,
    data: data === ':memory:' ? data : (own.data ?? `${data}/${name}`),
    databaseSchema: own.databaseSchema ?? `${databaseSchema}_${name.replaceAll('-', '_')}`,
  }
}

/** The service is well when every desk is. */
async function healthOf(desks: ReadonlyMap<string, Desk>, basePath: string, url: string): Promise<Response> {
  for (const [name, desk] of desks) {
    const answer = await desk.fetch(new Request(new URL(`${basePath}/${name}/healthz`, url)))
    if (!answer.ok) return answer
  }
  return Response.json({ status: 'ok' })
}
