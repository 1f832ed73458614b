import { integerOf, optionalTextOf, type Row, textOf, transaction } from './database.ts'
import { type Ledger, nowOf, sendMail } from './ledger.ts'
import type { Locale } from './money.ts'
import type { Order } from './order.ts'
import { parisDay } from './paris-time.ts'
import { textFor, textsIn } from './texts.ts'

/** Something a customer asked for in writing: it gets a number, a date and an acknowledgement. */
export interface CustomerRequest {
  readonly number: string
  readonly kind: RequestKind
  readonly orderId?: number
  readonly email: string
  readonly name: string
  readonly at: string
  /** The fields of the form, as they were filled. */
  readonly values: Readonly<Record<string, string>>
}

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

/** Writes a request down and acknowledges it by mail, with its number, its content, the date and the time. */
export function recordRequest(
  ledger: Ledger,
  request: Omit<CustomerRequest, 'number' | 'at' | 'orderId'> & {
    readonly locale: Locale
    readonly order?: Order | undefined
    readonly customerId?: string | undefined
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
    acknowledge(ledger, request, number, at)
    return {
      number,
      kind: request.kind,
      ...(request.order && { orderId: request.order.id }),
      email: request.email,
      name: request.name,
      at,
      values: request.values,
    }
  })
}

export function requestsForOrder(ledger: Ledger, orderId: number): CustomerRequest[] {
  return ledger.database
    .prepare('select * from request where order_id = ? order by at')
    .all(orderId)
    .map(readRequest)
}

/** Requests of a customer, newest first. */
export function requestsOf(ledger: Ledger, customerId: string): CustomerRequest[] {
  return ledger.database
    .prepare('select * from request where customer_id = ? order by at desc')
    .all(customerId)
    .map(readRequest)
}

export function allRequests(ledger: Ledger): CustomerRequest[] {
  return ledger.database.prepare('select * from request order by at desc').all().map(readRequest)
}

/** What has been declared for an order: `withdrawal`, `return`, `problem`, and `download:<line>` for opened files. */
export function declarationsFor(ledger: Ledger, order: Order): ReadonlySet<string> {
  const requests = requestsForOrder(ledger, order.id).map(({ kind }): string => kind)
  const downloads = order.lines
    .filter((line) => line.kind === 'digital' && downloadsOf(ledger, line.id) > 0)
    .map((line) => `download:${line.id}`)
  return new Set([...requests, ...downloads])
}

/** How often a file was fetched. */
export function downloadsOf(ledger: Ledger, lineId: number): number {
  const row = ledger.database
    .prepare('select count(*) as count from download where order_line_id = ?')
    .get(lineId)
  return row ? integerOf(row, 'count') : 0
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
}

function acknowledge(
  ledger: Ledger,
  request: {
    kind: RequestKind
    email: string
    name: string
    locale: Locale
    values: CustomerRequest['values']
  },
  number: string,
  at: string,
): void {
  const t = textsIn(request.locale)
  const content = Object.entries(request.values)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${textFor(t, 'field', field)} : ${textFor(t, 'option', value)}`)
    .join('\n')
  const values = {
    number,
    name: request.name,
    subject: textFor(t, 'request', request.kind),
    at: new Intl.DateTimeFormat(request.locale, {
      dateStyle: 'long',
      timeStyle: 'medium',
      timeZone: 'Europe/Paris',
    }).format(new Date(at)),
    content,
  }
  sendMail(ledger, {
    to: request.email,
    subject: t('mail.request.subject', values),
    body: t('mail.request.body', values),
  })
}

function readRequest(row: Row): CustomerRequest {
  const kind = textOf(row, 'kind')
  const orderId = row['order_id']
  return {
    number: textOf(row, 'number'),
    kind: requestKindOf(kind),
    ...(typeof orderId === 'number' && { orderId }),
    email: optionalTextOf(row, 'email') ?? '',
    name: textOf(row, 'name'),
    at: textOf(row, 'at'),
    values: JSON.parse(textOf(row, 'value')),
  }
}

function requestKindOf(text: string): RequestKind {
  const kinds: readonly RequestKind[] = [
    'contact',
    'problem',
    'return',
    'withdrawal',
    'complaint',
    'repair',
    'gift-return',
    'quote',
    'business-account',
    'erasure',
  ]
  return kinds.find((kind) => kind === text) ?? 'contact'
}
