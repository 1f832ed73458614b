import { integerOf, textOf } from './database.ts'
import { type Ledger, nowOf, sendMail } from './ledger.ts'
import type { Order, OrderLine } from './order.ts'
import { parisDay } from './paris-time.ts'
import { Refusal } from './refusal.ts'
import { type LinkMaker, signedLink } from './signed-link.ts'
import { formatDay } from './spoken.ts'
import { textsIn } from './texts.ts'
import { monthsLater } from './calendar.ts'

/** A file that was bought, as it may still be fetched. */
export interface Download {
  readonly line: OrderLine
  readonly remaining: number
  /** `YYYY-MM-DD`, 24 months after the payment. */
  readonly availableUntil: string
  readonly begun: boolean
  readonly mailedAt?: string
}

/** A file can be fetched so often, and again when its customer asks for it. */
export const downloadLimit = 5

/** The files of an order; none before it is paid. */
export function filesOf(ledger: Ledger, order: Order): Download[] {
  const paidAt = order.events.find(({ kind }) => kind === 'paid')?.at
  if (paidAt === undefined) return []
  return order.lines
    .filter(({ kind }) => kind === 'digital')
    .map((line) => {
      const renewed = ledger.database
        .prepare('select max(at) as at from download_renewal where order_line_id = ?')
        .get(line.id)
      const mailedAt = renewed && renewed['at'] !== null ? textOf(renewed, 'at') : undefined
      return {
        line,
        remaining: Math.max(0, downloadLimit - downloadsOf(ledger, line.id, mailedAt)),
        availableUntil: monthsLater(parisDay(new Date(paidAt)), 24),
        begun: downloadsOf(ledger, line.id) > 0,
        ...(mailedAt !== undefined && { mailedAt }),
      }
    })
}

/** How often a file was fetched, all in all or since that instant. */
export function downloadsOf(ledger: Ledger, lineId: number, since: string = ''): number {
  const row = ledger.database
    .prepare('select count(*) as count from download where order_line_id = ? and at >= ?')
    .get(lineId, since)
  return row ? integerOf(row, 'count') : 0
}

/** Notes that a file is fetched. */
export function recordDownload(ledger: Ledger, lineId: number): void {
  ledger.database.prepare('insert into download (order_line_id, at) values (?, ?)').run(lineId, nowOf(ledger))
}

/**
 * Fills the downloads of a file up again, and mails its link, which holds for 30 days, to the address of the order.
 *
 * @throws {Refusal} where the order has no such file, or its 24 months are over.
 */
export function renewDownload(ledger: Ledger, order: Order, lineId: number, links: LinkMaker): Download {
  const find = (): Download | undefined => filesOf(ledger, order).find(({ line }) => line.id === lineId)
  const file = find()
  if (!file) throw new Refusal('refusal.noSuchFile')
  if (file.availableUntil < parisDay(ledger.clock.now()))
    throw new Refusal('refusal.fileGone', { day: formatDay(file.availableUntil, order.locale) })
  ledger.database
    .prepare('insert into download_renewal (order_line_id, at) values (?, ?)')
    .run(lineId, nowOf(ledger))
  const t = textsIn(order.locale)
  const until = ledger.clock.now().getTime() + 30 * 86_400_000
  const values = {
    name: order.billing.name,
    file: file.line.name,
    link: signedLink(links, order.locale, `/fichiers/${lineId}/${until}`),
    count: downloadLimit,
  }
  sendMail(ledger, {
    locale: order.locale,
    to: order.email,
    subject: t('mail.download.subject', values),
    body: t('mail.download.body', values),
  })
  return find() ?? file
}
