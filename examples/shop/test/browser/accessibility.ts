import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * Everything axe has against the page as it is now, best practices included: `rule: element`, one line each.
 * It looks into open shadow roots, so the chat is part of it.
 */
export async function faults(page: Page): Promise<readonly string[]> {
  const loaded = await page.evaluate(() => 'axe' in window)
  // The browser's own debugger brings it in: the page's content security policy stays as strict as it is.
  if (!loaded) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(async () => {
    const loadedAxe = Reflect.get(window, 'axe') as typeof axe
    return loadedAxe.run(document, { resultTypes: ['violations'] })
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.flat().join(' ')} ${html.slice(0, 120)}`),
  )
}

/** Puts a picture without a text into the chat's panel, or else the page; gives the function that takes it away. */
export async function plantFault(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const image = document.createElement('img')
    image.width = image.height = 24
    image.id = 'comptoir-planted'
    const panel = document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('[role=dialog]')
    const place = panel ?? document.querySelector('main') ?? document.body
    place.append(image)
  })
  return () =>
    page.evaluate(() => {
      const root = document.querySelector('comptoir-chat')?.shadowRoot ?? document
      root.querySelector('#comptoir-planted')?.remove()
    })
}
