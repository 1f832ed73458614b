import type { ActName } from '@comptoir/bot-engine'
import type { JobHandler } from './jobs.ts'
import type { Services } from './services.ts'
import type { ShopActInput } from './schema/acts.ts'
import type { NewJob } from './store/store.ts'

/** An act of the shop that has to come about, however long the shop is away. */
type ActOrder = {
  readonly [Name in ActName]: {
    readonly name: Name
    readonly input: ShopActInput<Name>
    readonly locale: string
  }
}[ActName]

/** The job that has the shop do an act. The same `id` is done once, by this desk and by the shop. */
export function actJob(id: string, order: ActOrder, dueAt: number): NewJob {
  return { id: `act:${id}`, kind: 'act', payload: JSON.stringify(order), dueAt, at: dueAt }
}

/** Has the shop do what waits. A shop that is away is asked again later; one that refuses has answered. */
export function actHandler({ shop }: Pick<Services, 'shop'>): JobHandler {
  return async ({ id, payload }) => {
    const { name, input, locale }: ActOrder = JSON.parse(payload)
    await shop.act(name, input, id, locale)
  }
}
