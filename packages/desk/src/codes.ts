import { createHmac, randomInt, randomUUID } from 'node:crypto'
import { ShopUnavailable } from './connector/shop.ts'
import { mailJob } from './mail/send-mail.ts'
import { writeMail } from './mail/mail-texts.ts'
import { tooMany } from './messages.ts'
import { sameText } from './secret.ts'
import type { Services } from './services.ts'
import { referenceOf } from './verification.ts'

const minute = 60_000
const codeMinutes = 10
const triesPerCode = 5

/**
 * Mails a code of six digits to the address on file of an order, if the e-mail given is that one. The answer is the
 * same whatever fits, and so is the work: the shop is asked once, a code is made and kept. A code lives ten minutes
 * and five tries; an order gets three an hour, whoever asks and from wherever.
 *
 * @throws {Problem} 429 after too many look-ups from one network; the shop's own unavailability passes through
 */
export async function sendCode(
  services: Services,
  conversation: { readonly id: string; readonly locale: string },
  claim: { readonly reference: string; readonly email: string },
  network: string,
): Promise<void> {
  const { store, shop, jobs, limits, keys, mailer } = services
  const now = services.now()
  const wait = await limits.lookups.take(network, now)
  if (wait > 0) throw tooMany('look-ups', wait)
  const reference = referenceOf(claim.reference)
  const email = claim.email.trim().toLowerCase()
  const [{ match }, order] = await Promise.all([
    shop.customerCheck({ reference, email }),
    shop.order(reference),
  ]).catch(async (error: unknown) => {
    if (error instanceof ShopUnavailable) await limits.lookups.giveBack(network)
    throw error
  })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  // Counted apart where the e-mail is another's: nobody uses up the codes of an order that is not theirs.
  const counted = match === 'none' ? `not ${reference}` : reference
  const allowed = (await limits.codes.take(counted, now)) === 0
  const sends = match !== 'none' && allowed && order !== undefined && mailer !== undefined
  // A code that is not sent fits nothing: what is kept in its place is the hash of no code.
  const hash = codeHash((await keys).limits, conversation.id, reference, sends ? code : 'none')
  const expiresAt = now + codeMinutes * minute
  await store.putCode({ conversationId: conversation.id, reference, hash, expiresAt, tries: triesPerCode })
  const values = { code, order: reference, minutes: String(codeMinutes) }
  const { locale } = conversation
  const written = writeMail('code', locale, values)
  const mail = { to: order?.email ?? email, ...written, locale, known: true, until: expiresAt }
  const job = mailJob(`code:${conversation.id}:${randomUUID()}`, mail, now, conversation.id)
  // What is not sent takes the same way, up to the worker who drops it.
  await jobs.add(sends ? job : { ...job, kind: 'mail-that-is-not-sent' })
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
