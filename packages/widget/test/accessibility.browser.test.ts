import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { leaveChromium, openChromium } from './browser/chromium.ts'
import { openGallery } from './browser/gallery.ts'
import { screens } from './conversations.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const gallery = await openGallery()
const browser = await openChromium()
afterAll(async () => {
  await leaveChromium()
  await gallery.close()
})

interface Look {
  readonly width?: number
  readonly height?: number
  /** How many pixels of the screen a pixel of the page takes: the browser's zoom. */
  readonly zoom?: number
  readonly theme?: 'light' | 'dark'
  readonly locale?: 'fr' | 'en'
  readonly forcedColors?: 'active'
  readonly rightToLeft?: boolean
}

async function open({ width = 1280, height = 800, zoom = 1, forcedColors }: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: zoom,
    reducedMotion: 'reduce',
    ...(forcedColors && { forcedColors }),
  })
  const page = await context.newPage()
  await page.goto(gallery.url)
  await page.waitForFunction(() => 'gallery' in window)
  return page
}

async function show(
  page: Page,
  state: string,
  { theme = 'light', locale = 'fr', rightToLeft = false }: Look = {},
): Promise<void> {
  await page.evaluate(([name, look]) => window.gallery.show(name, look), [state, { theme, locale }] as const)
  if (rightToLeft) {
    await page.evaluate(() =>
      document
        .querySelector('comptoir-chat')
        ?.shadowRoot?.querySelector('section')
        ?.setAttribute('dir', 'rtl'),
    )
  }
}

/** What axe finds, WCAG 2.2 A and AA and its best practices, as `rule: element`. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(async () => {
    const { axe: machine } = window as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }
    return machine.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

const looks: readonly (readonly [string, Look])[] = [
  ['in light, on a desktop', {}],
  ['in dark, on a phone', { theme: 'dark', width: 360 }],
  ['in English', { locale: 'en' }],
  ['with forced colours', { forcedColors: 'active' }],
  ['from right to left, in dark', { rightToLeft: true, theme: 'dark' }],
  ['at 200 % zoom of a small laptop', { width: 683, height: 384, zoom: 2 }],
]

describe('axe', () => {
  test.each(looks)('finds nothing in any state %s, and finds the fault that is planted', async (_, look) => {
    const page = await open(look)
    await page.addScriptTag({ path: axe })
    const found: Record<string, string[]> = {}
    for (const state of ['closed', 'broken', ...screens]) {
      await show(page, state, look)
      found[state] = await faults(page)
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({})

    await page.evaluate(() => {
      const nameless = document.createElement('button')
      document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('.panel')?.append(nameless)
    })
    expect(await faults(page)).toEqual([expect.stringContaining('button-name')])
    await page.context().close()
  })
})

describe('screen readers', () => {
  test('hear each message once, with its author, and the focus stays where it is', async () => {
    const page = await open({})
    await show(page, 'agent')
    await page.evaluate(() => {
      const root = document.querySelector('comptoir-chat')?.shadowRoot
      const heard: string[] = []
      const observer = new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) heard.push(node.textContent ?? '')
      })
      const region = root?.querySelector('[aria-live=polite]')
      if (region) observer.observe(region, { childList: true })
      Object.assign(window, { heard })
    })
    const { heard, moved } = await page.evaluate(async () => {
      const root = document.querySelector('comptoir-chat')?.shadowRoot
      const before = root?.activeElement
      let moves = 0
      for (let index = 0; index < 1000; index++) {
        window.gallery.conversation?.say({ author: 'agent', name: 'Camille', text: `Message ${index}` })
        if (index % 50 === 0) await new Promise((resolve) => setTimeout(resolve))
        if (root?.activeElement !== before) moves++
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
      return { heard: (window as unknown as { heard: string[] }).heard, moved: moves }
    })
    expect(heard).toEqual(Array.from({ length: 1000 }, (_, index) => `Camille\u00a0: Message ${index}`))
    expect(moved).toBe(0)
    await page.context().close()
  })

  test('a conversation that is there when the panel opens is not read aloud', async () => {
    const page = await open({})
    await page.evaluate(() => window.gallery.show('answer', { theme: 'light', locale: 'fr', restored: true }))
    expect(await page.getByRole('log').getByText('Votre facture est').isVisible()).toBe(true)
    expect(await page.locator('[aria-live=polite]').innerText()).toBe('')
    await page.context().close()
  })
})

describe('keyboard', () => {
  test('from the launcher to the download of an invoice and back, without a mouse', async () => {
    const page = await open({ width: 360 })
    await show(page, 'closed')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe("Ouvrir l'aide")
    await page.keyboard.press('Enter')
    await page.waitForFunction(
      () => document.querySelector('comptoir-chat')?.shadowRoot?.activeElement?.localName === 'textarea',
    )
    await page.keyboard.type('ma facture')
    await page.keyboard.press('Enter')
    await page.evaluate(() =>
      window.gallery.conversation?.say({
        text: 'La voici.',
        card: { type: 'file', ref: 'invoice:1', name: 'FA-1.pdf', mime: 'application/pdf', size: 2000 },
      }),
    )
    await page.getByText('La voici.').last().waitFor()
    await page.getByRole('button', { name: /^Télécharger FA-1/ }).waitFor()
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toMatch(/^Télécharger FA-1\.pdf/)
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await download).suggestedFilename()).toBe('FA-1.pdf')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe("Ouvrir l'aide")
    await page.context().close()
  })

  test('Esc closes one layer at a time: the menu, then the panel', async () => {
    const page = await open({})
    await show(page, 'answer')
    await page.getByRole('button', { name: "Plus d'options" }).click()
    await page.getByRole('button', { name: 'Effacer la conversation' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe("Plus d'options")
    expect(await page.getByRole('dialog').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.context().close()
  })

  test('on a desktop the page stays in reach, full screen Tab stays in the panel', async () => {
    const desktop = await open({})
    await show(desktop, 'home')
    expect(await desktop.getByRole('dialog').getAttribute('aria-modal')).toBeNull()
    await desktop.context().close()

    const phone = await open({ width: 360 })
    await show(phone, 'home')
    expect(await phone.getByRole('dialog').getAttribute('aria-modal')).toBe('true')
    for (let presses = 0; presses < 30; presses++) {
      await phone.keyboard.press('Tab')
      expect(await phone.evaluate(() => document.activeElement?.localName)).toBe('comptoir-chat')
    }
    await phone.context().close()
  })
})

describe('state, focus and motion', () => {
  test('the launcher says in its name whether it is open and how much is unread, and what came is heard once', async () => {
    const page = await open({})
    await show(page, 'agent')
    await page.keyboard.press('Escape')
    const launcher = page.getByRole('button', { name: /^Ouvrir l'aide/ })
    expect(await launcher.getAttribute('aria-expanded')).toBe('false')
    await page.evaluate(() =>
      window.gallery.conversation?.say(
        { author: 'system', text: 'Camille a rejoint la conversation.' },
        { author: 'agent', name: 'Camille', text: 'Bonjour, je suis là.' },
      ),
    )
    expect(await launcher.getAttribute('aria-label')).toBe("Ouvrir l'aide (2 messages non lus)")
    const heard = await page.locator('[aria-live=polite] p').allTextContents()
    expect(heard.filter((text) => /rejoint|je suis là/.test(text)).slice(-2)).toEqual([
      'Information\u00a0: Camille a rejoint la conversation.',
      'Camille\u00a0: Bonjour, je suis là.',
    ])
    await launcher.click()
    const shown = page.getByRole('button', { name: "Fermer l'aide" }).first()
    expect(await shown.getAttribute('aria-expanded')).toBe('true')
    expect(await page.locator('.fresh + .message').innerText()).toContain('Camille a rejoint')
    await page.context().close()
  })

  test('whatever has the focus shows it, and every control is called by what stands on it', async () => {
    const page = await open({})
    for (const state of ['home', 'answer', 'form', 'rating', 'agent']) {
      await show(page, state)
      // From now on the focus is moved by the keyboard.
      await page.keyboard.press('Tab')
      const faint = await page.evaluate(() => {
        const root = document.querySelector('comptoir-chat')?.shadowRoot
        const stops = root?.querySelectorAll<HTMLElement>(
          'button, a[href], input, select, textarea, [tabindex="0"]',
        )
        return [...(stops ?? [])].flatMap((element) => {
          element.focus()
          if (root?.activeElement !== element) return []
          const marked = element.closest('.line') ?? element
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(marked)
          const shows = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
          const text = element instanceof HTMLButtonElement ? element.innerText.trim() : ''
          const name = element.getAttribute('aria-label') ?? text
          return shows && name.toLowerCase().includes(text.toLowerCase()) ? [] : [element.outerHTML]
        })
      })
      expect({ [state]: faint }).toEqual({ [state]: [] })
    }
    await page.context().close()
  })

  test('who asked for less motion sees none', async () => {
    const page = await open({})
    const moving = (): Promise<number> =>
      page.evaluate(
        () =>
          [...(document.querySelector('comptoir-chat')?.shadowRoot?.querySelectorAll('*') ?? [])].filter(
            (element) => element.getAnimations().length > 0,
          ).length,
      )
    for (const state of ['home', 'agent']) {
      await show(page, state)
      expect(await moving()).toBe(0)
    }
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await show(page, 'agent')
    expect(await moving()).toBeGreaterThan(0)
    // What goes on moving does so less than three times a second.
    const rests = await page.evaluate(() =>
      [...(document.querySelector('comptoir-chat')?.shadowRoot?.querySelectorAll('*') ?? [])]
        .flatMap((element) => element.getAnimations())
        .map((animation) => animation.effect?.getComputedTiming())
        .filter((timing) => timing?.iterations === Infinity)
        .map((timing) => Number(timing?.duration)),
    )
    expect(rests.length).toBeGreaterThan(0)
    expect(Math.min(...rests)).toBeGreaterThan(1000 / 3)
    await page.context().close()
  })

  test('a press is taken back by letting go elsewhere', async () => {
    const page = await open({})
    await show(page, 'home')
    const tile = await page.getByRole('button', { name: 'Parler à un conseiller' }).boundingBox()
    if (!tile) throw new Error('The tile is not drawn.')
    await page.mouse.move(tile.x + 20, tile.y + 20)
    await page.mouse.down()
    await page.mouse.move(5, 5)
    await page.mouse.up()
    expect(await page.evaluate(() => window.gallery.conversation?.heard.length)).toBe(0)
    await page.context().close()
  })
})

describe('a pointer that is down', () => {
  test.each(['a message that arrives', 'a notice', 'scrolling'])(
    'finds what it pressed where it was, whatever comes meanwhile: %s',
    async (what) => {
      const page = await open({ width: 360 })
      await show(page, 'answer')
      await page.evaluate(() =>
        window.gallery.conversation?.say({
          text: 'Une longue réponse. '.repeat(60),
          choices: [
            { id: 'yes', label: 'Oui, merci' },
            { id: 'no', label: 'Non' },
          ],
        }),
      )
      const reply = page.getByRole('button', { name: 'Non', exact: true })
      await reply.scrollIntoViewIfNeeded()
      const box = await reply.boundingBox()
      if (!box) throw new Error('The reply is not drawn.')
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      await page.mouse.down()
      if (what === 'scrolling') {
        await page.getByRole('log').evaluate((log) => (log.scrollTop -= 6))
      } else {
        await page.evaluate((kind) => {
          const { conversation } = window.gallery
          if (kind === 'a notice') conversation?.show({ connection: 'offline' })
          else conversation?.say({ author: 'agent', name: 'Camille', text: 'Bonjour ! '.repeat(40) })
        }, what)
      }
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(0))))
      await page.mouse.up()
      expect(await page.evaluate(() => window.gallery.conversation?.heard.at(-1))).toEqual({
        type: 'CHOICE.PICK',
        id: 'no',
      })
      // And then what came is shown.
      if (what === 'a message that arrives') await page.getByText('Bonjour !').last().waitFor()
      if (what === 'a notice') await page.getByText(/Connexion interrompue/).waitFor()
      await page.context().close()
    },
  )
})

describe('small and magnified screens', () => {
  test.each([
    ['320 px, as at 400 % zoom', 320, 640],
    ['a phone on its side with the keyboard out', 640, 200],
  ])('nothing is cut or scrolls sideways at %s', async (_, width, height) => {
    const page = await open({})
    await page.setViewportSize({ width, height })
    for (const state of screens) {
      await show(page, state)
      const wide = await page.evaluate(() => {
        const panel = document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('.panel')
        const limit = document.documentElement.clientWidth
        return [...(panel?.querySelectorAll('*:not(.sr, .sr *)') ?? [])]
          .filter(
            (element) =>
              element.getBoundingClientRect().right > limit + 1 ||
              (element.scrollWidth > element.clientWidth + 1 &&
                getComputedStyle(element).overflowX === 'auto'),
          )
          .map((element) => `${element.localName}.${element.className}`)
      })
      expect({ [state]: wide }).toEqual({ [state]: [] })
      const field = await page.getByRole('textbox').last().boundingBox()
      expect(field && field.y + field.height).toBeLessThanOrEqual(height)
    }
    await page.context().close()
  })

  test('controls are 24 px at least, the main ones 44, and fields 16 px, so that phones do not zoom', async () => {
    const page = await open({ width: 360 })
    const small: string[] = []
    for (const state of screens) {
      await show(page, state)
      small.push(
        ...(await page.evaluate(() => {
          const panel = document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('.panel')
          return [
            ...(panel?.querySelectorAll<HTMLElement>(
              'button, input:not([hidden]), select, textarea, summary',
            ) ?? []),
          ]
            .filter((element) => {
              const { width, height } = element.getBoundingClientRect()
              const least = element.matches('.inline, input[type=checkbox], input[type=radio], summary')
                ? 24
                : 44
              const text = element.matches('input, select, textarea')
                ? parseFloat(getComputedStyle(element).fontSize)
                : 16
              return Math.min(width, height) < least || text < 16
            })
            .map((element) => element.outerHTML)
        })),
      )
    }
    expect(small).toEqual([])
    await page.context().close()
  })

  test.each([
    ['with the spacing that readers may set (WCAG 1.4.12)', 'spacing'],
    ['with text of 200 % (WCAG 1.4.4)', 'size'],
  ])('%s every text stays whole', async (_, wish) => {
    const page = await open({ width: 360 })
    for (const state of screens) {
      await show(page, state)
      expect({ [state]: await page.evaluate(cutTexts, wish) }).toEqual({ [state]: [] })
    }
    // A text that is cut is found.
    await page.evaluate(() => {
      const cut = document.createElement('p')
      cut.textContent = 'Anticonstitutionnellement'
      cut.style.cssText = 'width:40px;overflow:hidden;white-space:nowrap'
      document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('.panel')?.append(cut)
    })
    expect(await page.evaluate(cutTexts, wish)).toEqual([expect.stringContaining('Anticonst')])
    await page.context().close()
  })
})

/** Reads as somebody with weak eyes does; gives the texts that do not fit any more. */
function cutTexts(wish: string): string[] {
  const root = document.querySelector('comptoir-chat')?.shadowRoot
  if (!root) return ['no panel']
  const all = [...root.querySelectorAll<HTMLElement>('.panel, .panel *:not(.sr)')]
  if (wish === 'spacing') {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
    )
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  } else {
    const sizes = all.map((element) => parseFloat(getComputedStyle(element).fontSize))
    for (const [index, element] of all.entries()) element.style.fontSize = `${2 * (sizes[index] ?? 16)}px`
  }
  return all
    .filter(
      (element) =>
        element.matches('button, p, label, h2, h3, h4, li, dd, a, legend, span') &&
        element.clientWidth > 0 &&
        getComputedStyle(element).display !== 'inline' &&
        (element.scrollWidth > element.clientWidth + 1 ||
          element.getBoundingClientRect().right > innerWidth + 1),
    )
    .map((element) => element.outerHTML)
}

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent
  })
}
