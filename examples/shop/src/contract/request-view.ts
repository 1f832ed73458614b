import type { Money } from '@comptoir/bot-engine'
import type { ShopDocument, ShopRequest } from '@comptoir/desk/shop-contract'
import { guaranteeOf, remedyDay } from '../guarantee.ts'
import type { Ledger } from '../ledger.ts'
import type { Order } from '../order.ts'
import { stateOf } from '../orders.ts'
import { addDays, parisDay } from '../paris-time.ts'
import { refundsOf } from '../refunds.ts'
import { requestProgress } from '../request-progress.ts'
import { documentFileName, documentId, type RequestDocument } from '../request-documents.ts'
import { type CustomerRequest, requestsForOrder } from '../requests.ts'
import { hasLabel, labelCost } from '../returns.ts'

/** The requests about an order in the contract's words, newest first; letters to the shop stay in the shop. */
export function requestViews(ledger: Ledger, order: Order): ShopRequest[] {
  return requestsForOrder(ledger, order.id)
    .toReversed()
    .flatMap((request) => requestView(ledger, order, request) ?? [])
}

/** A request in the contract's words; `undefined` for one that the contract does not know. */
export function requestView(ledger: Ledger, order: Order, request: CustomerRequest): ShopRequest | undefined {
  const kind = kindOf(request)
  if (!kind) return undefined
  const { state, dueBy, sendBackBy } = requestProgress(request, order)
  const refund = refundsOf(ledger, order).find((one) => one.request === request.number)
  const problem = request.values['problem']
  const guarantee = problem === undefined ? undefined : guaranteeFor(ledger, order, request)
  const documents = documentsOf(order, request)
  return {
    number: request.number,
    kind,
    state,
    at: request.at,
    ...(dueBy !== undefined && { dueAt: dueBy }),
    lines: request.lines.flatMap(({ lineId, quantity, reason }) => {
      const line = order.lines.find(({ id }) => id === lineId)
      return line
        ? [{ sku: line.sku, quantity, name: line.name, ...(reason !== undefined && { reason }) }]
        : []
    }),
    ...(refund && { refund }),
    ...(guarantee && { guarantee }),
    ...(hasLabel(order, request) && { labelCost: euros(labelCost(request)) }),
    ...(sendBackBy !== undefined && { sendBackBy }),
    ...(documents.length > 0 && { documents }),
  }
}

/** What the paper says is another matter: the contract says that there is one, and where. */
function documentsOf(order: Order, request: CustomerRequest): ShopDocument[] {
  const kinds: readonly RequestDocument[] = [
    ...(hasLabel(order, request) ? (['return-label'] as const) : []),
    ...(request.kind === 'withdrawal' ? (['receipt'] as const) : []),
  ]
  return kinds.map((kind) => ({
    id: documentId(request, kind),
    kind,
    fileName: documentFileName(request, kind, order.locale),
    ...(kind === 'return-label' && { validUntil: addDays(parisDay(new Date(request.at)), 14) }),
  }))
}

function guaranteeFor(ledger: Ledger, order: Order, request: CustomerRequest): ShopRequest['guarantee'] {
  const state = stateOf(ledger, order)
  const requests = requestsForOrder(ledger, order.id)
  const today = parisDay(new Date(request.at))
  const lines = request.lines.length > 0 ? request.lines.map(({ lineId }) => lineId) : undefined
  const guarantees = order.lines
    .filter(({ id }) => lines === undefined || lines.includes(id))
    .flatMap((line) => guaranteeOf(order, state, line, requests, today) ?? [])
  const first = guarantees.toSorted((one, other) => one.until.localeCompare(other.until))[0]
  return first && (first.running ? { ...first, remedyBy: remedyDay(request.at) } : first)
}

function kindOf({ kind, values }: CustomerRequest): ShopRequest['kind'] | undefined {
  switch (kind) {
    case 'return':
      return values['solution'] === 'exchange' ? 'exchange' : 'return'
    case 'withdrawal':
    case 'cancellation':
    case 'address-change':
    case 'problem':
    case 'investigation':
    case 'personal-data':
      return kind
    case 'erasure':
      return 'personal-data'
    default:
      return undefined
  }
}

function euros(amount: number): Money {
  return { amount, currency: 'EUR' }
}
