import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Invoice, invoiceFile, invoicesOf } from '../src/invoices.ts'
import type { Ledger } from '../src/ledger.ts'
import { formatMoney } from '../src/money.ts'
import { allOrders, findOrder, type Order, orderTotals } from '../src/order.ts'
import { cancelOrder, placeOrder, recordPayment, shipOrder, stateOf } from '../src/orders.ts'
import { createShop, type Shop } from '../src/shop.ts'
import { formatDay } from '../src/spoken.ts'
import { attachmentsOfPdf, textOfPdf } from './pdf-text.ts'

let shop: Shop
beforeAll(() => {
  shop = createShop()
})
afterAll(() => shop.close())

function orderNamed(reference: string): Order {
  const order = findOrder(shop.ledger, reference)
  if (!order) throw new Error(`The seed has no order ${reference}.`)
  return order
}

async function documentOf(reference: string, kind: Invoice['kind'] = 'invoice') {
  const order = orderNamed(reference)
  const invoice = invoicesOf(shop.ledger, order.id).find((candidate) => candidate.kind === kind)
  if (!invoice) throw new Error(`Order ${reference} has no ${kind}.`)
  const file = await invoiceFile(invoice)
  return { order, invoice, file, text: await textOfPdf(file) }
}

const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

describe('the invoice of a consumer', () => {
  test('says everything that French law asks for', async () => {
    const { order, invoice, text } = await documentOf('XKBKNABJK')
    for (const mention of [
      'Atelier Nelvet SAS au capital de 20 000 €, 8 rue des Lavandières, 14000 Caen',
      'SIREN 000 000 000, RCS Caen 000 000 000, TVA FR00 000 000 000',
      invoice.number,
      formatDay(invoice.document.issuedOn, 'fr'),
      'XKBKNABJK',
      formatDay(order.placedAt, 'fr'),
      "Date d'expédition",
      'Gabriel Nelvet',
      '17 rue Saint-Sauveur',
      '14000 Caen',
      'Lampe de table Falaise',
      'Carnet Marée, A5',
      'Règlement : Carte bancaire. Facture acquittée.',
      "Pas d'escompte",
      'garantie légale de conformité de 2 ans',
    ])
      expect(text).toContain(plain(mention))
  })

  test('adds up to the order, rate by rate, as printed', async () => {
    for (const reference of ['XKBKNABJK', 'DHLQVTRMZ', 'FVRLMKPTQ', 'HTRLWPKDN', 'LQBPSDRMK', 'KVTNMSRWL']) {
      const { order, invoice, text } = await documentOf(reference)
      const { document } = invoice
      const money = (cents: number): string => plain(formatMoney(cents, document.locale))
      expect(document.grand).toBe(orderTotals(order).grand)
      expect(document.net + document.tax).toBe(document.grand)
      for (const part of ['net', 'vat', 'gross'] as const) {
        const total = { net: document.net, vat: document.tax, gross: document.grand }[part]
        expect(document.rates.reduce((sum, rate) => sum + rate[part], 0)).toBe(total)
        expect(document.lines.reduce((sum, line) => sum + line[part], 0)).toBe(total)
      }
      expect(text).toContain(`Total TTC ${money(document.grand)}`)
      expect(text).toContain(`Total HT ${money(document.net)}`)
      expect(text).toContain(`Total TVA ${money(document.tax)}`)
      for (const line of document.lines) expect(text).toContain(money(line.gross))
    }
  })

  test('a discount is within the lines, a gift card is a payment', async () => {
    const discounted = await documentOf('DHLQVTRMZ')
    expect(discounted.text).toContain('Réduction de')
    const paidByCard = await documentOf('HTRLWPKDN')
    expect(paidByCard.text).toContain('Réglé par NV-…5678 -')
    expect(paidByCard.text).toContain('Net à payer 0,00 €')
  })

  test('books carry 5,5 %, consumers of the Union their own rate', async () => {
    expect((await documentOf('DHLQVTRMZ')).text).toContain('5,5 %')
    const belgian = await documentOf('FVRLMKPTQ')
    expect(belgian.text).toContain('21 %')
    expect(belgian.text).toContain('guichet unique')
  })

  test('overseas and Switzerland have no mainland VAT, and it says why', async () => {
    for (const reference of ['LQBPSDRMK', 'RGTVKWNXB']) {
      const { invoice, text } = await documentOf(reference)
      expect(invoice.document.tax).toBe(0)
      expect(text).toContain('art. 262 I et 294 du CGI')
    }
  })

  test('speaks the language of the order', async () => {
    const { text } = await documentOf('KDWLNRTBV')
    expect(text).toContain('Total incl. VAT')
    expect(text).toContain('€59.60'.replace('59.60', '61.50'))
    expect(text).not.toContain('Facture')
  })

  test('is the same file each time it is opened', async () => {
    const { invoice, file } = await documentOf('XKBKNABJK')
    expect(Buffer.from(await invoiceFile(invoice)).equals(Buffer.from(file))).toBe(true)
  })
})

describe('the invoice of a company', () => {
  test('names penalties and the 40 € indemnity, and the day to pay', async () => {
    const { text } = await documentOf('NHSKZLWRB')
    expect(text).toContain('École des Quais')
    expect(text).toContain('SIRET')
    expect(text).toContain('indemnité forfaitaire de 40 €')
    expect(text).toContain('à payer au plus tard le')
  })

  test('abroad with a VAT number, it is without VAT', async () => {
    const { invoice, text } = await documentOf('ZNWTVRKHD')
    expect(invoice.document.tax).toBe(0)
    expect(text).toContain('BE0000000097')
    expect(text).toContain('article 262 ter I')
  })

  test('carries its data for the accounting (Factur-X)', async () => {
    const { invoice, file } = await documentOf('NHSKZLWRB')
    const { 'factur-x.xml': xml = '' } = await attachmentsOfPdf(file)
    expect(xml).toContain(`<ram:ID>${invoice.number}</ram:ID>`)
    expect(xml).toContain(
      `<ram:GrandTotalAmount>${(invoice.document.grand / 100).toFixed(2)}</ram:GrandTotalAmount>`,
    )
  })
})

describe('credit notes', () => {
  test('have a series of their own and name what they correct', async () => {
    const { invoice, text } = await documentOf('PKRWSVTNL', 'credit-note')
    const original = await documentOf('PKRWSVTNL')
    expect(invoice.number).toMatch(/^CN-\d{4}-\d{5}$/)
    expect(text).toContain(original.invoice.number)
    expect(text).toContain('Étiquette de retour')
    expect(invoice.document.grand).toBe(4900 - 390)
  })

  test('a withdrawal from the whole order gives the delivery back', async () => {
    const { order, invoice } = await documentOf('QTDZLBMRW', 'credit-note')
    expect(invoice.document.grand).toBe(orderTotals(order).grand)
    expect(stateOf(shop.ledger, order).status).toBe('refunded')
  })
})

describe('numbers', () => {
  test('follow each other without a gap, in the order of their dates, year by year', () => {
    expect(gapsIn(shop.ledger)).toEqual([])
  })

  test('an order is invoiced when it leaves, not before, and once', () => {
    for (const order of allOrders(shop.ledger)) {
      const invoices = invoicesOf(shop.ledger, order.id).filter(({ kind }) => kind === 'invoice')
      const { status } = stateOf(shop.ledger, order)
      const before = ['awaiting-payment', 'payment-accepted', 'in-preparation', 'cancelled'].includes(status)
      const never = before || (status === 'refunded' && order.shipments.length === 0)
      expect([order.reference, invoices.length]).toEqual([order.reference, never ? 0 : 1])
    }
  })

  test('cancelled orders leave no gap', () => {
    const fresh = createShop({ seed: false })
    const numbers = [0, 1, 2, 3].flatMap((index) => {
      const order = paidOrder(fresh.ledger)
      if (index % 2 === 1) {
        cancelOrder(fresh.ledger, order, 'customer')
        return []
      }
      return invoicesOf(fresh.ledger, shipOrder(fresh.ledger, order).id).map(({ number }) => number)
    })
    const year = new Date().getFullYear()
    expect(numbers).toEqual([`FA-${year}-00001`, `FA-${year}-00002`])
    fresh.close()
  })

  test('two processes that ship at once share the numbers without a gap or a double', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'nelvet-'))
    createShop({ dataDir, seed: false }).close()
    const run = promisify(execFile)
    const worker = new URL('./ship-orders.ts', import.meta.url).pathname
    await Promise.all(
      [1, 2].map(() =>
        run(process.execPath, [
          '--conditions=@comptoir/source',
          '--disable-warning=ExperimentalWarning',
          worker,
          join(dataDir, 'shop.sqlite'),
          '12',
        ]),
      ),
    )
    const both = createShop({ dataDir, seed: false })
    expect(gapsIn(both.ledger)).toEqual([])
    expect(both.ledger.database.prepare('select count(*) as count from invoice').get()).toEqual({ count: 24 })
    both.close()
    rmSync(dataDir, { recursive: true })
  }, 60_000)
})

describe('the mail that carries it', () => {
  test('is remembered: failed for the customer of the example, sent for the others', () => {
    const [failed] = invoicesOf(shop.ledger, orderNamed('XKBKNABJK').id)
    expect(failed?.mail).toMatchObject({ state: 'failed' })
    const [sent] = invoicesOf(shop.ledger, orderNamed('GNVLRTSPM').id)
    expect(sent?.mail).toMatchObject({ state: 'sent' })
  })
})

function paidOrder(ledger: Ledger): Order {
  const address = {
    name: 'Alix Durand',
    lines: ['5 rue Froide'],
    postcode: '14000',
    city: 'Caen',
    country: 'FR',
  }
  return recordPayment(
    ledger,
    placeOrder(ledger, {
      email: 'alix@example.fr',
      locale: 'fr',
      basket: { lines: [{ sku: 'LMP-GALET', quantity: 1 }] },
      billing: address,
      shipping: address,
      service: 'colissimo',
      payment: 'card',
    }),
  )
}

/** Numbers that should follow the one before and do not, or whose date goes back. */
function gapsIn(ledger: Ledger): string[] {
  const rows = ledger.database
    .prepare('select number, series, year, sequence, issued_at from invoice order by series, year, sequence')
    .all()
  return rows.flatMap((row, index) => {
    const before = rows[index - 1]
    const first = before?.['series'] !== row['series'] || before?.['year'] !== row['year']
    const follows = Number(row['sequence']) === (first ? 1 : Number(before?.['sequence']) + 1)
    const later = first || String(before?.['issued_at']) <= String(row['issued_at'])
    return follows && later ? [] : [String(row['number'])]
  })
}
