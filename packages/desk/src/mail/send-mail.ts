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
  /** The limit whose turn was taken when the mail was promised, see {@link promiseTurn}. */
  readonly turn?: MailLimit
}

type MailLimit = 'mails' | 'mailsToStrangers'

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
    const { to, subject, text, locale, lawful, until } = order
    const now = services.now()
    if (!mailer || (until !== undefined && now > until)) return
    const turn = await turnOf(services, order, attempts, now)
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

/**
 * Takes the turn of a mail to an address that is known, while it is promised: of several that are promised at once,
 * only those that have a turn today are told as sent.
 */
export function promiseTurn(services: Pick<Services, 'limits'>, order: Address, now: number): Promise<Turn> {
  return takeTurn(services, knownLimits(order), order.to, now)
}

/** Under which limits an address gets this mail: the first that has room. None where it gets no such mail at all. */
async function limitsOf(
  { shop }: Pick<Services, 'shop'>,
  order: Pick<MailOrder, 'to' | 'known' | 'ofOrder' | 'lawful'>,
): Promise<readonly MailLimit[]> {
  const { to, known, ofOrder, lawful } = order
  if (known) return knownLimits(order)
  const ofStrangers: readonly MailLimit[] = lawful ? ['mailsToStrangers'] : []
  if (ofOrder === undefined) return ofStrangers
  // What the law wants does not wait for a shop that is away.
  const onFile = await shop.order(ofOrder).catch((error: unknown) => {
    if (lawful && error instanceof ShopUnavailable) return undefined
    throw error
  })
  return onFile?.email.trim().toLowerCase() === to.toLowerCase() ? knownLimits(order) : ofStrangers
}

type Address = Pick<MailOrder, 'to' | 'lawful'>

function knownLimits({ lawful }: Address): readonly MailLimit[] {
  return lawful ? ['mails', 'mailsToStrangers'] : ['mails']
}

/** What was taken of a limit, or how many seconds to wait for it: for ever where there is none. */
interface Turn {
  readonly wait: number
  /** The limit it was taken of. */
  readonly of?: MailLimit
  giveBack(): Promise<void>
}

const free: Turn = { wait: 0, giveBack: async () => {} }

async function turnOf(
  services: Pick<Services, 'limits' | 'shop'>,
  order: MailOrder,
  attempts: number,
  now: number,
): Promise<Turn> {
  const { to, ours, turn } = order
  if (ours) return free
  // A first try that failed gave the promised turn back: the next one takes its own.
  if (turn && attempts === 1) return turnAt(services, turn, to)
  return await takeTurn(services, await limitsOf(services, order), to, now)
}

async function takeTurn(
  services: Pick<Services, 'limits'>,
  limits: readonly MailLimit[],
  to: string,
  now: number,
): Promise<Turn> {
  let soonest = Infinity
  for (const limit of limits) {
    const wait = await services.limits[limit].take(to.toLowerCase(), now)
    if (wait === 0) return turnAt(services, limit, to)
    soonest = Math.min(soonest, wait)
  }
  return { ...free, wait: soonest }
}

function turnAt({ limits }: Pick<Services, 'limits'>, of: MailLimit, to: string): Turn {
  return { wait: 0, of, giveBack: () => limits[of].giveBack(to.toLowerCase()) }
}
