import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import { openGallery } from './browser/gallery.ts'

/**
 * Where everything stands, at the widths that people have, in a font that is the same everywhere. What moved shows as
 * a difference to `layout-boxes.json`; after a change that was meant, `COMPTOIR_BOXES=keep` writes that file anew.
 */
const kept = new URL('./layout-boxes.json', import.meta.url)
const font = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
)

const sizes = [
  [320, 640],
  [390, 780],
  [768, 900],
  [1440, 900],
] as const

/** The main parts, by what they are called in the style sheets. */
const parts = [
  '.launcher',
  '.panel',
  'header',
  'header h2',
  '.menu-key',
  '.close-key',
  '.menu',
  '.home h3',
  '.news',
  '.tiles',
  '.tiles button',
  '.rows',
  '.rows button',
  '.log',
  '[data-author=customer] .bubble',
  '[data-author=agent] .bubble',
  '.message:last-of-type .bubble',
  '.card',
  '.timeline li',
  '.field',
  '.field input',
  '.choices',
  '.below',
  '.erase',
  '.notice',
  '.composer',
  '.line',
  '.send',
  '.plain a',
]

const screens = [
  'closed',
  'broken',
  'home',
  'news',
  'shelf',
  'suggestions',
  'menu',
  'erase',
  'answer',
].concat(['order', 'taught', 'file', 'form', 'rating', 'agent', 'offline', 'slot'])

/** Left, top, width and height, in pixels of the window. */
type Box = readonly [x: number, y: number, width: number, height: number]
/** By screen and width, then by part. */
type Boxes = Readonly<Record<string, Readonly<Record<string, Box>>>>

const gallery = await openGallery()
const browser = await openChromium()
afterAll(async () => {
  await leaveChromium()
  await gallery.close()
})

test('every part stands where it stood, at 320, 390, 768 and 1440 px, and a part that moves is found', async () => {
  const page = await open()
  const found: Record<string, Readonly<Record<string, Box>>> = {}
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    // Between a phone and a desktop the panel is as on a desktop: where it stands on the page is what differs.
    const shown = width === 768 ? ['closed', 'home', 'menu', 'order'] : screens
    for (const screen of shown) found[`${screen} at ${width}`] = await measure(page, screen)
  }
  if (process.env['COMPTOIR_BOXES'] === 'keep') await writeFile(kept, inLines(found))
  const boxes: Boxes = JSON.parse(await readFile(kept, 'utf8'))
  expect(moved(boxes, found)).toEqual([])
  expect(Object.keys(found)).toEqual(Object.keys(boxes))

  // Light and dark differ in nothing but colour.
  const dark = await measure(page, 'order', 'dark')
  expect(moved({ order: found['order at 1440'] ?? {} }, { order: dark })).toEqual([])

  await page.evaluate(() => {
    const root = document.querySelector('comptoir-chat')?.shadowRoot
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.timeline li{padding-bottom:20px}')
    if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  })
  const planted = { 'order at 1440': await boxesOf(page) }
  expect(moved({ 'order at 1440': boxes['order at 1440'] ?? {} }, planted)).toContainEqual(
    expect.stringMatching(/^order at 1440: \.timeline li/),
  )
  await page.context().close()
})

/** A page on a day that does not pass, whose letters are as wide on every machine. */
async function open(): Promise<Page> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  })
  const page = await context.newPage()
  await page.clock.setFixedTime('2026-11-22T10:00:00Z')
  await page.goto(gallery.url)
  await page.waitForFunction(() => 'gallery' in window)
  const letters = (await readFile(font)).toString('base64')
  await page.evaluate(async (source) => {
    document.fonts.add(
      await new FontFace('Same', `url(data:font/woff2;base64,${source})`, { weight: '100 900' }).load(),
    )
  }, letters)
  return page
}

async function measure(
  page: Page,
  screen: string,
  theme: 'light' | 'dark' = 'light',
): Promise<Record<string, Box>> {
  await page.evaluate(
    async ([name, colours]) => {
      // Every panel that is drawn from here on is written in it.
      const adopt = Element.prototype.attachShadow
      Element.prototype.attachShadow = function (options) {
        const root = adopt.call(this, options)
        const style = document.createElement('style')
        style.textContent = '.root, .root *{font-family:Same!important}'
        root.append(style)
        return root
      }
      await window.gallery.show(name, { theme: colours, locale: 'fr' })
      Element.prototype.attachShadow = adopt
    },
    [screen, theme] as const,
  )
  return boxesOf(page)
}

function boxesOf(page: Page): Promise<Record<string, Box>> {
  return page.evaluate((selectors) => {
    const root = document.querySelector('comptoir-chat')?.shadowRoot
    const found: Record<string, [number, number, number, number]> = {}
    for (const selector of selectors) {
      const element = [...(root?.querySelectorAll(selector) ?? [])].at(-1)
      if (!element?.checkVisibility()) continue
      const { x, y, width, height } = element.getBoundingClientRect()
      found[selector] = [Math.round(x), Math.round(y), Math.round(width), Math.round(height)]
    }
    return found
  }, parts)
}

/** What is somewhere else than before by more than letters are drawn differently, as `screen: part: from → to`. */
function moved(before: Boxes, after: Boxes): string[] {
  return Object.entries(after).flatMap(([screen, boxes]) => {
    const old = before[screen] ?? {}
    return [...new Set([...Object.keys(old), ...Object.keys(boxes)])].flatMap((part) => {
      const [from, to] = [old[part], boxes[part]]
      const same = from && to && from.every((value, index) => Math.abs(value - (to[index] ?? NaN)) <= 2)
      return same
        ? []
        : [`${screen}: ${part}: ${from?.join(' ') ?? 'nowhere'} → ${to?.join(' ') ?? 'nowhere'}`]
    })
  })
}

/** One part a line. */
function inLines(boxes: Boxes): string {
  return (
    JSON.stringify(boxes, undefined, 2).replace(
      /\[\s+(-?\d+),\s+(-?\d+),\s+(\d+),\s+(\d+)\s+\]/g,
      '[$1, $2, $3, $4]',
    ) + '\n'
  )
}
