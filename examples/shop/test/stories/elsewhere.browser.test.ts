import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Customer } from '../browser/customer.ts'
import { type DeskProcess, prepareDeskProcess } from '../browser/desk-process.ts'
import { type PlainPage, servePlainPage } from '../browser/plain-page.ts'
import { setStage } from '../browser/stage.ts'
import type { Line } from '../browser/transcript.ts'

/**
 * The desk as a shop runs it: `comptoir-desk` in a process of its own, on another port, so on another origin,
 * named by the tag's `data-desk`; it knows the shop by the shop contract alone.
 */
const scene = await setStage()
let desk: DeskProcess
let page: PlainPage
beforeEach(async () => {
  desk = await prepareDeskProcess({ url: scene.demo.url, secret: scene.demo.shop.secret })
  page = await servePlainPage(scene.demo.url, desk.url)
  await desk.starts(new URL(page.url).origin)
})
afterEach(async () => {
  await scene.ends()
  await page.close()
  await desk.stops()
})

test('a desk on another origin serves the page: the invoice comes from there', async () => {
  const customer = await visitsWithDeskElsewhere()
  await customer.opens()
  await customer.presses('Obtenir ma facture')
  await customer.proves({ reference: 'XKBKNABJK', email: 'gnelvet@example.fr', postcode: '14000' })
  await customer.assistant.says(/Il s'agit bien de la commande/)
  await customer.picks('Oui')
  await customer.assistant.says(/Avez-vous pu l'ouvrir/)
  const download = await customer.downloads(/^Télécharger/)
  expect(new URL(download.url()).origin).toBe(desk.url)
  await download.path()
  const asked = customer.witness.requests.filter(({ url }) => url.origin === desk.url)
  expect(asked.length).toBeGreaterThan(5)
  expect(customer.witness.requests.filter(({ url }) => url.origin === scene.demo.url)).toEqual([])
  expect(await customer.page.context().cookies()).toEqual([])
})

test('the desk dies in the middle of a handoff and comes back: nothing is lost, doubled or out of order', async () => {
  const agent = await scene.firstAgentOf(desk)
  const customer = await visitsWithDeskElsewhere()
  const { assistant } = customer
  await customer.opens()
  await customer.presses('Parler à un conseiller')
  await assistant.says(/Je transmets votre demande/)
  await agent.takes(/./)
  await assistant.informs(/a rejoint la conversation/)
  await customer.types('client un')
  await agent.reads(/client un/)
  await agent.writes('conseil un')
  await assistant.agentSays(/conseil un/)

  // Both are writing when it dies, and go on writing while it is away.
  await Promise.all([customer.types('client deux'), agent.writes('conseil deux'), desk.dies()])
  await customer.types('client trois')
  await agent.writes('conseil trois')
  await customer.shows('elsewhere-1-desk-away')
  await agent.shows('elsewhere-1-desk-away')
  await customer.types('client quatre')
  await desk.starts(new URL(page.url).origin)
  await assistant.agentSays(/conseil trois/)
  await agent.reads(/client quatre/)
  await customer.types('client cinq')
  await agent.reads(/client cinq/)
  await agent.writes('conseil quatre')
  await assistant.agentSays(/conseil quatre/)
  await customer.shows('elsewhere-2-desk-back')
  await agent.shows('elsewhere-2-desk-back')

  const seenByCustomer = spoken(await assistant.transcript())
  const seenByAgent = (await agent.transcript()).flatMap(
    (text) => /(?:client|conseil) (?:un|deux|trois|quatre|cinq)/.exec(text)?.[0] ?? [],
  )
  expect(seenByAgent).toEqual(seenByCustomer)
  expect(seenByCustomer.filter((text) => text.startsWith('client'))).toEqual([
    'client un',
    'client deux',
    'client trois',
    'client quatre',
    'client cinq',
  ])
  expect(seenByCustomer.filter((text) => text.startsWith('conseil'))).toEqual([
    'conseil un',
    'conseil deux',
    'conseil trois',
    'conseil quatre',
  ])

  // What both saw is what the desk keeps: a reload shows the same.
  await customer.page.reload()
  await customer.opens()
  await assistant.finishes()
  expect(spoken(await assistant.transcript())).toEqual(seenByCustomer)
  customer.witness.expects(/ERR_CONNECTION|Failed to (load|fetch)|BOT-|DESK-/)
  agent.witness.expects(/ERR_CONNECTION|Failed to (load|fetch)/)
})

/** Somebody on a page whose tag names the desk elsewhere. */
async function visitsWithDeskElsewhere(): Promise<Customer> {
  const hosts = [new URL(desk.url).host, new URL(page.url).host]
  const customer = await scene.customer({ locale: 'fr', screen: 'desktop' }, { hosts })
  await customer.page.goto(page.url)
  return customer
}

/** What the two people said, without the assistant. */
function spoken(lines: readonly Line[]): readonly string[] {
  return lines
    .filter(({ author, text }) => author !== 'bot' && /^(client|conseil) \w+$/.test(text))
    .map(({ text }) => text)
}
