import type { Ledger } from './ledger.ts'
import type { Locale } from './money.ts'
import type { Order } from './order.ts'
import { renderReceipt } from './request-receipt.ts'
import { renderReturnLabel } from './return-label.ts'
import { type CustomerRequest, findRequest } from './requests.ts'
import { hasLabel } from './returns.ts'
import { textsIn } from './texts.ts'

/** The papers that a request can have. */
export type RequestDocument = 'return-label' | 'receipt'

/** The name of a paper in addresses: `RT-2026-0001-label`. */
export function documentId({ number }: CustomerRequest, kind: RequestDocument): string {
  return `${number}-${kind === 'receipt' ? 'receipt' : 'label'}`
}

/** The name under which its file is kept: `Etiquette-retour-RT-2026-0001.pdf`. */
export function documentFileName({ number }: CustomerRequest, kind: RequestDocument, locale: Locale): string {
  const t = textsIn(locale)
  return `${t(kind === 'receipt' ? 'document.receiptFile' : 'document.labelFile')}-${number}.pdf`
}

/** The paper of that id, where the order has it. */
export async function findDocument(
  ledger: Ledger,
  order: Order,
  id: string,
): Promise<{ readonly fileName: string; readonly file: Uint8Array<ArrayBuffer> } | undefined> {
  const [, number = '', name] = /^([A-Z]+-\d{4}-\d+)-(label|receipt)$/.exec(id) ?? []
  const request = findRequest(ledger, number)
  if (request?.orderId !== order.id) return undefined
  if (name === 'label' && hasLabel(order, request))
    return {
      fileName: documentFileName(request, 'return-label', order.locale),
      file: await renderReturnLabel(order, request),
    }
  if (name === 'receipt' && request.kind === 'withdrawal')
    return {
      fileName: documentFileName(request, 'receipt', order.locale),
      file: await renderReceipt(request, order.locale),
    }
  return undefined
}
