import { hoursText, isOpen, nextOpening, type Availability } from '@comptoir/bot-engine'
import { awayAfterMs, presentAgents } from './agents.ts'
import type { Services } from './services.ts'

/** Can people be reached now, how many wait already, and when does it open again? */
export async function availability(
  { settings, store, now }: Services,
  locale: string,
): Promise<Availability> {
  const at = now()
  const inHours = isOpen(settings.hours, at)
  const present = presentAgents(await store.agents(), at)
  const next = inHours ? undefined : nextOpening(settings.hours, at)
  return {
    open: inHours && present.length > 0,
    agents: inHours ? present.filter(({ state }) => state === 'available').length : 0,
    waiting: (await store.waiting(at - awayAfterMs)).length,
    ...(next === undefined ? {} : { nextOpening: new Date(next).toISOString() }),
    hoursText: hoursText(settings.hours, locale),
  }
}
