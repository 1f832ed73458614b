import type { CallName } from '../../flow/flow.ts'
import { callOfRecord, isRecordStep } from '../../flow/verbs/record.ts'
import type { FlowRule } from '../flow-rule.ts'

const NEEDS: Readonly<Partial<Record<CallName, readonly string[]>>> = {
  'shop.verify': ['reference', 'email'],
  'shop.sendCode': ['reference', 'email'],
  'shop.order': ['reference'],
  'shop.requestReturn': ['reference', 'wish'],
  'shop.withdraw': ['name', 'reference', 'email'],
  'shop.cancelOrder': ['reference'],
  'shop.changeAddress': ['reference', 'name', 'lines', 'postcode', 'city'],
  'shop.reportProblem': ['reference', 'problem'],
  'shop.investigateDelivery': ['reference', 'situation'],
  'shop.renewDownload': ['reference', 'id'],
  'shop.requestPersonalData': ['reference', 'right'],
  'shop.checkCoupon': ['code'],
  'shop.checkGiftCard': ['code'],
  'shop.sendWelcomeCode': ['email'],
  'shop.unsubscribe': ['email'],
  'shop.resetPassword': ['email'],
  'desk.requestCallback': ['phone', 'slotId'],
  'desk.openTicket': ['text'],
  'desk.complain': ['text'],
  'desk.withdraw': ['name', 'contract', 'email'],
  'desk.requestData': ['right', 'email'],
  'desk.unsubscribe': ['address'],
}

/** A call, or a flow that is used, without something it cannot do without. */
export const missingInput: FlowRule = {
  id: 'missing-input',
  find: ({ flow, others }) =>
    flow.steps.flatMap((step, index) => {
      const call = 'call' in step ? step : isRecordStep(step) ? callOfRecord(step, flow.id) : undefined
      if (call) {
        const given = Array.isArray(call.in) ? call.in : Object.keys(call.in ?? {})
        return (NEEDS[call.call] ?? [])
          .filter((name) => !given.includes(name))
          .map((name) => ({
            path: `steps[${index}]`,
            sentence: `"${call.call}" needs "${name}": hand it in with "in".`,
          }))
      }
      if (!('use' in step)) return []
      const taken = others.get(step.use)?.input ?? []
      const given = Array.isArray(step.with) ? step.with.map(String) : Object.keys(step.with ?? {})
      return given
        .filter((name) => others.has(step.use) && !taken.includes(name))
        .map((name) => ({
          path: `steps[${index}].with`,
          sentence: `"${step.use}" takes no "${name}": it takes ${taken.join(', ') || 'nothing'}.`,
        }))
    }),
}
