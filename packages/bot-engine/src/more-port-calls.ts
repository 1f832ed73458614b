import { actLevels, type ActName, type ShopActs } from './acts.ts'
import type { DataRequest, UnsubscribeRequest } from './desk-records.ts'
import type { Scope } from './flow/path.ts'
import { faultOfReceipt, isMoment, isReceipt, isRecord, isSlot } from './port-answers.ts'
import { given, word, type MoreCallName, type PortCall } from './port-call.ts'
import type { SurveyAnswer } from './ports.ts'

/** What the shop does and the desk keeps: each called by a flow or two. */
export const morePortCalls: Readonly<Record<MoreCallName, PortCall>> = {
  'shop.sendCode': {
    run: ({ shop }, { reference, email }) =>
      shop.sendCode({ reference: word(reference), email: word(email) }),
    fault: () => undefined,
  },
  ...actCalls(),
  'desk.callbackSlots': {
    run: ({ desk }) => desk.callbackSlots(),
    fault: (answer) => (Array.isArray(answer) && answer.every(isSlot) ? undefined : 'a list of slots'),
  },
  'desk.requestCallback': {
    run: ({ desk }, { phone, slotId, name, reason, commercial }, context) =>
      desk.requestCallback({
        phone: word(phone),
        slotId: word(slotId),
        ...(word(name) ? { name: word(name) } : {}),
        reason: word(reason) || context.topic,
        locale: context.locale,
        consent: {
          service: true,
          commercial: commercial === true,
          textVersion: context.versionOf('details.consent'),
        },
      }),
    fault: (answer) => (isReceipt(answer) ? undefined : 'id, from and to of the callback'),
  },
  'desk.openTicket': {
    run: ({ desk }, { subject, text, order, email, ...more }, { flow, facts, locale, topic }) =>
      desk.openTicket({
        subject: word(subject) || topic,
        text: word(text),
        topic: flow,
        ...given({ order, email }),
        facts: { ...facts, ...asFacts(more) },
        locale,
      }),
    fault: faultOfReceipt,
  },
  'desk.complain': {
    run: ({ desk }, { subject, text, urgent, ...more }, { facts, locale, topic }) => {
      const { expectation, order, name, email, phone, ...others } = more
      return desk.complain({
        subject: word(subject) || topic,
        text: word(text),
        ...given({ expectation, order, name, email, phone }),
        ...(urgent === true ? { urgent } : {}),
        facts: { ...facts, ...asFacts(others) },
        locale,
      })
    },
    fault: faultOfReceipt,
  },
  'desk.withdraw': {
    run: ({ desk }, { name, contract, items, email, reason, statement, statementKey }, context) =>
      desk.withdraw({
        name: word(name),
        contract: word(contract),
        ...(Array.isArray(items) && items.length > 0 ? { items: items.map(lineOf) } : {}),
        email: word(email),
        ...given({ reason }),
        statement: word(statement),
        textVersion: context.versionOf(word(statementKey)),
        locale: context.locale,
      }),
    fault: (answer) =>
      faultOfReceipt(answer) ?? (isRecord(answer) && isMoment(answer['refundBy']) ? undefined : 'refundBy'),
  },
  'desk.sendRecap': {
    run: ({ desk }, { subject, text, order }, { flow, locale }) =>
      desk.sendRecap({
        flow,
        subject: word(subject),
        paragraphs: word(text)
          .split(/\n{2,}/)
          .filter(Boolean),
        ...given({ order }),
        locale,
      }),
    fault: (answer) =>
      isRecord(answer) && typeof answer['to'] === 'string' ? undefined : 'the masked address',
  },
  'desk.requestData': {
    run: ({ desk }, { right, email, text }, { locale }) =>
      desk.requestData({
        right: word(right) as DataRequest['right'],
        email: word(email),
        ...given({ text }),
        locale,
      }),
    fault: faultOfReceipt,
  },
  'desk.unsubscribe': {
    run: ({ desk }, { address, channel }, { locale }) =>
      desk.unsubscribe({
        address: word(address),
        channel: (word(channel) || 'email') as UnsubscribeRequest['channel'],
        locale,
      }),
    fault: faultOfReceipt,
  },
  'desk.survey': {
    run: async ({ desk }, input) => desk.survey(input as unknown as SurveyAnswer),
    fault: () => undefined,
  },
}

/** What else a flow hands in, for whoever answers: nobody asks the customer twice. */
function asFacts(values: Scope): Readonly<Record<string, string>> {
  const plain = Object.entries(values).filter(
    ([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '',
  )
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]))
}

function actCalls(): Readonly<Record<`shop.${ActName}`, PortCall>> {
  const names = Object.keys(actLevels) as ActName[]
  return Object.fromEntries(names.map((name) => [`shop.${name}`, actCall(name)])) as Record<
    `shop.${ActName}`,
    PortCall
  >
}

function actCall(name: ActName): PortCall {
  return {
    run: ({ shop }, input, { key }) => shop.act(name, actInput(name, input), key),
    fault: (answer) =>
      isRecord(answer) && (typeof answer['refused'] === 'string' || answer[PROOFS[name]] !== undefined)
        ? undefined
        : `"${PROOFS[name]}", or "refused"`,
  }
}

/** The field that an answer to an act cannot do without. */
const PROOFS: Readonly<Record<ActName, string>> = {
  requestReturn: 'number',
  withdraw: 'number',
  cancelOrder: 'number',
  changeAddress: 'number',
  reportProblem: 'number',
  investigateDelivery: 'number',
  requestPersonalData: 'number',
  renewDownload: 'remaining',
  checkCoupon: 'state',
  checkGiftCard: 'balance',
  sendWelcomeCode: 'taken',
  unsubscribe: 'taken',
  resetPassword: 'taken',
}

/**
 * What an act takes, of what a flow hands in. A flow may hand in one article as `sku`, `quantity` and `reason` instead
 * of `lines`, articles as they stand in the order with one reason for all, and the lines of an address as one text.
 */
function actInput<Name extends ActName>(name: Name, input: Scope): ShopActs[Name]['input'] {
  const { sku, quantity, lines, reason, ...rest } = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
  // Of a return, each line has its reason; of everything else, the whole.
  const perLine = name === 'requestReturn' && reason !== undefined
  const items = sku === undefined ? lines : [{ sku, quantity }]
  const asked = Array.isArray(items)
    ? items.map((item: unknown) => (isRecord(item) ? pieces(item, perLine ? reason : undefined) : item))
    : typeof items === 'string'
      ? items.split('\n')
      : undefined
  // The shop checks what it is given: the port takes any value that fits, and says what does not.
  return {
    ...rest,
    ...(reason !== undefined && !perLine ? { reason } : {}),
    ...(asked === undefined ? {} : { lines: asked }),
  } as ShopActs[Name]['input']
}

/** So many pieces of an article, and nothing else of what the flow knows of it. */
function pieces(item: Readonly<Record<string, unknown>>, reason: unknown): object {
  const why = item['reason'] ?? reason
  return {
    sku: word(item['sku']),
    quantity: Number(item['quantity'] ?? 1),
    ...(why === undefined ? {} : { reason: why }),
  }
}

function lineOf(item: unknown): { name: string; sku?: string; quantity: number } {
  const { name, sku, quantity } = isRecord(item) ? item : {}
  return { name: word(name), ...given({ sku }), quantity: Number(quantity ?? 1) }
}
