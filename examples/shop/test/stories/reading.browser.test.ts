import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { settings } from '../browser/setting.ts'
import { setStage } from '../browser/stage.ts'

const scene = await setStage()

const words = {
  fr: {
    question: 'quelles sont les conditions de la garantie ?',
    readOn: 'Lire la suite',
    human: 'Parler à un conseiller',
  },
  en: { question: 'what does the guarantee cover?', readOn: 'Read on', human: 'Talk to an advisor' },
} as const

describe.each(settings)('a long answer, in $locale on a $screen', (setting) => {
  const said = words[setting.locale]

  test('is shown from its beginning; reading on leads to its end, and stays there', async () => {
    const customer = await scene.customer(setting)
    const { page, panel, assistant } = customer
    // A low window: any answer is long in it.
    await page.setViewportSize({ width: setting.screen === 'phone' ? 360 : 1280, height: 500 })
    await customer.visits('/')
    await customer.opens()
    await customer.types(said.question)
    await assistant.finishes()
    const readOn = panel.getByRole('button', { name: said.readOn })
    await readOn.waitFor()
    const beginning = await positions(page)
    expect(beginning.lastMessageTop).toBeGreaterThanOrEqual(0)
    expect(beginning.toEnd).toBeGreaterThan(40)
    // The way down lies under what is read, never on it.
    expect((await readOn.boundingBox())?.y).toBeGreaterThanOrEqual(beginning.logBottom)
    await customer.shows('reading-1-beginning')

    await readOn.click()
    await readOn.waitFor({ state: 'hidden' })
    expect((await positions(page)).toEnd).toBeLessThan(2)
    await customer.shows('reading-2-end')
    await customer.composer.fill('un brouillon')
    expect((await positions(page)).toEnd).toBeLessThan(80)
    await customer.picks(said.human)
    await assistant.finishes()
  })

  test('a reply that is scrolled into sight stays where it is, to be pressed', async () => {
    const customer = await scene.customer(setting)
    const { page, panel, assistant } = customer
    await page.setViewportSize({ width: setting.screen === 'phone' ? 360 : 1280, height: 500 })
    await customer.visits('/')
    await customer.opens()
    await customer.types(said.question)
    await assistant.finishes()
    const readOn = panel.getByRole('button', { name: said.readOn })
    await readOn.waitFor()

    const atOnce = await lastReplyTop(page, 'scrolled to the end')
    await readOn.waitFor({ state: 'hidden' })
    expect(await lastReplyTop(page, 'as it lies')).toBe(atOnce)
  })
})

/** Where the last of the offered replies begins on the screen. */
function lastReplyTop(page: Page, place: 'scrolled to the end' | 'as it lies'): Promise<number> {
  return page.evaluate((where) => {
    const log = document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('[role=log]')
    const reply = [...(log?.querySelectorAll('.choices button') ?? [])].at(-1)
    if (!log || !reply) throw new Error('No reply is offered.')
    if (where === 'scrolled to the end') log.scrollTop = log.scrollHeight
    return reply.getBoundingClientRect().top
  }, place)
}

/** How far the last message begins below the top of the log, how much of the log is out of sight below, and where it ends. */
function positions(page: Page): Promise<{ lastMessageTop: number; toEnd: number; logBottom: number }> {
  return page.evaluate(() => {
    const log = document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('[role=log]')
    const last = [...(log?.querySelectorAll('[data-author=bot]') ?? [])].at(-1)
    if (!log || !last) throw new Error('There is no log with an answer in it.')
    return {
      lastMessageTop: last.getBoundingClientRect().top - log.getBoundingClientRect().top,
      toEnd: log.scrollHeight - log.scrollTop - log.clientHeight,
      logBottom: log.getBoundingClientRect().bottom,
    }
  })
}
