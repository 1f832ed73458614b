import {
  customerCheck,
  shopCustomer,
  shopInfo,
  shopInvoices,
  shopOrder,
  shopOrders,
} from '../connector/answers.ts'
import type { ShopOrder } from '../connector/shop-contract.ts'
import {
  actCasesAboutOrder,
  actsDone,
  checkActs,
  checkRefusedActs,
  checkRequests,
  type RunCase,
} from './act-cases.ts'
import {
  expectPdf,
  expectRefusal,
  fits,
  requesterFor,
  type Answer,
  type Requester,
  type RequestTarget,
} from './requester.ts'

/** A shop's endpoint, and what is known of one of its orders. What is not known cannot be checked, and is said so. */
export interface ConformanceTarget extends RequestTarget {
  /** Reference of an order that exists. @default the newest of the customer */
  readonly order?: string | undefined
  /** The e-mail address of that order. */
  readonly email?: string | undefined
  /** The postcode of its billing or delivery address. */
  readonly postcode?: string | undefined
  /** Id of a customer. @default the customer of the order */
  readonly customer?: string | undefined
  /**
   * Try the acts on the order as well. They leave requests at the shop and send mails to the order's address: give an
   * order of your own. @default false
   */
  readonly acts?: boolean
}

/** How one case of the contract came out. */
export interface ConformanceCase {
  /** What is asked of a shop, as a sentence. */
  readonly name: string
  readonly result: 'passed' | 'failed' | 'not-checked'
  /** What was found instead, or why it could not be checked. */
  readonly detail?: string
}

/**
 * Puts a shop's endpoint through the shop contract. Nothing is changed at the shop unless `acts` says so, and every
 * request is signed but those that must be refused.
 *
 * @example
 * const cases = await checkConformance({ url, secret, order: 'XKBKNABJK', email: 'jeanne@exemple.fr' })
 * cases.every(({ result }) => result !== 'failed')
 */
export async function checkConformance(target: ConformanceTarget): Promise<readonly ConformanceCase[]> {
  const cases: ConformanceCase[] = []
  const shop = requesterFor(target)

  /** Runs one case; gives what it found, `undefined` when it failed. */
  const its: RunCase = async (name, attempt) => {
    try {
      const found = await attempt()
      cases.push({ name, result: 'passed' })
      return found
    } catch (error) {
      cases.push({ name, result: 'failed', detail: error instanceof Error ? error.message : String(error) })
      return undefined
    }
  }
  const skipped = (names: readonly string[], detail: string): void => {
    for (const name of names) cases.push({ name, result: 'not-checked', detail })
  }

  const info = await its('It says who it is at /info, and speaks version 1 of the contract.', async () =>
    fits(await shop.send('GET', '/info'), shopInfo),
  )
  if (!info) {
    skipped(['Everything else.'], '/info did not answer as the contract says, so nothing more was tried.')
    return cases
  }

  await its('It refuses a request without a signature with 401.', async () =>
    expectRefusal(await shop.send('GET', '/info', undefined, 'none'), 401),
  )
  await its('It refuses a signature made with another secret with 401.', async () =>
    expectRefusal(await shop.send('GET', '/info', undefined, 'foreign'), 401),
  )
  await its('It refuses a timestamp that is older than 300 seconds with 401.', async () =>
    expectRefusal(await shop.send('GET', '/info', undefined, 'stale'), 401),
  )
  await its('It refuses a timestamp from the future with 401.', async () =>
    expectRefusal(await shop.send('GET', '/info', undefined, 'early'), 401),
  )
  await its('It refuses a signed body that was changed on the way with 401.', async () =>
    expectRefusal(await shop.send('POST', '/customer-check', nobody, 'body-changed'), 401),
  )
  await its('It refuses a signature that was made for another path with 401.', async () =>
    expectRefusal(await shop.send('GET', '/info', undefined, 'path-changed'), 401),
  )

  await its('It answers 404 to an order that does not exist.', async () =>
    expectRefusal(await shop.send('GET', '/orders/ZZZZZZZZZ'), 404),
  )
  await its('It answers 404 to the invoices of an order that does not exist, or an empty list.', async () => {
    const answer = await shop.send('GET', '/orders/ZZZZZZZZZ/invoices')
    if (answer.status !== 404 && fits(answer, shopInvoices).invoices.length > 0)
      throw new Error('It listed invoices.')
  })
  await its('It answers 404 to a customer who does not exist.', async () =>
    expectRefusal(await shop.send('GET', '/customers/nobody-has-this-id'), 404),
  )
  await its(
    'It takes a reference with slashes, dots and quotes for what it is: an order that does not exist.',
    async () => {
      for (const reference of ['..%2F..%2Fetc%2Fpasswd', "'%20OR%201%3D1--", '%00', 'A'.repeat(300)]) {
        const { status } = await shop.send('GET', `/orders/${reference}`)
        if (status !== 404 && status !== 400)
          throw new Error(`It answered ${status} to /orders/${reference.slice(0, 40)}.`)
      }
    },
  )
  const unknown = await its('It answers "none" to the check of an order that does not exist.', async () =>
    expectMatch(await shop.send('POST', '/customer-check', nobody), 'none'),
  )
  await its('It answers 400 to a check without an e-mail address, or "none".', async () => {
    const answer = await shop.send('POST', '/customer-check', { reference: 'ZZZZZZZZZ' })
    if (answer.status !== 400) expectMatch(answer, 'none')
  })

  await checkRefusedActs(shop, its)

  const aboutOrder = [
    'It gives the order by its reference.',
    'Its totals add up.',
    'It answers "email" to the right e-mail address, however it is capitalised.',
    'It answers "none" to another e-mail address, in the very words of an unknown order.',
    'It answers "email" when the postcode is another one.',
    'It answers "email+postcode" to the right e-mail address and postcode.',
    'It lists the invoices.',
    'It gives each invoice as a PDF.',
    'It gives the customer of the order.',
    "It gives the customer's orders, newest first, the order among them.",
  ] as const
  const actCases = [...actCasesAboutOrder, ...actsDone]
  const known = target.order ?? (await newestOrderOf(shop, target.customer))
  if (!known) {
    skipped(
      [...aboutOrder, ...actCases],
      'No order was given: add --order REF, or --customer ID whose orders it can take.',
    )
    return cases
  }
  const reference = encodeURIComponent(known)
  const order = await its(aboutOrder[0], async () => {
    const found = fits(await shop.send('GET', `/orders/${reference}`), shopOrder)
    if (found.reference !== known) throw new Error(`Its reference is ${found.reference}.`)
    return found
  })
  if (!order) {
    skipped([...aboutOrder.slice(1), ...actCases], 'The order did not come as the contract says.')
    return cases
  }
  await its(aboutOrder[1], async () => expectSums(order))

  const email = target.email ?? order.email
  const claim = { reference: known, email }
  await its(aboutOrder[2], async () => {
    expectMatch(await shop.send('POST', '/customer-check', claim), 'email')
    expectMatch(await shop.send('POST', '/customer-check', { ...claim, email: email.toUpperCase() }), 'email')
  })
  await its(aboutOrder[3], async () => {
    const other = { reference: known, email: 'somebody.else@exemple.fr' }
    const answer = expectMatch(await shop.send('POST', '/customer-check', other), 'none')
    if (unknown !== undefined && answer !== unknown)
      throw new Error(`It says ${answer} here and ${unknown} there.`)
  })
  await its(aboutOrder[4], async () => {
    expectMatch(await shop.send('POST', '/customer-check', { ...claim, postcode: '99999' }), 'email')
  })
  const postcode = target.postcode ?? order.shipping?.postcode ?? order.billing.postcode
  await its(aboutOrder[5], async () => {
    expectMatch(await shop.send('POST', '/customer-check', { ...claim, postcode }), 'email+postcode')
  })

  const invoices = await its(
    aboutOrder[6],
    async () => fits(await shop.send('GET', `/orders/${reference}/invoices`), shopInvoices).invoices,
  )
  if (!invoices || invoices.length === 0)
    skipped([aboutOrder[7]], 'The order has no invoice yet: try one that was dispatched.')
  else {
    await its(aboutOrder[7], async () => {
      for (const { number } of invoices) {
        expectPdf(
          await shop.send('GET', `/orders/${reference}/invoices/${encodeURIComponent(number)}.pdf`),
          number,
        )
      }
      expectRefusal(await shop.send('GET', `/orders/${reference}/invoices/NO-SUCH-INVOICE.pdf`), 404)
    })
  }

  await checkRequests(shop, its, order)
  if (target.acts) await checkActs(shop, its, order)
  else skipped(actsDone, 'Acts change the order: add --acts, with an order of your own.')

  const customerId = target.customer ?? order.customerId
  if (!customerId) {
    skipped(aboutOrder.slice(8), 'The order is a guest’s: try one of a customer with an account.')
    return cases
  }
  const customer = encodeURIComponent(customerId)
  await its(aboutOrder[8], async () => fits(await shop.send('GET', `/customers/${customer}`), shopCustomer))
  await its(aboutOrder[9], async () => {
    const { orders } = fits(await shop.send('GET', `/customers/${customer}/orders`), shopOrders)
    const placed = orders.map(({ placedAt }) => Date.parse(placedAt))
    if (placed.some((at, index) => at > (placed[index - 1] ?? Infinity)))
      throw new Error('They are not newest first.')
    if (order.customerId === customerId && !orders.some((one) => one.reference === known)) {
      throw new Error(`${known} is not among them.`)
    }
  })
  return cases
}

/** The newest order of a customer that was dispatched, else the newest; `undefined` where there is none. */
async function newestOrderOf(shop: Requester, customer: string | undefined): Promise<string | undefined> {
  if (customer === undefined) return undefined
  try {
    const answer = await shop.send('GET', `/customers/${encodeURIComponent(customer)}/orders`)
    const { orders } = fits(answer, shopOrders)
    return (orders.find(({ shipments }) => shipments.length > 0) ?? orders[0])?.reference
  } catch {
    // The case about a customer's orders says what is wrong with them, once an order is known.
    return undefined
  }
}

const nobody = { reference: 'ZZZZZZZZZ', email: 'nobody@exemple.fr', postcode: '14000' }

/** The answer's text, so that two of them can be held against each other. */
function expectMatch(answer: Answer, match: string): string {
  const found = fits(answer, customerCheck).match
  if (found !== match) throw new Error(`It answered "${found}" instead of "${match}".`)
  return answer.text
}

function expectSums({ items, totals, shipments }: ShopOrder): void {
  const lines = items.reduce((sum, { total }) => sum + total.amount, 0)
  if (lines !== totals.items.amount)
    throw new Error(`The lines make ${lines}, totals.items says ${totals.items.amount}.`)
  const grand = totals.items.amount + totals.shipping.amount - totals.discount.amount
  if (grand !== totals.grand.amount) {
    throw new Error(`items + shipping − discount make ${grand}, totals.grand says ${totals.grand.amount}.`)
  }
  const skus = new Set(items.map(({ sku }) => sku))
  const stray = shipments.flatMap((shipment) => shipment.items).find(({ sku }) => !skus.has(sku))
  if (stray) throw new Error(`A parcel holds ${stray.sku}, which is no line of the order.`)
}
