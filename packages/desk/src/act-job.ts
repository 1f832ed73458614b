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
    /** Done by then or not at all: a link for a new password is of no use a day later. */
    readonly until?: number
  }
}[ActName]

/** The job that has the shop do an act. The same `id` is done once, by this desk and by the shop. */
export function actJob(id: string, order: ActOrder, dueAt: number): NewJob {
  return { id: actId(id), kind: 'act', payload: JSON.stringify(order), dueAt, at: dueAt }
}

/** The id of an act's job, which the shop gets as its key. */
export function actId(id: string): string {
  return `act:${id}`
}

/** Has the shop do what waits. A shop that is away is asked again later; one that refuses has answered. */
export function actHandler({ shop, now, offered }: Pick<Services, 'shop' | 'now' | 'offered'>): JobHandler {
  return async ({ id, payload }) => {
    const { name, input, locale, until }: ActOrder = JSON.parse(payload)
    if (until !== undefined && now() > until) return
    const answer = await shop.act(name, input, id, locale)
    if ('refused' in answer) offered.delete(name)
  }
}
