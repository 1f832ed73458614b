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

/** Puts a picture without a text into the panel, which axe must find; gives the function that takes it away. */
export async function plantFault(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const image = document.createElement('img')
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
    image.id = 'comptoir-planted'
    document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('[role=dialog]')?.append(image)
  })
  return () =>
    page.evaluate(() =>
      document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('#comptoir-planted')?.remove(),
    )
}
