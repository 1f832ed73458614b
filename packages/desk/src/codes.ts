import { createHmac, randomInt, randomUUID } from 'node:crypto'
import type { JobHandler } from './jobs.ts'
import { mailJob } from './mail/send-mail.ts'
import { writeMail } from './mail/mail-texts.ts'
import { noMailServer, tooMany } from './messages.ts'
import { sameText } from './secret.ts'
import type { Services } from './services.ts'
import { referenceOf } from './verification.ts'

const minute = 60_000
const codeMinutes = 10
const triesPerCode = 5

/** A code that somebody asked for, as its job keeps it. */
interface CodeOrder {
  readonly reference: string
  readonly email: string
  readonly locale: string
  readonly code: string
  /** A shop that is away for longer is asked no more: whoever waits has given up, or has asked again. */
  readonly until: number
}

/**
 * Takes in that somebody asks for a code. Nothing here depends on whether the claim fits, neither the answer nor the
 * work before it: the shop is asked whether it is there, which every claim asks alike, and what was claimed is kept
 * for a job, see {@link codeHandler}.
 *
 * @throws {Problem} 429 after too many look-ups from one network, 409 where no mail can be sent; the shop's own
 *   unavailability passes through and costs no look-up
 */
export async function askForCode(
  { shop, jobs, limits, mailer, ...services }: Services,
  conversation: { readonly id: string; readonly locale: string },
  claim: { readonly reference: string; readonly email: string },
  network: string,
): Promise<void> {
  const now = services.now()
  if (!mailer) throw noMailServer()
  const wait = await limits.lookups.take(network, now)
  if (wait > 0) throw tooMany('look-ups', wait)
  await shop.info().catch(async (error: unknown) => {
    await limits.lookups.giveBack(network)
    throw error
  })
  const order: CodeOrder = {
    reference: referenceOf(claim.reference),
    email: claim.email.trim().toLowerCase(),
    locale: conversation.locale,
    code: String(randomInt(1_000_000)).padStart(6, '0'),
    until: now + codeMinutes * minute,
  }
  await jobs.add({
    id: `code:${conversation.id}:${randomUUID()}`,
    kind: 'code',
    payload: JSON.stringify(order),
    conversationId: conversation.id,
    dueAt: services.soon(),
    at: now,
  })
}

/**
 * Mails a code of six digits to the address on file of an order, if the e-mail given is that one. What does not fit
 * makes the same work, up to the mail that is not sent. A code lives ten minutes and five tries; an order gets three
 * an hour, whoever asks and from wherever.
 */
export function codeHandler({ store, shop, jobs, limits, keys, ...services }: Services): JobHandler {
  return async ({ id, payload, conversationId }) => {
    const { reference, email, locale, code, until }: CodeOrder = JSON.parse(payload)
    const now = services.now()
    if (now > until || conversationId === undefined) return
    const [{ match }, order] = await Promise.all([
      shop.customerCheck({ reference, email }),
      shop.order(reference),
    ])
    // Counted apart where the e-mail is another's: nobody uses up the codes of an order that is not theirs.
    const counted = match === 'none' ? `not ${reference}` : reference
    const allowed = (await limits.codes.take(counted, now)) === 0
    const sends = match !== 'none' && allowed && order !== undefined
    // A code that is not sent fits nothing: what is kept in its place is the hash of no code.
    const hash = codeHash((await keys).limits, conversationId, reference, sends ? code : 'none')
    const expiresAt = now + codeMinutes * minute
    await store.putCode({ conversationId, reference, hash, expiresAt, tries: triesPerCode })
    const written = writeMail('code', locale, { code, order: reference, minutes: String(codeMinutes) })
    const mail = { to: order?.email ?? email, ...written, locale, known: true, until: expiresAt }
    const job = mailJob(id, mail, now, conversationId)
    // What is not sent takes the same way, up to the worker who drops it.
    await jobs.add(sends ? job : { ...job, kind: 'mail-that-is-not-sent' })
  }
}

/** Is it the code that was mailed for this order in this conversation? Uses one of its tries; a code fits once. */
export async function codeFits(
  { store, keys, now }: Services,
  conversationId: string,
  reference: string,
  code: string,
): Promise<boolean> {
  const hash = await store.tryCode(conversationId, reference, now())
  const given = codeHash((await keys).limits, conversationId, reference, code.replace(/\s/g, ''))
  const fits = sameText(given, hash ?? '')
  return fits && hash !== undefined && (await store.useCode(conversationId, reference))
}

function codeHash(key: string, conversationId: string, reference: string, code: string): string {
  return createHmac('sha256', key).update(`${conversationId}\n${reference}\n${code}`).digest('base64url')
}
