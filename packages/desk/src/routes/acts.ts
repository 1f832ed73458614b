import { actLevels, type ActName, type ActResult, type Level, type ShopActs } from '@comptoir/bot-engine'
import * as v from 'valibot'
import { handedOver } from '../files/handed-over.ts'
import { levelTooLow, tooMany } from '../messages.ts'
import { requestViewOf } from '../order-view.ts'
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
export const actRoutes: readonly Route[] = (Object.keys(actLevels) as ActName[]).map((name) => actRoute(name))

function actRoute<Name extends ActName>(name: Name): Route {
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
    handle: async ({ services, conversation, body, network }) =>
      json(200, await act(services, conversation, network, name, body.input, body.key)),
  })
}

/**
 * Passes an act on to the shop, once the conversation has proven what the act needs. Codes and addresses can be
 * guessed, so that acts without an order count as look-ups; a withdrawal never does.
 */
async function act<Name extends ActName>(
  services: Services,
  conversation: Conversation,
  network: string,
  name: Name,
  input: ShopActs[Name]['input'],
  key: string,
): Promise<ActResult<Name>> {
  const { shop, limits } = services
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
  } else if (name !== 'withdraw') {
    const wait = await limits.lookups.take(network, services.now())
    if (wait > 0) throw tooMany('look-ups', wait)
  }
  // Keys are minted by pages: they mean something in one conversation only.
  const given = await withFiles(services, conversationId, asked)
  const answer = await shop.act(name, given as ShopActInput<Name>, `${conversationId}:${key}`, locale)
  await extendVerifications(services, conversationId)
  const reference = ('reference' in asked ? asked.reference : undefined) ?? ''
  // Only requests have lines and a kind, and theirs is the answer that differs between shop and page.
  return ('kind' in answer ? requestViewOf(reference, answer, level) : answer) as ActResult<Name>
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
