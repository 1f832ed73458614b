import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demo, startDemo } from '../../src/demo.ts'
import { type AgentLine, openAgentLine } from '../browser/agent-line.ts'
import { leaveChromium, openChromium } from '../../../../packages/widget/test/browser/chromium.ts'
import { type FaultProxy, faults, openFaultProxy } from '../browser/fault-proxy.ts'
import { until } from '../browser/patience.ts'
import { readTranscript } from '../browser/transcript.ts'

/**
 * A customer with several tabs and an agent write to each other while networks, pages and the desk fail in every
 * way, drawn from a seed. Afterwards everybody has seen the same, once, and each in the order it was written.
 *
 * `COMPTOIR_LONG` plays 500 of them; what has been played is remembered, so a long run can be broken off and gone
 * on with. `COMPTOIR_SEED` plays one again.
 */
const long = process.env['COMPTOIR_LONG'] !== undefined
const only = process.env['COMPTOIR_SEED']
const runs = only !== undefined ? 1 : long ? 500 : 3
const steps = long ? 24 : 14
const firstSeed = Number(only ?? 20_261_121)
const ledger = fileURLToPath(new URL('../../../../.comptoir/fault-stories.json', import.meta.url))

let data: string
let demo: Demo
let browser: Browser
let proxy: FaultProxy
let agent: AgentLine

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'comptoir-faults-'))
  const many = { count: 100_000, perMs: 3_600_000 }
  const desk = { limits: { lookups: many, signIns: many }, log: () => {} }
  demo = await startDemo({ hours: 'open', dataDir: data, desk })
  proxy = await openFaultProxy(demo.url)
  browser = await openChromium()
  agent = await openAgentLine(demo)
})
afterAll(async () => {
  await leaveChromium()
  await proxy.close()
  await demo.stop()
  await rm(data, { recursive: true, force: true })
})

test(
  'whatever fails, nothing is lost, doubled or out of order',
  async () => {
    for (let run = await played(); run < runs; run++) {
      const seed = firstSeed + run
      const story: string[] = []
      try {
        await play(seed, story)
      } catch (cause) {
        throw new Error(`Seed ${seed} (COMPTOIR_SEED=${seed} plays it again):\n${story.join('\n')}`, {
          cause,
        })
      }
      if (long) await remember(run + 1)
    }
    if (long) await remember(0)
  },
  long ? 12_000_000 : 120_000,
)

async function play(seed: number, story: string[]): Promise<void> {
  const draw = drawFrom(seed)
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'fr-FR' })
  const tabs = [await openTab(context)]
  /** What was written in each tab, in order. A tab that is loaded again goes on with its list. */
  const writers = new Map<Page, string[]>()
  const written: string[][] = []
  const advice: string[] = []
  let count = 0
  let offline = false
  let deskAway = false

  const tell = (line: string): void => void story.push(`  ${line}`)
  const write = async (page: Page): Promise<void> => {
    const text = `client ${++count}`
    let list = writers.get(page)
    if (!list) {
      list = []
      writers.set(page, list)
      written.push(list)
    }
    list.push(text)
    tell(`tab ${tabs.indexOf(page) + 1} writes ${text}`)
    const field = page.locator('comptoir-chat textarea#comptoir-message')
    await field.fill(text)
    await field.press('Enter')
  }
  const reload = async (page: Page): Promise<void> => {
    tell(`tab ${tabs.indexOf(page) + 1} is loaded again`)
    await page.reload()
    await openPanel(page)
  }
  const heal = async (): Promise<void> => {
    proxy.mends()
    if (offline) await context.setOffline(false)
    offline = false
    if (deskAway) demo.startDesk()
    deskAway = false
  }

  try {
    const [first] = tabs
    if (!first) return
    await first.getByRole('button', { name: 'Parler à un conseiller' }).click()
    await until(
      async () =>
        await agent.takes().then(
          () => true,
          () => undefined,
        ),
      async () => 'Nobody waited for an agent. ' + JSON.stringify(await readTranscript(first)),
    )
    await first
      .getByText(/a rejoint la conversation/)
      .first()
      .waitFor()

    for (let step = 0; step < steps; step++) {
      const page = tabs[draw(tabs.length)] ?? first
      const what = draw(20)
      if (what < 8) await write(page)
      else if (what < 10) {
        if (deskAway) continue
        advice.push(`conseil ${advice.length + 1}`)
        tell(`the agent writes ${advice.at(-1)}`)
        await agent.writes(advice.at(-1) ?? '')
      } else if (what < 12 && !offline) await reload(page)
      else if (what < 13 && !offline) {
        // The worst moment: the key is hardly up.
        await write(page)
        await reload(page)
      } else if (what < 14 && !offline && tabs.length < 3) {
        tell('a tab is opened')
        tabs.push(await openTab(context))
      } else if (what < 15 && tabs.length > 1) {
        await write(page)
        tell(`tab ${tabs.indexOf(page) + 1} is closed`)
        await page.close()
        tabs.splice(tabs.indexOf(page), 1)
      } else if (what < 17) {
        const fault = faults[draw(faults.length)] ?? 'refused'
        tell(`the network: ${fault}`)
        proxy.breaks(fault)
      } else if (what < 18) {
        offline = !offline
        tell(offline ? 'the customer is offline' : 'the customer is back')
        await context.setOffline(offline)
      } else if (what < 19 && !deskAway) {
        tell('the desk is away')
        deskAway = true
        await demo.stopDesk()
      } else {
        tell('everything works again')
        await heal()
      }
    }
    tell('everything works again')
    await heal()
    // The browser says that the network is back, as it does after a real break.
    await context.setOffline(true)
    await context.setOffline(false)

    const all = written.flat().toSorted()
    const atDesk = await until(
      async () => {
        const texts = (await agent.transcript()).filter((text) => /^(client|conseil) \d+$/.test(text))
        return texts.length >= all.length + advice.length ? texts : undefined
      },
      async () => `The desk has ${(await agent.transcript()).join(', ')}; written: ${all.join(', ')}`,
    )
    expect(atDesk.filter((text) => text.startsWith('client')).toSorted()).toEqual(all)
    expect(atDesk.filter((text) => text.startsWith('conseil'))).toEqual(advice)
    for (const list of written) expect(atDesk.filter((text) => list.includes(text))).toEqual(list)
    for (const page of tabs) {
      await expect
        .poll(async () =>
          (await readTranscript(page))
            .map(({ text }) => text)
            .filter((text) => /^(client|conseil) \d+$/.test(text)),
        )
        .toEqual(atDesk)
    }
    // What is kept for a moment only is gone again.
    const [left] = tabs
    await expect.poll(() => left?.evaluate(() => localStorage.length)).toBe(0)
  } finally {
    await heal()
    await context.close()
  }
}

async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${proxy.url}/contact`)
  await openPanel(page)
  return page
}

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Ouvrir l'aide/ }).click()
  await page.locator('comptoir-chat textarea#comptoir-message').waitFor()
}

/** Numbers below a limit, the same ones for the same seed (Park and Miller's generator). */
function drawFrom(seed: number): (limit: number) => number {
  let state = seed % 2_147_483_647
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647
    return Math.floor((state / 2_147_483_647) * limit)
  }
}

/** How many stories of a long run were played before it was broken off. */
async function played(): Promise<number> {
  if (!long || only !== undefined) return 0
  return readFile(ledger, 'utf8').then(
    (text) => Number(JSON.parse(text).played),
    () => 0,
  )
}

async function remember(count: number): Promise<void> {
  if (only !== undefined) return
  await mkdir(fileURLToPath(new URL('.', `file://${ledger}`)), { recursive: true })
  await writeFile(ledger, JSON.stringify({ played: count }))
}
