import { transaction } from './database.ts'
import type { Ledger } from './ledger.ts'
import type { LineQuantity, Order } from './order.ts'
import { stateOf } from './orders.ts'
import { Refusal } from './refusal.ts'
import { type CustomerRequest, recordRequest } from './requests.ts'

export interface ProblemReported {
  readonly problem: string
  /** The lines it is about; all where it is left out. */
  readonly lines?: readonly LineQuantity[] | undefined
  readonly wish?: string | undefined
  readonly message?: string | undefined
  /** A picture of it. */
  readonly photo?: { readonly mime: string; readonly content: string } | undefined
}

/**
 * Takes a report about goods that are damaged, defective, wrong or missing.
 *
 * @throws {Refusal} where nothing of the order has left yet, or it has no such line.
 */
export function reportProblem(ledger: Ledger, order: Order, report: ProblemReported): CustomerRequest {
  return transaction(ledger.database, () => {
    if (!stateOf(ledger, order).actions.includes('report-problem')) throw new Refusal('refusal.notSent')
    for (const { lineId, quantity } of report.lines ?? []) {
      const line = order.lines.find(({ id }) => id === lineId)
      if (!line) throw new Refusal('refusal.noSuchItem')
      if (quantity > line.quantity)
        throw new Refusal('refusal.tooMany', { name: line.name, count: line.quantity })
    }
    return recordRequest(ledger, {
      kind: 'problem',
      order,
      email: order.email,
      name: order.billing.name,
      locale: order.locale,
      lines: report.lines?.map((line) => ({ ...line, reason: report.problem })),
      values: {
        problem: report.problem,
        ...(report.wish && { solution: report.wish }),
        message: report.message ?? '',
        ...(report.photo && { photo: `data:${report.photo.mime};base64,${report.photo.content}` }),
      },
    })
  })
}
