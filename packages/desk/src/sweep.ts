import { endAbandoned } from './handoff.ts'
import type { JobHandler } from './jobs.ts'
import { forgetOld } from './retention.ts'
import type { Services } from './services.ts'

/** Forgetting and tidying is done this often, by one of the nodes. */
const everyMs = 5 * 60_000

/** The job that forgets what has expired, and ends what waits for customers who have left. */
export function sweepHandler(services: Services): JobHandler {
  return async () => {
    await services.store.removeExpired(services.now())
    await endAbandoned(services)
    await forgetOld(services)
    return { again: services.now() + everyMs, fresh: true }
  }
}

/** Keeps the job where it is not there yet. */
export async function keepSweeping({ jobs, now }: Services): Promise<void> {
  await jobs.add({ id: 'sweep', kind: 'sweep', payload: '', dueAt: now(), at: now() })
}
