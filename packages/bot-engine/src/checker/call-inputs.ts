import type { CallName } from '../flow/flow.ts'

/** What a call hears of what it is handed. */
export interface CallInputs {
  /** What it cannot do without. */
  readonly needs: readonly string[]
  /** What it may be told as well. */
  readonly takes?: readonly string[]
  /** Whatever else it is handed stands with it as a fact. */
  readonly facts?: true
}

const ARTICLES = ['lines', 'sku', 'quantity', 'reason']

/** By call; one that is not here takes nothing. */
export const callInputs: Readonly<Partial<Record<CallName, CallInputs>>> = {
  'shop.verify': { needs: ['reference', 'email'], takes: ['postcode', 'code'] },
  'shop.sendCode': { needs: ['reference', 'email'] },
  'shop.order': { needs: ['reference'] },
  'shop.requestReturn': { needs: ['reference', 'wish'], takes: [...ARTICLES, 'exchangeFor'] },
  'shop.withdraw': { needs: ['name', 'reference', 'email'], takes: [...ARTICLES, 'at', 'receipt'] },
  'shop.cancelOrder': { needs: ['reference'], takes: ['reason'] },
  'shop.changeAddress': {
    needs: ['reference', 'name', 'lines', 'postcode', 'city'],
    takes: ['country', 'phone'],
  },
  'shop.reportProblem': { needs: ['reference', 'problem'], takes: [...ARTICLES, 'wish', 'details', 'photo'] },
  'shop.investigateDelivery': {
    needs: ['reference', 'situation'],
    takes: ['shipmentId', 'wish', 'statement'],
  },
  'shop.renewDownload': { needs: ['reference', 'id'] },
  'shop.requestPersonalData': { needs: ['reference', 'right'], takes: ['email', 'receipt', 'details'] },
  'shop.checkCoupon': { needs: ['code'], takes: ['email', 'basket'] },
  'shop.checkGiftCard': { needs: ['code'] },
  'shop.sendWelcomeCode': { needs: ['email'] },
  'shop.unsubscribe': { needs: ['email'] },
  'shop.resetPassword': { needs: ['email'] },
  'desk.handoff': { needs: [], takes: ['topic'] },
  'desk.requestCallback': { needs: ['phone', 'slotId'], takes: ['name', 'reason', 'commercial'] },
  'desk.openTicket': { needs: ['text'], takes: ['subject', 'order', 'email'], facts: true },
  'desk.complain': {
    needs: ['text'],
    takes: ['subject', 'expectation', 'order', 'name', 'email', 'phone', 'urgent'],
    facts: true,
  },
  'desk.withdraw': {
    needs: ['name', 'contract', 'email'],
    takes: ['items', 'reason', 'statement', 'statementKey'],
  },
  'desk.sendRecap': { needs: [], takes: ['subject', 'text', 'order', 'flow'] },
  'desk.requestData': { needs: ['right', 'email'], takes: ['text'] },
  'desk.unsubscribe': { needs: ['address'], takes: ['channel'] },
  'desk.survey': { needs: ['scale', 'value'], takes: ['flow'] },
}
