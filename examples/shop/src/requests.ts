import { integerOf, optionalTextOf, type Row, textOf, transaction } from './database.ts'
import { type Ledger, nowOf, sendMail } from './ledger.ts'
import type { Locale } from './money.ts'
import { downloadsOf } from './downloads.ts'
import type { LineQuantity, Order } from './order.ts'
import { parisDay } from './paris-time.ts'
import { formatMoment } from './spoken.ts'
import { textFor, textsIn } from './texts.ts'

/** Something a customer asked for in writing: it gets a number, a date and an acknowledgement. */
export interface CustomerRequest {
  readonly number: string
  readonly kind: RequestKind
  readonly orderId?: number
  readonly email: string
  readonly name: string
  readonly at: string
  /** The fields of the form, as they were filled; `photo` is a picture as a `data:` address. */
  readonly values: Readonly<Record<string, string>>
  /** The articles it is about; none for the order as a whole. */
  readonly lines: readonly RequestLine[]
  /** What became of it, oldest first. */
  readonly steps: readonly RequestStep[]
}

export interface RequestLine extends LineQuantity {
  readonly reason?: string
}

/** Something that the shop did with a request. */
export interface RequestStep {
  readonly at: string
  readonly kind: StepKind
  /** What the customer is told with it. */
  readonly note?: string
}

export type StepKind = (typeof stepKinds)[number]

export const stepKinds = [
  'accepted',
  'goods-received',
  'repaired',
  'sent-again',
  'answered',
  'done',
  'refused',
] as const

export type RequestKind =
  | 'contact'
  | 'problem'
  | 'return'
  | 'withdrawal'
  | 'complaint'
  | 'repair'
  | 'gift-return'
  | 'quote'
  | 'business-account'
  | 'erasure'
  | 'cancellation'
  | 'address-change'
  | 'investigation'
  | 'personal-data'

/** Writes a request down and acknowledges it by mail, with its number, its content, the date and the time. */
export function recordRequest(
  ledger: Ledger,
  request: Omit<CustomerRequest, 'number' | 'at' | 'orderId' | 'lines' | 'steps'> & {
    readonly lines?: readonly RequestLine[] | undefined
    readonly locale: Locale
    readonly order?: Order | undefined
    readonly customerId?: string | undefined
    /** Somebody else has mailed the acknowledgement. */
    readonly acknowledged?: boolean
  },
): CustomerRequest {
  return transaction(ledger.database, () => {
    const at = nowOf(ledger)
    const year = parisDay(new Date(at)).slice(0, 4)
    const row = ledger.database
      .prepare('select count(*) as count from request where kind = ? and at >= ?')
      .get(request.kind, `${year}-01-01`)
    const count = (row ? integerOf(row, 'count') : 0) + 1
    const number = `${prefixes[request.kind]}-${year}-${String(count).padStart(4, '0')}`
    ledger.database
      .prepare(
        'insert into request (number, kind, order_id, customer_id, email, name, at, value) values (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        number,
        request.kind,
        request.order?.id ?? null,
        request.customerId ?? request.order?.customerId ?? null,
        request.email,
        request.name,
        at,
        JSON.stringify(request.values),
      )
    const lines = request.lines ?? []
    const insert = ledger.database.prepare(
      'insert into request_line (request_number, order_line_id, quantity, reason) values (?, ?, ?, ?)',
    )
    for (const { lineId, quantity, reason } of lines) insert.run(number, lineId, quantity, reason ?? null)
    if (!request.acknowledged) acknowledge(ledger, request, number, at)
    return {
      number,
      kind: request.kind,
      ...(request.order && { orderId: request.order.id }),
      email: request.email,
      name: request.name,
      at,
      values: request.values,
      lines,
      steps: [],
    }
  })
}

/** The shop does something with a request; with a note, its customer is told by mail. */
export function recordStep(
  ledger: Ledger,
  request: CustomerRequest,
  kind: StepKind,
  note?: string,
  locale: Locale = 'fr',
): void {
  ledger.database
    .prepare('insert into request_step (request_number, at, kind, note) values (?, ?, ?, ?)')
    .run(request.number, nowOf(ledger), kind, note ?? null)
  if (note === undefined) return
  const t = textsIn(locale)
  const values = {
    number: request.number,
    name: request.name,
    subject: textFor(t, 'request', request.kind),
    note,
  }
  sendMail(ledger, {
    locale,
    to: request.email,
    subject: t('mail.step.subject', values),
    body: t('mail.step.body', values),
  })
}

export function findRequest(ledger: Ledger, number: string): CustomerRequest | undefined {
  const row = ledger.database.prepare('select * from request where number = ?').get(number)
  return row && readRequest(ledger, row)
}

export function requestsForOrder(ledger: Ledger, orderId: number): CustomerRequest[] {
  return ledger.database
    .prepare('select * from request where order_id = ? order by at')
    .all(orderId)
    .map((row) => readRequest(ledger, row))
}

/** Requests of a customer, newest first. */
export function requestsOf(ledger: Ledger, customerId: string): CustomerRequest[] {
  return ledger.database
    .prepare('select * from request where customer_id = ? order by at desc')
    .all(customerId)
    .map((row) => readRequest(ledger, row))
}

export function allRequests(ledger: Ledger): CustomerRequest[] {
  return ledger.database
    .prepare('select * from request order by at desc')
    .all()
    .map((row) => readRequest(ledger, row))
}

/**
 * What has been declared for an order as a whole: `withdrawal`, `return`, `problem`, and `download:<line>` for opened
 * files. A return or a withdrawal of a part leaves the rest free.
 */
export function declarationsFor(ledger: Ledger, order: Order): ReadonlySet<string> {
  const requests = requestsForOrder(ledger, order.id).filter((request) => !isRefused(request))
  const kinds = requests
    .filter(({ kind, lines }) => lines.length === 0 || (kind !== 'return' && kind !== 'withdrawal'))
    .map(({ kind }): string => kind)
  const sentBack = order.lines
    .filter((line) => line.kind === 'article')
    .every((line) => quantityAsked(requests, line.id) >= line.quantity)
  const partial = requests.filter(({ lines }) => lines.length > 0).map(({ kind }): string => kind)
  const downloads = order.lines
    .filter((line) => line.kind === 'digital' && downloadsOf(ledger, line.id) > 0)
    .map((line) => `download:${line.id}`)
  return new Set([...kinds, ...(sentBack ? partial : []), ...downloads])
}

/** Pieces of a line that returns and withdrawals already speak of. */
export function quantityAsked(requests: readonly CustomerRequest[], lineId: number): number {
  return requests
    .filter((request) => (request.kind === 'return' || request.kind === 'withdrawal') && !isRefused(request))
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

function isRefused({ steps }: CustomerRequest): boolean {
  return steps.some(({ kind }) => kind === 'refused')
}

const prefixes: Readonly<Record<RequestKind, string>> = {
  contact: 'CT',
  problem: 'PB',
  return: 'RT',
  withdrawal: 'RV',
  complaint: 'RC',
  repair: 'SAV',
  'gift-return': 'RK',
  quote: 'DV',
  'business-account': 'CP',
  erasure: 'EF',
  cancellation: 'AN',
  'address-change': 'AD',
  investigation: 'EN',
  'personal-data': 'DP',
}

function acknowledge(
  ledger: Ledger,
  request: {
    kind: RequestKind
    email: string
    name: string
    locale: Locale
    values: CustomerRequest['values']
    order?: Order | undefined
    lines?: readonly RequestLine[] | undefined
  },
  number: string,
  at: string,
): void {
  const t = textsIn(request.locale)
  const { order, lines = [] } = request
  const items = lines
    .map(({ lineId, quantity }) => `${quantity} × ${order?.lines.find(({ id }) => id === lineId)?.name}`)
    .join(', ')
  const content = Object.entries({ ...(order && { reference: order.reference, items }), ...request.values })
    // The customer has the picture, and a mail has no room for it; how the shop names a parcel says nothing to them.
    .filter(([field, value]) => value !== '' && field !== 'photo' && field !== 'shipmentId')
    .map(([field, value]) =>
      t('mail.request.line', { field: textFor(t, 'field', field), value: textFor(t, 'option', value) }),
    )
    .join('\n')
  const values = {
    number,
    name: request.name,
    subject: textFor(t, 'request', request.kind),
    at: formatMoment(at, request.locale),
    content: order ? `${content}\n\n${t('mail.request.follow')}` : content,
  }
  sendMail(ledger, {
    locale: request.locale,
    to: request.email,
    subject: t('mail.request.subject', values),
    body: t('mail.request.body', values),
  })
}

function readRequest(ledger: Ledger, row: Row): CustomerRequest {
  const kind = textOf(row, 'kind')
  const number = textOf(row, 'number')
  const orderId = row['order_id']
  return {
    number,
    kind: requestKindOf(kind),
    ...(typeof orderId === 'number' && { orderId }),
    email: optionalTextOf(row, 'email') ?? '',
    name: textOf(row, 'name'),
    at: textOf(row, 'at'),
    values: JSON.parse(textOf(row, 'value')),
    lines: ledger.database
      .prepare('select * from request_line where request_number = ? order by rowid')
      .all(number)
      .map((line) => {
        const reason = optionalTextOf(line, 'reason')
        return {
          lineId: integerOf(line, 'order_line_id'),
          quantity: integerOf(line, 'quantity'),
          ...(reason !== undefined && { reason }),
        }
      }),
    steps: ledger.database
      .prepare('select * from request_step where request_number = ? order by at, id')
      .all(number)
      .map(readStep),
  }
}

function readStep(row: Row): RequestStep {
  const note = optionalTextOf(row, 'note')
  const kind = textOf(row, 'kind')
  return {
    at: textOf(row, 'at'),
    kind: stepKinds.find((known) => known === kind) ?? 'answered',
    ...(note !== undefined && { note }),
  }
}

function requestKindOf(text: string): RequestKind {
  return isRequestKind(text) ? text : 'contact'
}

function isRequestKind(text: string): text is RequestKind {
  return Object.hasOwn(prefixes, text)
}
