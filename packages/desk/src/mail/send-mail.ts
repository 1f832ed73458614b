import { orderAddress } from '../known-address.ts'
import type { JobHandler } from '../jobs.ts'
import type { Services } from '../services.ts'
import type { NewJob } from '../store/store.ts'

/** A mail that is to be sent, as its job keeps it. */
interface MailOrder {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly locale: string
  /**
   * Whether the address is known to be the customer's: the one of an order that they have verified. One that is not
   * gets a mail only where the law wants it, one a day.
   */
  readonly known: boolean
  /** It is known as well where it is the address on file of this order. */
  readonly ofOrder?: string
  /** It goes to the shop's own people: nobody is protected from it. */
  readonly ours?: true
  /** Sent now or not at all: a code that comes late is of no use. */
  readonly until?: number
}

/** The job that sends a mail. The same `id` is sent once. */
export function mailJob(id: string, order: MailOrder, dueAt: number, conversationId?: string): NewJob {
  return {
    id: `mail:${id}`,
    kind: 'mail',
    payload: JSON.stringify(order),
    ...(conversationId === undefined ? {} : { conversationId }),
    dueAt,
    at: dueAt,
  }
}

const day = 24 * 3_600_000

/**
 * Sends what waits, within the limits of an address: three mails a day, one where it is not known to be the
 * customer's. What is over the limit waits for the next day; after three it is given up.
 */
export function mailHandler(
  services: Pick<Services, 'mailer' | 'limits' | 'now' | 'metrics' | 'shop'>,
): JobHandler {
  const { mailer, limits, metrics } = services
  return async ({ id, payload, attempts }) => {
    const { to, subject, text, locale, ours, until, ...address }: MailOrder = JSON.parse(payload)
    const now = services.now()
    if (!mailer || (until !== undefined && now > until)) return
    const known = address.known || (await isOfOrder(services, to, address.ofOrder))
    const limit = known ? limits.mails : limits.mailsToStrangers
    const wait = ours ? 0 : await limit.take(to.toLowerCase(), now)
    if (wait > 0) {
      if (until === undefined && attempts < 4) return { again: now + Math.min(wait * 1000, day) }
      metrics.count('mails_refused')
      return
    }
    try {
      await mailer.send({ id, to, subject, text, locale })
    } catch (error) {
      if (!ours) await limit.giveBack(to.toLowerCase())
      throw error
    }
    metrics.count('mails_sent')
  }
}

async function isOfOrder(
  services: Pick<Services, 'shop'>,
  address: string,
  order: string | undefined,
): Promise<boolean> {
  return order !== undefined && (await orderAddress(services, order)) === address.toLowerCase()
}
