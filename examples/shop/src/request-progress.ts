import type { RequestState } from '@comptoir/bot-engine'
import { monthsLater } from './calendar.ts'
import type { Order } from './order.ts'
import { addDays, parisDay } from './paris-time.ts'
import type { CustomerRequest, RequestKind, StepKind } from './requests.ts'
import { withdrawalDays } from './withdrawals.ts'
import { investigationDays } from './investigations.ts'
import { addWorkingDays } from './working-days.ts'

/** Where a request stands, and what is owed when. */
export interface RequestProgress {
  readonly state: RequestState
  /** `YYYY-MM-DD`; absent once it is done. */
  readonly dueBy?: string
  /** Where goods are awaited. */
  readonly sendBackBy?: string
}

/** Reads where a request stands off its steps, and off what happened to its order since. */
export function requestProgress(request: CustomerRequest, order?: Order): RequestProgress {
  const state = stateOfRequest(request, order)
  if (state === 'done' || state === 'refused') return { state }
  const sendBackBy =
    state === 'awaiting-goods' || request.kind === 'withdrawal' ? addDays(dayOf(request), 14) : undefined
  return { state, dueBy: dueDay(request), ...(sendBackBy !== undefined && { sendBackBy }) }
}

function stateOfRequest(request: CustomerRequest, order: Order | undefined): RequestState {
  const has = (...kinds: readonly StepKind[]): boolean =>
    request.steps.some(({ kind }) => kinds.includes(kind))
  if (has('refused')) return 'refused'
  switch (request.kind) {
    case 'cancellation':
    case 'address-change':
      return 'done'
    case 'return':
    case 'gift-return':
    case 'withdrawal':
      if (has('done', 'sent-again') || happened(request, order, 'refunded')) return 'done'
      if (has('goods-received') || happened(request, order, 'returned')) return 'goods-received'
      return request.kind === 'withdrawal' && !has('accepted') ? 'received' : 'awaiting-goods'
    case 'investigation':
      return has('done', 'sent-again') || happened(request, order, 'refunded') ? 'done' : 'in-progress'
    default:
      if (has('done', 'repaired', 'sent-again') || answered(request, order)) return 'done'
      return request.steps.length > 0 ? 'in-progress' : 'received'
  }
}

/** Did this happen to the order for this request? What names no request counts when it came after. */
function happened(
  request: CustomerRequest,
  order: Order | undefined,
  kind: 'returned' | 'refunded',
): boolean {
  return (order?.events ?? []).some(
    (event) =>
      event.kind === kind &&
      (event.request === undefined ? event.at >= request.at : event.request === request.number),
  )
}

/** A problem is done with the refund that answers it, not with any other. */
function answered(request: CustomerRequest, order: Order | undefined): boolean {
  return (order?.events ?? []).some((event) => event.kind === 'refunded' && event.request === request.number)
}

/** What the shop promises, by kind, from the day a request came in. */
function dueDay(request: CustomerRequest): string {
  const day = dayOf(request)
  if (request.kind === 'withdrawal') return withdrawalDays(request).refundBy
  if (request.kind === 'return') return addDays(day, 14)
  if (request.kind === 'personal-data') return monthsLater(day, 1)
  if (request.kind === 'erasure') return addDays(day, 7)
  // An answer was written: the next word is the customer's, and then ours again.
  const answeredAt = request.steps.findLast(({ kind }) => kind === 'answered' || kind === 'accepted')?.at
  if (answeredAt !== undefined) return addWorkingDays(parisDay(new Date(answeredAt)), 5)
  return addWorkingDays(day, workingDays[request.kind] ?? 1)
}

const workingDays: Readonly<Partial<Record<RequestKind, number>>> = {
  investigation: investigationDays,
  complaint: 10,
  quote: 2,
  'business-account': 2,
}

function dayOf({ at }: CustomerRequest): string {
  return parisDay(new Date(at))
}
