import type { Allowance } from '../allowances.ts'
import { ShopUnavailable } from '../connector/shop.ts'
import type { JobHandler } from '../jobs.ts'
import type { Services } from '../services.ts'
import type { NewJob } from '../store/store.ts'

/** A mail that is to be sent, as its job keeps it. */
export interface MailOrder {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly locale: string
  /** Whether the address is known to be the customer's: the one of an order that they have verified. */
  readonly known: boolean
  /** It is known as well where it is the address on file of this order. */
  readonly ofOrder?: string
  /** The law wants it: it goes to an address that nobody knows too, and no other mail can use up its turn. */
  readonly lawful?: true
  /** It goes to the shop's own people: nobody is protected from it. */
  readonly ours?: true
  /** Sent now or not at all: a code that comes late is of no use. */
  readonly until?: number
}

/** The job that sends a mail. The same `id` is sent once. */
export function mailJob(id: string, order: MailOrder, dueAt: number, conversationId?: string): NewJob {
  return {
    id: mailId(id),
    kind: 'mail',
    payload: JSON.stringify(order),
    ...(conversationId === undefined ? {} : { conversationId }),
    dueAt,
    at: dueAt,
  }
}

/** The id of a mail's job. */
export function mailId(id: string): string {
  return `mail:${id}`
}

/** The number that a mail's job is about: the other way round. */
function referenceOf(id: string): string {
  return id.slice(mailId('').length)
}

const day = 24 * 3_600_000

/**
 * Sends what waits, within the limits of an address: three mails a day where it is known to be the customer's, none
 * where it is not. What the law wants has one turn a day more, to any address, that nothing else uses up. What is over
 * the limit waits for the next day; after three it is given up.
 */
export function mailHandler(
  services: Pick<Services, 'mailer' | 'limits' | 'now' | 'metrics' | 'shop' | 'store'>,
): JobHandler {
  const { mailer, metrics, store } = services
  return async ({ id, payload, attempts }) => {
    const order: MailOrder = JSON.parse(payload)
    const { to, subject, text, locale, lawful, ours, until } = order
    const now = services.now()
    if (!mailer || (until !== undefined && now > until)) return
    const turn = ours ? free : await takeTurn(await limitsOf(services, order), to.toLowerCase(), now)
    if (turn.wait > 0) {
      const waits = until === undefined && attempts < 4 && turn.wait < Infinity
      if (waits) return { again: now + Math.min(turn.wait * 1000, day) }
      metrics.count('mails_refused')
      return lawful && { givenUp: 'its address had as many mails as it may get, for three days' }
    }
    try {
      await mailer.send({ id, to, subject, text, locale })
    } catch (error) {
      await turn.giveBack()
      throw error
    }
    metrics.count('mails_sent')
    // That the receipt went, where to and with what words, is evidence as well.
    const content = JSON.stringify({ to, subject, text })
    if (lawful)
      await store.addEvidence({ kind: 'receipt-mail', reference: referenceOf(id), at: now, content })
  }
}

/** Under which limits an address gets this mail: the first that has room. None where it gets no such mail at all. */
async function limitsOf(
  { limits, shop }: Pick<Services, 'limits' | 'shop'>,
  { to, known, ofOrder, lawful }: MailOrder,
): Promise<readonly Allowance[]> {
  const ofStrangers = lawful ? [limits.mailsToStrangers] : []
  if (known) return [limits.mails, ...ofStrangers]
  if (ofOrder === undefined) return ofStrangers
  // What the law wants does not wait for a shop that is away.
  const onFile = await shop.order(ofOrder).catch((error: unknown) => {
    if (lawful && error instanceof ShopUnavailable) return undefined
    throw error
  })
  const isOfOrder = onFile?.email.trim().toLowerCase() === to.toLowerCase()
  return isOfOrder ? [limits.mails, ...ofStrangers] : ofStrangers
}

/** What was taken of a limit, or how many seconds to wait for it: for ever where there is none. */
interface Turn {
  readonly wait: number
  giveBack(): Promise<void>
}

const free: Turn = { wait: 0, giveBack: async () => {} }

async function takeTurn(limits: readonly Allowance[], address: string, now: number): Promise<Turn> {
  let soonest = Infinity
  for (const limit of limits) {
    const wait = await limit.take(address, now)
    if (wait === 0) return { wait, giveBack: () => limit.giveBack(address) }
    soonest = Math.min(soonest, wait)
  }
  return { ...free, wait: soonest }
}
