import { mailLocale, writeMail } from './mail/mail-texts.ts'
import { mailJob } from './mail/send-mail.ts'
import type { JobHandler } from './jobs.ts'
import type { Services } from './services.ts'
import type { Agent, RaisedAlarm } from './store/store.ts'

/** Promises that are given later are looked for this often; none is due sooner. */
const lookMs = 60_000

/** The most alarms that are raised at once, and stand in one mail. */
const atOnce = 200

/**
 * The job that watches over promises: at the moment in which one is late it raises an alarm, once. The alarm is kept,
 * counted, logged, shown in the consoles, and mailed to whoever the promise belongs to and whoever the settings name.
 */
export function alarmHandler(services: Services): JobHandler {
  const { store, now } = services
  return async () => {
    for (;;) {
      const raised = await store.raiseAlarms(now(), atOnce)
      if (raised.length > 0) await tell(services, raised)
      if (raised.length < atOnce) break
    }
    // A promise is late when its moment is over.
    const next = ((await store.nextDueAt(now())) ?? Infinity) + 1
    return { again: Math.min(next, now() + lookMs), fresh: true }
  }
}

/** Keeps the job where it is not there yet. */
export async function keepWatching({ jobs, now }: Services): Promise<void> {
  await jobs.add({ id: 'alarms', kind: 'alarms', payload: '', dueAt: now(), at: now() })
}

async function tell(services: Services, raised: readonly RaisedAlarm[]): Promise<void> {
  const { settings, metrics, broker, jobs, now } = services
  for (const { kind, dueAt } of raised) {
    metrics.count('promises_late')
    settings.log({
      time: new Date(now()).toISOString(),
      level: 'warn',
      event: 'promise-late',
      kind,
      minutes: Math.floor((now() - dueAt) / 60_000),
    })
  }
  for (const type of ['queue', 'callbacks', 'records'] as const) broker.publish({ type })
  for (const [to, late] of await recipients(services, raised)) {
    const [first] = late
    if (!first) continue
    const { locale } = first
    const mail = { ...alarmMail(settings, late, locale), to, locale, known: true, ours: true } as const
    await jobs.add(mailJob(`alarm:${first.subject}:${to}`, mail, now()))
  }
}

/**
 * Who is mailed about what: the owner of a promise; for what belongs to the team, or to somebody without an address,
 * supervisors and administrators; and whoever the settings name about everything.
 */
async function recipients(
  { store, settings }: Services,
  raised: readonly RaisedAlarm[],
): Promise<ReadonlyMap<string, readonly RaisedAlarm[]>> {
  const people = (await store.agents()).filter(hasAddress)
  const leads = people.filter(({ role }) => role !== 'agent')
  const { alarmTo } = settings.promises
  const mails = new Map<string, RaisedAlarm[]>()
  for (const alarm of raised) {
    const owners = people.filter(({ id }) => id === alarm.owner)
    const addresses = (owners.length > 0 ? owners : leads).map(({ login }) => login)
    for (const to of new Set(alarmTo === undefined ? addresses : [...addresses, alarmTo.toLowerCase()]))
      mails.set(to, [...(mails.get(to) ?? []), alarm])
  }
  return mails
}

/** Somebody of the shop is reached by mail where their login is their address. */
export function hasAddress({ login }: Pick<Agent, 'login'>): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(login)
}

/** Which promises are late and since when. Of the customer it says nothing. */
function alarmMail(
  { hours, name }: Services['settings'],
  raised: readonly RaisedAlarm[],
  locale: string,
): ReturnType<typeof writeMail> {
  const moment = new Intl.DateTimeFormat(mailLocale(locale), {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: hours.timeZone,
  })
  const list = raised.map(({ subject, kind, dueAt }) => {
    const { text } = writeMail(`late.${kind}`, locale, { subject, dueAt: moment.format(dueAt) })
    return `- ${text.trim()}`
  })
  return writeMail('alarm', locale, { shop: name, count: String(raised.length), list: list.join('\n') })
}
