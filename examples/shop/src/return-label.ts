import company from '../content/company.json' with { type: 'json' }
import { drawCode39 } from './barcode.ts'
import { formatMoney } from './money.ts'
import type { Order } from './order.ts'
import { addDays, parisDay } from './paris-time.ts'
import { beginPdf } from './pdf-file.ts'
import type { CustomerRequest } from './requests.ts'
import { labelCost } from './returns.ts'
import { formatDay } from './spoken.ts'
import { textsIn } from './texts.ts'

/** Draws the label of a return: to be cut out above, what to do with it below. The same return gives the same bytes. */
export function renderReturnLabel(order: Order, request: CustomerRequest): Promise<Uint8Array<ArrayBuffer>> {
  const t = textsIn(order.locale)
  const { locale } = order
  const issuedAt = new Date(request.at)
  const { pdf, finish } = beginPdf({
    title: `${t('label.title')} ${request.number}`,
    locale,
    issuedAt,
    margin: 48,
  })
  const sender = order.shipping ?? order.billing
  const validUntil = addDays(parisDay(issuedAt), 14)

  pdf.roundedRect(48, 48, 499, 300, 6).lineWidth(1.2).strokeColor('#1d2b2f').stroke()
  pdf.font('Helvetica-Bold').fontSize(18).fillColor('#1d2b2f').text('MONDIAL RELAY', 68, 66)
  pdf.font('Helvetica').fontSize(9).fillColor('#5b676a').text(t('label.service'), 68, 90)
  pdf.font('Helvetica-Bold').fontSize(12).fillColor('#1d2b2f')
  pdf.text(request.number, 340, 68, { width: 187, align: 'right' })
  pdf.font('Helvetica').fontSize(9).fillColor('#5b676a')
  pdf.text(t('label.validUntil', { day: formatDay(validUntil, locale) }), 300, 86, {
    width: 227,
    align: 'right',
  })

  pdf.text(t('label.to'), 68, 122)
  pdf.font('Helvetica-Bold').fontSize(13).fillColor('#1d2b2f')
  pdf.text(`${company.name} – Retours`, 68, 136)
  pdf.font('Helvetica').fontSize(12).text("12 rue de l'Écluse").text('14200 Hérouville-Saint-Clair')
  pdf.font('Helvetica').fontSize(9).fillColor('#5b676a').text(t('label.from'), 340, 122)
  pdf.fontSize(10).fillColor('#1d2b2f').text(sender.name, 340, 136, { width: 187 })
  for (const line of [...sender.lines, `${sender.postcode} ${sender.city}`]) pdf.text(line, { width: 187 })

  drawCode39(pdf, request.number, { x: 68, y: 226, bar: 1.35, height: 72 })
  pdf.font('Courier').fontSize(12).fillColor('#1d2b2f').text(request.number, 68, 306)

  pdf.font('Times-Bold').fontSize(17).fillColor('#a3472b').text(t('label.howTo'), 48, 384)
  pdf.font('Helvetica').fontSize(10.5).fillColor('#1d2b2f')
  const cost = labelCost(request)
  const steps = [
    t('label.step1', { items: request.values['items'] ?? '' }),
    t('label.step2'),
    t('label.step3', { day: formatDay(validUntil, locale) }),
    t(cost === 0 ? 'label.free' : 'label.cost', { amount: formatMoney(cost, locale) }),
  ]
  for (const [index, step] of steps.entries())
    pdf.text(`${index + 1}.  ${step}`, 48, pdf.y + 8, { width: 499, lineGap: 2 })
  pdf.fontSize(9).fillColor('#5b676a')
  pdf.text(t('label.order', { reference: order.reference }), 48, pdf.y + 16, { width: 499 })
  return finish()
}
