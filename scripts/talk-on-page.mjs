// Serves a folder and has a short conversation with the chat on its page, in a browser.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { findChromium } from './chromium.mjs'

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json' }

/** Asks what delivery costs, loads the page again and finds the answer there. Gives what went wrong, if anything did. */
export async function talkOnPage(folder) {
  // Imported when it is needed: before the installation there is no such package.
  const { chromium } = await import('playwright-core')
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]
    readFile(join(folder, path === '/' ? 'index.html' : path)).then(
      (content) =>
        response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? TYPES['.html'] }).end(content),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const browser = await chromium.launch({
    executablePath: (await findChromium()).path,
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const troubles = []
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    await opened(page)
    await page.getByLabel('Votre message').fill('frais de port')
    await page.getByLabel('Votre message').press('Enter')
    const log = page.getByRole('log', { name: 'Conversation' })
    await log.getByText('4,90').waitFor()
    await page.reload()
    await opened(page)
    await log.getByText('4,90').waitFor()
    const own = await log.locator('[data-author=customer]').allInnerTexts()
    if (own.join() !== 'frais de port')
      troubles.push(`The customer is said to have written: ${own.join(' | ')}`)
  } catch (error) {
    troubles.push(String(error))
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
  return troubles.length > 0 ? troubles.join('\n') : undefined
}

/** Some pages show their chat at once, others have a button for it. */
async function opened(page) {
  const field = page.getByLabel('Votre message')
  const button = page.getByRole('button', { name: "Ouvrir l'aide" })
  await field.or(button).first().waitFor()
  if (await button.isVisible()) await button.click()
  await field.waitFor()
}
