import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { DemoAgent } from '../../src/shop.ts'
import { takePicture } from './picture.ts'
import type { Witness } from './witness.ts'

/** Somebody of the shop's at the console. */
export interface Agent {
  readonly page: Page
  readonly name: string
  readonly witness: Witness
  shows(name: string): Promise<void>
  leaves(): Promise<void>
}

export async function createAgent(
  context: BrowserContext,
  address: string,
  person: DemoAgent,
  witness: Witness,
): Promise<Agent> {
  const page = await context.newPage()
  return {
    page,
    name: person.name,
    witness,
    shows: (name) => takePicture(page, `${name}-console`),
    leaves: () => context.close(),
  }
}
