import company from '../content/company.json' with { type: 'json' }
import { facturX } from './factur-x.ts'
import type { InvoiceDocument, InvoiceLine } from './invoice-document.ts'
import { formatMoney, formatRate } from './money.ts'
import type { PostalAddress } from './order.ts'
import { beginPdf, type Pdf } from './pdf-file.ts'
import { countryName, formatDay } from './spoken.ts'
import { type TextKey, type Texts, textsIn } from './texts.ts'

/**
 * Draws an invoice or credit note as a PDF of one or several A4 pages, in the document's language, with the mentions
 * of article 242 nonies A (CGI, annexe II) and of L441-9 (Code de commerce). The same document gives the same bytes.
 */
export function renderInvoice(document: InvoiceDocument): Promise<Uint8Array<ArrayBuffer>> {
  const t = textsIn(document.locale)
  const issued = new Date(`${document.issuedOn}T12:00:00Z`)
  const { pdf, finish } = beginPdf({
    title: `${titleOf(document, t)} ${document.number}`,
    locale: document.locale,
    issuedAt: issued,
    margin,
  })
  drawHead(pdf, document, t)
  drawParties(pdf, document, t)
  drawLines(pdf, document, t)
  drawTotals(pdf, document, t)
  drawTerms(pdf, document, t)
  drawFoot(pdf, t)
  if (document.business)
    pdf.file(Buffer.from(facturX(document)), {
      name: 'factur-x.xml',
      type: 'text/xml',
      description: 'Factur-X',
      creationDate: issued,
      modifiedDate: issued,
    })
  return finish()
}

const margin = 48
const width = 595.28 - 2 * margin
const right = margin + width
const bottom = 841.89 - margin - 62
const ink = '#1d2b2f'
const soft = '#5b676a'
const accent = '#a3472b'
const rule = '#d9d2c5'

function drawHead(pdf: Pdf, document: InvoiceDocument, t: Texts): void {
  pdf.font('Times-Bold').fontSize(21).fillColor(ink).text(company.name, margin, margin)
  pdf.font('Helvetica').fontSize(8.5).fillColor(soft)
  pdf.text(`${company.street}, ${company.postcode} ${company.city}, France`, margin, margin + 27)
  pdf.text(`${company.phone}  ·  ${company.email}`)

  pdf.font('Times-Bold').fontSize(19).fillColor(accent)
  pdf.text(titleOf(document, t), margin, margin, { width, align: 'right' })
  pdf.font('Helvetica-Bold').fontSize(11).fillColor(ink)
  pdf.text(document.number, margin, margin + 25, { width, align: 'right' })
  pdf
    .moveTo(margin, margin + 60)
    .lineTo(right, margin + 60)
    .lineWidth(1)
    .strokeColor(accent)
    .stroke()

  const facts: [string, string][] = [
    [t('invoice.issuedOn'), formatDay(document.issuedOn, document.locale)],
    [t('invoice.order'), document.order.reference],
    [t('invoice.orderedOn'), formatDay(document.order.placedOn, document.locale)],
    [t('invoice.suppliedOn'), formatDay(document.suppliedOn, document.locale)],
  ]
  if (document.corrects)
    facts[3] = [
      t('invoice.corrects'),
      t('invoice.numberOf', {
        number: document.corrects.number,
        day: formatDay(document.corrects.issuedOn, document.locale),
      }),
    ]
  const column = width / facts.length
  facts.forEach(([label, value], index) => {
    const x = margin + index * column
    pdf
      .font('Helvetica')
      .fontSize(8)
      .fillColor(soft)
      .text(label, x, margin + 72, { width: column - 8 })
    pdf
      .font('Helvetica-Bold')
      .fontSize(9.5)
      .fillColor(ink)
      .text(value, x, margin + 84, { width: column - 8 })
  })
}

function drawParties(pdf: Pdf, document: InvoiceDocument, t: Texts): void {
  const top = margin + 122
  const column = width / 2
  drawAddress(pdf, t('invoice.billedTo'), document.billing, document, margin, top, column - 12)
  if (document.shipping)
    drawAddress(pdf, t('invoice.deliveredTo'), document.shipping, document, margin + column, top, column)
  pdf.y = Math.max(pdf.y, top + 106)
}

function drawAddress(
  pdf: Pdf,
  title: string,
  address: PostalAddress,
  document: InvoiceDocument,
  x: number,
  y: number,
  columnWidth: number,
): void {
  const t = textsIn(document.locale)
  pdf.font('Helvetica').fontSize(8).fillColor(soft).text(title, x, y)
  pdf.font('Helvetica-Bold').fontSize(10).fillColor(ink)
  pdf.text(address.company ?? address.name, x, y + 13, { width: columnWidth })
  pdf.font('Helvetica').fontSize(9.5)
  const lines = [
    ...(address.company ? [address.name] : []),
    ...address.lines,
    `${address.postcode} ${address.city}`,
    countryName(address.country, document.locale),
    ...(address.siret ? [`SIRET ${address.siret}`] : []),
    ...(address.vatNumber ? [`${t('invoice.vatNumber')} ${address.vatNumber}`] : []),
  ]
  for (const line of lines) pdf.text(line, { width: columnWidth })
}

interface Column {
  readonly key: TextKey
  readonly width: number
  readonly align: 'left' | 'right'
  readonly value: (line: InvoiceLine) => string
}

function columnsOf(document: InvoiceDocument): readonly Column[] {
  const money = (cents: number): string => formatMoney(cents, document.locale)
  return [
    { key: 'invoice.article', width: 205, align: 'left', value: (line) => line.name },
    { key: 'invoice.quantity', width: 40, align: 'right', value: (line) => String(line.quantity) },
    { key: 'invoice.unitNet', width: 72, align: 'right', value: (line) => money(line.unitNet) },
    {
      key: 'invoice.rate',
      width: 44,
      align: 'right',
      value: (line) => formatRate(line.rate, document.locale),
    },
    { key: 'invoice.net', width: 68, align: 'right', value: (line) => money(line.net) },
    { key: 'invoice.gross', width: 70, align: 'right', value: (line) => money(line.gross) },
  ]
}

function drawLines(pdf: Pdf, document: InvoiceDocument, t: Texts): void {
  const columns = columnsOf(document)
  drawTableHead(pdf, columns, t)
  for (const line of document.lines) {
    const note =
      line.discountNet > 0
        ? t('invoice.discount', { amount: formatMoney(line.discountNet, document.locale) })
        : line.sku
    const height = 26
    if (pdf.y + height > bottom) {
      pdf.addPage()
      drawTableHead(pdf, columns, t)
    }
    const y = pdf.y
    let x = margin
    pdf.font('Helvetica').fontSize(9.5).fillColor(ink)
    for (const column of columns) {
      pdf.text(column.value(line), x, y, {
        width: column.width - 6,
        align: column.align,
        ...(column.key === 'invoice.article' && { height: 12, ellipsis: true }),
      })
      x += column.width
    }
    pdf
      .fontSize(7.5)
      .fillColor(soft)
      .text(note, margin, y + 12)
    pdf
      .moveTo(margin, y + height - 4)
      .lineTo(right, y + height - 4)
      .lineWidth(0.5)
      .strokeColor(rule)
      .stroke()
    pdf.y = y + height
  }
}

function drawTableHead(pdf: Pdf, columns: readonly Column[], t: Texts): void {
  const y = pdf.y + 6
  pdf.rect(margin - 6, y - 5, width + 12, 18).fill('#f4efe6')
  let x = margin
  pdf.font('Helvetica-Bold').fontSize(8).fillColor(soft)
  for (const column of columns) {
    pdf.text(t(column.key), x, y, { width: column.width - 6, align: column.align, lineBreak: false })
    x += column.width
  }
  pdf.y = y + 20
}

function drawTotals(pdf: Pdf, document: InvoiceDocument, t: Texts): void {
  const money = (cents: number): string => formatMoney(cents, document.locale)
  if (pdf.y + 120 > bottom) pdf.addPage()
  const top = pdf.y + 8
  pdf.font('Helvetica-Bold').fontSize(8).fillColor(soft)
  const vatColumns = [62, 84, 76]
  drawRow(pdf, [t('invoice.rate'), t('invoice.base'), t('invoice.vat')], vatColumns, margin, top)
  pdf.font('Helvetica').fontSize(9).fillColor(ink)
  document.rates.forEach((rate, index) => {
    const cells = [formatRate(rate.rate, document.locale), money(rate.net), money(rate.vat)]
    drawRow(pdf, cells, vatColumns, margin, top + 14 + index * 13)
  })
  const afterRates = top + 14 + document.rates.length * 13

  const rows: [string, string, boolean][] = [
    [t('invoice.totalNet'), money(document.net), false],
    [t('invoice.totalVat'), money(document.tax), false],
    [
      t(document.kind === 'invoice' ? 'invoice.totalGross' : 'invoice.totalCredit'),
      money(document.grand),
      true,
    ],
    ...document.vouchers.map(({ code, cents }): [string, string, boolean] => [
      t('invoice.paidByVoucher', { code: `${code.slice(0, 3)}…${code.slice(-4)}` }),
      `-${money(cents)}`,
      false,
    ]),
  ]
  if (document.vouchers.length > 0) {
    const left = document.grand - document.vouchers.reduce((sum, { cents }) => sum + cents, 0)
    rows.push([t('invoice.leftToPay'), money(left), true])
  }
  let y = top
  for (const [label, value, strong] of rows) {
    pdf
      .font(strong ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(strong ? 11 : 9.5)
      .fillColor(ink)
    pdf.text(label, margin + 250, y, { width: 150, align: 'right', lineBreak: false })
    pdf.text(value, margin + 405, y, { width: width - 411, align: 'right', lineBreak: false })
    y += strong ? 19 : 15
  }
  pdf.y = Math.max(y, afterRates) + 8
  pdf.x = margin
}

function drawRow(pdf: Pdf, cells: readonly string[], widths: readonly number[], x: number, y: number): void {
  let left = x
  cells.forEach((cell, index) => {
    const cellWidth = widths[index] ?? 0
    pdf.text(cell, left, y, { width: cellWidth - 6, align: index === 0 ? 'left' : 'right', lineBreak: false })
    left += cellWidth
  })
}

function drawTerms(pdf: Pdf, document: InvoiceDocument, t: Texts): void {
  const mention = vatMention(document)
  const paragraphs: string[] = [
    ...(mention ? [t(mention)] : []),
    ...(document.lines.some((line) => line.sku.startsWith('CAD-')) ? [t('invoice.giftCardVat')] : []),
    ...(document.kind === 'invoice' ? paymentTerms(document, t) : [t('invoice.creditTerms')]),
    ...(document.kind === 'invoice' ? [t(`invoice.nature.${document.nature}`)] : []),
    ...(document.business && document.kind === 'invoice'
      ? [t('invoice.latePayment'), t('invoice.facturX')]
      : []),
    ...(!document.business && document.kind === 'invoice' && document.shipping
      ? [t('invoice.guarantee')]
      : []),
  ]
  pdf.font('Helvetica').fontSize(8).fillColor(soft)
  for (const paragraph of paragraphs) {
    const height = pdf.heightOfString(paragraph, { width })
    if (pdf.y + height > bottom) pdf.addPage()
    pdf.text(paragraph, margin, pdf.y, { width, lineGap: 1 })
    pdf.y += 4
  }
}

function paymentTerms(document: InvoiceDocument, t: Texts): string[] {
  const method = t(`payment.${document.payment}`)
  return document.dueOn
    ? [t('invoice.dueOn', { method, day: formatDay(document.dueOn, document.locale), iban: company.iban })]
    : [t('invoice.paid', { method })]
}

function vatMention(document: InvoiceDocument): TextKey | undefined {
  switch (document.vat.kind) {
    case 'oss':
      return 'invoice.oss'
    case 'reverse-charge':
      return 'invoice.reverseCharge'
    case 'export':
      return 'invoice.export'
    case 'france':
      return undefined
  }
}

/** The seller's own mentions, at the foot of each page, with its number. */
function drawFoot(pdf: Pdf, t: Texts): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    // Below the margin: without this pdfkit would begin a page for it.
    pdf.page.margins.bottom = 0
    const y = 841.89 - margin - 34
    pdf.moveTo(margin, y).lineTo(right, y).lineWidth(0.5).strokeColor(rule).stroke()
    pdf.font('Helvetica').fontSize(7.5).fillColor(soft)
    const capital = formatMoney(company.capital, 'fr').replace(/[,.]00/, '')
    pdf.text(
      t('invoice.seller', {
        name: company.legalName,
        capital,
        address: `${company.street}, ${company.postcode} ${company.city}`,
        siren: company.siren,
        registration: company.registration,
        vat: company.vatNumber,
      }),
      margin,
      y + 8,
      { width, align: 'center' },
    )
    pdf.text(t('invoice.page', { page: page + 1, count }), margin, y + 30, { width, align: 'center' })
  }
}

function titleOf(document: InvoiceDocument, t: Texts): string {
  return t(document.kind === 'invoice' ? 'invoice.title' : 'invoice.creditNoteTitle')
}
