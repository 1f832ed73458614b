import type { Browser } from 'playwright-core'
import { type Demo, type DemoOptions, startDemo } from '../../src/demo.ts'
import { type Agent, createAgent } from './agent.ts'
import { type BackOffice, enterBackOffice } from './back-office.ts'
import { leaveChromium, openChromium } from '../../../../packages/widget/test/browser/chromium.ts'
import type { DeskProcess } from './desk-process.ts'
import { createCustomer, type Customer } from './customer.ts'
import { type Setting, sizes } from './setting.ts'
import { watch, type Witness } from './witness.ts'

/** The demonstration, a browser, and the people in front of it. */
export interface Scene {
  readonly demo: Demo
  readonly browser: Browser
  /** Somebody with a browser profile of their own. */
  customer(setting: Setting, options?: CustomerOptions): Promise<Customer>
  /** Somebody of the workshop's, in the back office. */
  backOffice(): Promise<BackOffice>
  /** Somebody of the shop's, at the console in a window of their own. */
  agent(who?: number): Promise<Agent>
  /** The administrator of a desk that was just started, who chooses a password and sits down at the console. */
  firstAgentOf(desk: DeskProcess): Promise<Agent>
  /**
   * Everybody leaves. What their browsers complained about and the story did not expect, or any host but the
   * shop's that they were sent to, fails the story.
   */
  ends(): Promise<void>
  close(): Promise<void>
}

export interface CustomerOptions {
  /** Hosts besides the shop's that the story is about, such as a desk's of its own. */
  readonly hosts?: readonly string[]
}

/** Look-ups, sign-ins and words come from one network here, faster than people type; a shop's limits would end the stories. */
const roomy = {
  lookups: { count: 500, perMs: 3_600_000 },
  signIns: { count: 500, perMs: 900_000 },
  writes: { count: 50_000, perMs: 60_000 },
}

export async function openScene(options: DemoOptions = {}): Promise<Scene> {
  const [demo, browser] = await Promise.all([
    startDemo({ hours: 'open', ...options, desk: { limits: roomy, log: () => {}, ...options.desk } }),
    openChromium(),
  ])
  let present: { leaves(): Promise<void>; witness: Witness; hosts: readonly string[] }[] = []
  const home = new URL(demo.url).host

  async function profile(setting: Setting, hosts: readonly string[]) {
    const context = await browser.newContext({
      locale: setting.locale === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Europe/Paris',
      viewport: sizes[setting.screen],
      hasTouch: setting.screen === 'phone',
      reducedMotion: 'reduce',
    })
    const witness = await watch(context)
    present.push({ leaves: () => context.close(), witness, hosts: [home, ...hosts] })
    return { context, witness }
  }

  return {
    demo,
    browser,
    async customer(setting, { hosts = [] } = {}) {
      const { context, witness } = await profile(setting, hosts)
      return createCustomer(context, demo.url, setting, witness)
    },
    async backOffice() {
      const { context } = await profile({ locale: 'fr', screen: 'desktop' }, [])
      return enterBackOffice(await context.newPage(), demo.url, demo.shop.demo.backOfficePassword)
    },
    async agent(who = 0) {
      const { context, witness } = await profile({ locale: 'fr', screen: 'desktop' }, [
        new URL(demo.deskUrl).host,
      ])
      const person = demo.agents[who]
      if (!person) throw new Error(`The demonstration has no agent number ${who}.`)
      return createAgent(context, demo.consoleUrl, person, witness)
    },
    async firstAgentOf(desk) {
      const { context, witness } = await profile({ locale: 'fr', screen: 'desktop' }, [
        new URL(desk.url).host,
      ])
      const person = { name: 'Service client', login: 'admin', password: desk.password() }
      return createAgent(context, `${desk.url}/console/`, person, witness)
    },
    async ends() {
      const leaving = present
      present = []
      for (const { leaves } of leaving) await leaves()
      const complaints = leaving.flatMap(({ witness, hosts }) => [
        ...witness.troubles,
        ...witness.requests
          .filter(({ url }) => /^https?:$/.test(url.protocol) && !hosts.includes(url.host))
          .map(({ url }) => `asked another host: ${url.href}`),
      ])
      if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`)
    },
    async close() {
      await leaveChromium()
      await demo.stop()
    },
  }
}
