import { buildConsole } from './console/console-page.ts'
import { beforeAll, expect, it } from 'vitest'
import { openDesk } from './front-door.ts'

beforeAll(buildConsole)

it('the console comes in the language of the browser, under a policy that lets nothing else in', async () => {
  const door = openDesk()
  const page = async (languages: string): Promise<string> =>
    (await door.raw('GET', '/console/', { headers: { 'Accept-Language': languages } })).text()
  expect(await page('en-GB,en;q=0.9,fr;q=0.8')).toContain('<html lang="en">')
  expect(await page('de-DE,fr;q=0.7,en;q=0.3')).toContain('<html lang="fr">')
  expect(await page('ja')).toContain('<html lang="fr">')
  const answer = await door.raw('GET', '/console/')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  const html = await answer.text()
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style|style=|onload=/)
})

it('its files are found from the page, kept for long, and nothing beside them', async () => {
  const door = openDesk({ basePath: '/service/desk' })
  const html = await (await door.raw('GET', '/console/')).text()
  const files = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file)
  expect(files.length).toBeGreaterThan(2)
  for (const file of files) {
    const answer = await door.raw('GET', `/console/${file}`)
    expect(answer.status, file).toBe(200)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
  for (const path of [
    '/console/index.js',
    '/console/assets/',
    '/console/assets/..%2f..%2fcli.js',
    '/console/assets/x.js',
  ]) {
    expect((await door.raw('GET', path)).status, path).toBe(404)
  }
})
