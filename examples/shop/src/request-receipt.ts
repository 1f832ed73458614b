import company from '../content/company.json' with { type: 'json' }
import type { Locale } from './money.ts'
import { beginPdf } from './pdf-file.ts'
import type { CustomerRequest } from './requests.ts'
import { formatDay, formatMoment } from './spoken.ts'
import { textFor, textsIn } from './texts.ts'
import { withdrawalDays } from './withdrawals.ts'

/**
 * Draws the receipt of a withdrawal on a durable medium: its content, the date and the time of its receipt (C. conso.
 * L221-21). It says that the statement was received, and judges nothing.
 */
export function renderReceipt(request: CustomerRequest, locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  const t = textsIn(locale)
  const { pdf, finish } = beginPdf({
    title: `${t('receipt.title')} ${request.number}`,
    locale,
    issuedAt: new Date(request.at),
    margin: 56,
  })
  const at = formatMoment(request.at, locale)
  const { refundBy, sendBackBy } = withdrawalDays(request)

  pdf.font('Times-Bold').fontSize(20).fillColor('#1d2b2f').text(company.name, 56, 56)
  pdf.font('Times-Bold').fontSize(17).fillColor('#a3472b').text(t('receipt.title'), 56, 100)
  pdf.font('Helvetica').fontSize(10.5).fillColor('#1d2b2f')
  pdf.text(t('receipt.received', { number: request.number, at }), 56, 132, { width: 483, lineGap: 2 })
  pdf.moveDown(1)
  const facts: readonly (readonly [string, string])[] = [
    [t('field.name'), request.name],
    [t('field.email'), request.email],
    ...Object.entries(request.values).map(
      ([name, value]) => [textFor(t, 'field', name), textFor(t, 'option', value)] as const,
    ),
  ]
  for (const [label, value] of facts) {
    pdf
      .font('Helvetica')
      .fontSize(8.5)
      .fillColor('#5b676a')
      .text(label, 56, pdf.y + 6)
    pdf.font('Helvetica').fontSize(11).fillColor('#1d2b2f').text(value, { width: 483 })
  }
  pdf.moveDown(1.4)
  pdf.fontSize(10.5)
  pdf.text(t('receipt.sendBack', { day: formatDay(sendBackBy, locale) }), { width: 483, lineGap: 2 })
  pdf.moveDown(0.5)
  pdf.text(t('receipt.refund', { day: formatDay(refundBy, locale) }), { width: 483, lineGap: 2 })
  pdf.moveDown(1.4)
  pdf.fontSize(8.5).fillColor('#5b676a').text(t('receipt.keep'), { width: 483 })
  return finish()
}
