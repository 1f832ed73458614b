import {
  actLevels,
  type ActName,
  type ActResult,
  type Level,
  type ShopActs,
  type WithdrawalReceipt,
} from '@comptoir/bot-engine'
import * as v from 'valibot'
import { actId, actJob } from '../act-job.ts'
import { handedOver } from '../files/handed-over.ts'
import { levelTooLow, tooMany } from '../messages.ts'
import { requestViewOf } from '../order-view.ts'
import { withdraw } from '../records.ts'
import { customerRoute, json, type Route } from '../route.ts'
import { actAnswers, actInputs, actKey, refusedAnswer, type ShopActInput } from '../schema/acts.ts'
import { strict } from '../schema/schema.ts'
import type { Services } from '../services.ts'
import type { Conversation } from '../store/store.ts'
import { extendVerifications, openOrder, referenceOf } from '../verification.ts'

const summaries: Readonly<Record<ActName, string>> = {
  requestReturn: 'Asks to send articles back, for the money, another article or a credit note.',
  withdraw: 'Declares the withdrawal from a contract. Received from anybody, whatever it names.',
  cancelOrder: 'Cancels an order that has not left.',
  changeAddress: 'Changes the delivery address of an order that has not left.',
  reportProblem: 'Reports goods that are damaged, defective, wrong or missing.',
  investigateDelivery: 'Has the carrier look for a parcel.',
  renewDownload: 'Fills the downloads of a file up again; its link goes to the address of the order.',
  requestPersonalData: 'Records a request about personal data, due within a month.',
  checkCoupon: 'Says what a promotion code is worth, and which of its conditions are met.',
  checkGiftCard: 'Gives the balance of a gift card.',
  sendWelcomeCode: 'Mails the welcome code to the address, if it has one. Says the same to every address.',
  unsubscribe: 'Stops the newsletter for the address. Says the same to every address.',
  resetPassword:
    'Mails a link for a new password, if the address has an account. Says the same to every address.',
}

/** What the customer has the shop do: one route an act, in the words of the shop contract. */
export const actRoutes: readonly Route[] = (Object.keys(actLevels) as ActName[]).map((name) => {
  switch (name) {
    case 'withdraw':
      return actRoute(name, declare)
    case 'sendWelcomeCode':
    case 'unsubscribe':
    case 'resetPassword':
      return actRoute(name, (asked) => actDiscreetly(name, asked))
    default:
      return actRoute(name, (asked) => act(name, asked))
  }
})

/** An act as a conversation asks for it. */
interface Asked<Name extends ActName> {
  readonly services: Services
  readonly conversation: Conversation
  readonly network: string
  readonly input: ShopActs[Name]['input']
  readonly key: string
}

function actRoute<Name extends ActName>(
  name: Name,
  perform: (asked: Asked<Name>) => Promise<ActResult<Name>>,
): Route {
  const level = actLevels[name]
  type Input = ShopActs[Name]['input']
  return customerRoute({
    method: 'POST',
    path: `/conversations/:id/acts/${name}`,
    summary: `${summaries[name]}${level > 0 ? ` Level ${level}.` : ''}`,
    body: strict<{ key: string; input: Input }>({ key: actKey, input: actInputs[name] }),
    answers: {
      200: {
        description: 'What the act gives, or why the shop did not do it.',
        schema: v.union([refusedAnswer, actAnswers[name]]),
      },
    },
    handle: async ({ services, conversation, network, body: { input, key } }) => {
      const result = await perform({ services, conversation, network, input, key })
      await extendVerifications(services, conversation.id)
      return json(200, result)
    },
  })
}

/**
 * Passes an act on to the shop, once the conversation has proven what the act needs. Codes can be guessed, so that
 * acts without an order count as look-ups.
 */
async function act<Name extends ActName>(
  name: Name,
  { services, conversation, network, input, key }: Asked<Name>,
): Promise<ActResult<Name>> {
  const { id: conversationId, locale } = conversation
  let level: Level = 0
  let asked = input
  if (actLevels[name] > 0) {
    // What names no order proves nothing.
    if (!('reference' in input) || input.reference === undefined) throw levelTooLow()
    const reference = referenceOf(input.reference)
    level = (await openOrder(services, conversationId, reference)).level
    if (level < actLevels[name]) throw levelTooLow()
    asked = { ...input, reference }
  } else await countAsLookup(services, network)
  const given = await withFiles(services, conversationId, asked)
  const answer = await services.shop.act(name, given as ShopActInput<Name>, keyOf(conversation, key), locale)
  const reference = ('reference' in asked ? asked.reference : undefined) ?? ''
  // Only requests have lines and a kind, and theirs is the answer that differs between shop and page.
  return ('kind' in answer ? requestViewOf(reference, answer, level) : answer) as ActResult<Name>
}

/** Keys are minted by pages: they mean something in one conversation only. */
function keyOf({ id }: Conversation, key: string): string {
  return `${id}:${key}`
}

async function countAsLookup({ limits, now }: Services, network: string): Promise<void> {
  const wait = await limits.lookups.take(network, now())
  if (wait > 0) throw tooMany('look-ups', wait)
}

type DiscreetAct = 'sendWelcomeCode' | 'unsubscribe' | 'resetPassword'

/**
 * An act that says the same to every address: its time says the same too, since the shop does it in a job. Three a day
 * for one address, whoever asks; more are dropped, which nobody is told. A shop that is not known to offer the act is
 * asked at once, so that it can say that it does not.
 */
async function actDiscreetly(
  name: DiscreetAct,
  { services, conversation, network, input, key }: Asked<DiscreetAct>,
): Promise<ActResult<DiscreetAct>> {
  const { shop, jobs, limits, offered } = services
  const { locale } = conversation
  const id = keyOf(conversation, key)
  const address = `${name} ${input.email.trim().toLowerCase()}`
  await countAsLookup(services, network)
  if ((await limits.mails.take(address, services.now())) > 0) return { taken: true }
  try {
    if (offered.has(name)) {
      await shop.info()
    } else {
      const answer = await shop.act(name, input, actId(id), locale)
      if ('taken' in answer) offered.add(name)
      return answer
    }
  } catch (error) {
    await Promise.all([limits.mails.giveBack(address), limits.lookups.giveBack(network)])
    throw error
  }
  const until = services.now() + hour
  await jobs.add(
    actJob(id, { name, input, locale, ...(name === 'unsubscribe' ? {} : { until }) }, services.soon()),
  )
  return { taken: true }
}

const hour = 3_600_000

/** A withdrawal is the desk's own record, with evidence and receipt, whether the shop is there or not. */
async function declare({ services, conversation, input }: Asked<'withdraw'>): Promise<WithdrawalReceipt> {
  const { name, reference, email, lines, reason } = input
  const {
    reference: number,
    receivedAt: at,
    refundBy,
  } = await withdraw(services, conversation.id, {
    name,
    contract: reference,
    email,
    ...(lines === undefined
      ? {}
      : { items: lines.map(({ sku, quantity }) => ({ name: sku, sku, quantity })) }),
    ...(reason === undefined ? {} : { reason }),
    // The act has no words of its own.
    statement: '',
    textVersion: 'acts/withdraw',
    locale: conversation.locale,
  })
  // Both clocks run fourteen days from the declaration (C. conso. L221-23 and L221-24).
  return { number, at, receiptTo: email, refundBy, sendBackBy: refundBy }
}

/** The input as the shop takes it: with the picture that was handed in, instead of its address here. */
async function withFiles<Input extends object>(
  services: Services,
  conversationId: string,
  input: Input,
): Promise<object> {
  if (!('photo' in input) || input.photo === undefined) return input
  return { ...input, photo: await handedOver(services, conversationId, String(input.photo)) }
}
