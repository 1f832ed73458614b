import type { BrowserContext, Page } from 'playwright-core'

/** Everything that a page may leave on the customer's device. */
export interface Stored {
  readonly cookies: readonly string[]
  readonly local: number
  readonly session: number
  readonly databases: readonly string[]
  readonly caches: number
  readonly workers: number
}

export const nothing: Stored = { cookies: [], local: 0, session: 0, databases: [], caches: 0, workers: 0 }

/** What the device keeps of this page now. */
export async function storedBy(page: Page, context: BrowserContext): Promise<Stored> {
  const cookies = (await context.cookies()).map(({ name }) => name)
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  return { cookies, ...kept }
}
