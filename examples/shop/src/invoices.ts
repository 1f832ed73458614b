import { integerOf, optionalTextOf, type Row, textOf, transaction } from './database.ts'
import type { InvoiceDocument } from './invoice-document.ts'
import { creditNoteDocument, invoiceDocument } from './invoice-document.ts'
import { renderInvoice } from './invoice-pdf.ts'
import { type Ledger, nowOf, sendMail } from './ledger.ts'
import type { LineQuantity, Order } from './order.ts'
import { parisDay } from './paris-time.ts'
import { textsIn } from './texts.ts'

/** A document the shop has issued. What it says is frozen: the PDF is drawn from it, the same at each time. */
export interface Invoice {
  /** `FA-2026-00031` for an invoice, `CN-2026-00004` for a credit note. */
  readonly number: string
  readonly kind: 'invoice' | 'credit-note'
  readonly orderId: number
  readonly issuedAt: string
  readonly document: InvoiceDocument
  readonly mail: { readonly state: 'sent' | 'failed' | 'not-sent'; readonly at?: string }
}

/**
 * Issues the invoice of an order, when its first parcel leaves, and mails its link. An order has one invoice: called
 * again it gives the same one. The number follows the last one of the year without a gap, because number and document
 * are written in one transaction that holds the file's only write lock (CGI, annexe II, article 242 nonies A).
 */
export function issueInvoice(ledger: Ledger, order: Order): Invoice {
  return transaction(ledger.database, () => {
    const existing = invoicesOf(ledger, order.id).find((invoice) => invoice.kind === 'invoice')
    if (existing) return existing
    const { number, issuedAt, year, sequence } = nextNumber(ledger, 'FA')
    const document = invoiceDocument(order, number, issuedAt)
    return store(ledger, { document, order, year, sequence, series: 'FA', issuedAt, number })
  })
}

/** Issues the credit note (facture d'avoir) for goods of an invoice that are paid back. */
export function issueCreditNote(
  ledger: Ledger,
  order: Order,
  refund: { readonly lines: readonly LineQuantity[]; readonly shipping: boolean; readonly label: boolean },
): Invoice {
  return transaction(ledger.database, () => {
    const invoice = issueInvoice(ledger, order)
    const { number, issuedAt, year, sequence } = nextNumber(ledger, 'CN')
    const document = creditNoteDocument(order, invoice.document, number, issuedAt, refund)
    return store(ledger, { document, order, year, sequence, series: 'CN', issuedAt, number })
  })
}

/** The documents of an order, oldest first. */
export function invoicesOf(ledger: Ledger, orderId: number): Invoice[] {
  return ledger.database
    .prepare('select * from invoice where order_id = ? order by issued_at, number')
    .all(orderId)
    .map(readInvoice)
}

export function findInvoice(ledger: Ledger, number: string): Invoice | undefined {
  const row = ledger.database.prepare('select * from invoice where number = ?').get(number)
  return row && readInvoice(row)
}

/** Mails the invoice's link, again where it was mailed before, and writes down what became of the mail. */
export function mailInvoice(ledger: Ledger, order: Order, invoice: Invoice): 'sent' | 'failed' {
  const t = textsIn(order.locale)
  const values = { reference: order.reference, number: invoice.number, name: order.billing.name }
  const state = sendMail(ledger, {
    locale: order.locale,
    to: order.email,
    subject: t('mail.invoice.subject', values),
    body: t('mail.invoice.body', values),
  })
  ledger.database
    .prepare('update invoice set mail_state = ?, mail_at = ? where number = ?')
    .run(state, nowOf(ledger), invoice.number)
  return state
}

/** The PDF itself. */
export function invoiceFile(invoice: Invoice): Promise<Uint8Array<ArrayBuffer>> {
  return renderInvoice(invoice.document)
}

/** How many bytes the PDF has. What was issued never changes, so it is drawn once to know. */
export async function invoiceSize(ledger: Ledger, invoice: Invoice): Promise<number> {
  const known = sizes.get(ledger) ?? new Map<string, number>()
  sizes.set(ledger, known)
  const size = known.get(invoice.number) ?? (await invoiceFile(invoice)).length
  known.set(invoice.number, size)
  return size
}

const sizes = new WeakMap<Ledger, Map<string, number>>()

/** The name under which the file is kept: `Facture-FA-2026-00031.pdf`. */
export function invoiceFileName(invoice: Invoice): string {
  const t = textsIn(invoice.document.locale)
  return `${t(invoice.kind === 'invoice' ? 'invoice.file' : 'invoice.creditNoteFile')}-${invoice.number}.pdf`
}

function nextNumber(
  ledger: Ledger,
  series: 'FA' | 'CN',
): { number: string; issuedAt: string; year: number; sequence: number } {
  const issuedAt = nowOf(ledger)
  const year = Number(parisDay(new Date(issuedAt)).slice(0, 4))
  const row = ledger.database
    .prepare('select coalesce(max(sequence), 0) as last from invoice where series = ? and year = ?')
    .get(series, year)
  const sequence = (row ? integerOf(row, 'last') : 0) + 1
  return { number: `${series}-${year}-${String(sequence).padStart(5, '0')}`, issuedAt, year, sequence }
}

function store(
  ledger: Ledger,
  issue: {
    document: InvoiceDocument
    order: Order
    number: string
    series: 'FA' | 'CN'
    year: number
    sequence: number
    issuedAt: string
  },
): Invoice {
  const { document, order, number, series, year, sequence, issuedAt } = issue
  ledger.database
    .prepare(
      'insert into invoice (number, series, year, sequence, order_id, issued_at, document) values (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(number, series, year, sequence, order.id, issuedAt, JSON.stringify(document))
  return {
    number,
    kind: document.kind,
    orderId: order.id,
    issuedAt,
    document,
    mail: { state: 'not-sent' },
  }
}

function readInvoice(row: Row): Invoice {
  const document: InvoiceDocument = JSON.parse(textOf(row, 'document'))
  const state = textOf(row, 'mail_state')
  const at = optionalTextOf(row, 'mail_at')
  return {
    number: textOf(row, 'number'),
    kind: document.kind,
    orderId: integerOf(row, 'order_id'),
    issuedAt: textOf(row, 'issued_at'),
    document,
    mail: {
      state: state === 'sent' || state === 'failed' ? state : 'not-sent',
      ...(at !== undefined && { at }),
    },
  }
}
