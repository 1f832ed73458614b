import { refusalReasons, type ActName } from '@comptoir/bot-engine'
import type { ShopOrder } from '../connector/shop-contract.ts'
import { shopActAnswers, type ShopActAnswer } from '../schema/acts.ts'
import { shopOrder } from '../connector/answers.ts'
import { errorOf, expectPdf, expectRefusal, fits, type Answer, type Requester } from './requester.ts'

/** Runs one case; gives what it found, `undefined` when it failed. */
export type RunCase = <T>(name: string, attempt: () => Promise<T>) => Promise<T | undefined>

/** The part of the contract about acts that leaves nothing behind at the shop. */
export async function checkRefusedActs(shop: Requester, its: RunCase): Promise<void> {
  await its('It answers 404 to an act that the contract does not know.', async () =>
    expectRefusal(await post(shop, 'danceTango', {}), 404),
  )
  await its(
    'It answers 400 to an act whose input does not fit, or 404 where it does not offer it.',
    async () => {
      for (const name of ['requestReturn', 'withdraw', 'changeAddress', 'unsubscribe'] as const)
        expectOneOf(await post(shop, name, { colour: 'red' }), [400, 404], name)
    },
  )
  await its(
    'It answers 409 "unknown-item" to acts about an order that does not exist, or 404 where it does not offer them.',
    async () => {
      for (const [name, input] of Object.entries(actsAboutNobody))
        expectReason(await post(shop, name, input), 'unknown-item', name)
    },
  )
  await its(
    'It answers 409 "unknown-code" to a code that does not exist, or 404 where it does not offer the check.',
    async () => {
      for (const name of ['checkCoupon', 'checkGiftCard'] as const)
        expectReason(await post(shop, name, { code: 'NO-SUCH-CODE-0000' }), 'unknown-code', name)
    },
  )
}

export const actCasesAboutOrder = [
  'What it tells of requests, refunds and files fits the order.',
  'It gives the documents of requests as PDF, and 404 to others.',
] as const

/** What an order tells of its requests, looked at and not touched. */
export async function checkRequests(shop: Requester, its: RunCase, order: ShopOrder): Promise<void> {
  await its(actCasesAboutOrder[0], async () => expectSense(order))
  const documents = `/orders/${encodeURIComponent(order.reference)}/documents`
  await its(actCasesAboutOrder[1], async () => {
    for (const { id } of (order.requests ?? []).flatMap((request) => request.documents ?? []))
      expectPdf(await shop.send('GET', `${documents}/${encodeURIComponent(id)}.pdf`), id)
    expectRefusal(await shop.send('GET', `${documents}/NO-SUCH-DOCUMENT.pdf`), 404)
  })
}

export const actsDone = [
  'It receives a withdrawal, whatever it names, with clocks of 14 days.',
  'It says the same to every e-mail address.',
  'It does an act once, however often it is sent.',
  'It refuses a key that was used for something else.',
  'It shows what was asked among the requests of the order.',
  'It refuses with 409 what the actions of the order do not list.',
  'It refuses to take back more than was bought.',
] as const

/** The acts themselves, on an order that may be changed: they leave requests behind, and mails. */
export async function checkActs(shop: Requester, its: RunCase, order: ShopOrder): Promise<void> {
  // Each run has keys of its own: acts of an earlier run are not sent again.
  const run = crypto.randomUUID()
  const { reference, email } = order

  await its(actsDone[0], async () => {
    const statements = [reference, 'ZZZZZZZZZ'].map((named) => ({
      name: 'Claude Essai',
      reference: named,
      email,
    }))
    const shapes: string[] = []
    for (const [index, statement] of statements.entries()) {
      const receipt = done('withdraw', await post(shop, 'withdraw', statement, `${run}-withdraw-${index}`))
      for (const day of [receipt.refundBy, receipt.sendBackBy]) expectDays(receipt.at, day, 14)
      if (receipt.receiptTo !== email) throw new Error(`The receipt goes to ${receipt.receiptTo}.`)
      shapes.push(Object.keys(receipt).toSorted().join())
    }
    if (shapes[0] !== shapes[1]) throw new Error('It tells by its fields whether the order exists.')
  })

  await its(actsDone[1], async () => {
    for (const name of ['sendWelcomeCode', 'unsubscribe', 'resetPassword'] as const) {
      const [known, unknown] = [
        await post(shop, name, { email }, `${run}-${name}-1`),
        await post(shop, name, { email: 'nobody@exemple.fr' }, `${run}-${name}-2`),
      ]
      if (known.status === 404) continue
      if (known.status !== unknown.status || known.text !== unknown.text)
        throw new Error(`${name} says ${known.text} here and ${unknown.text} there.`)
      done(name, known)
    }
  })

  const act = order.actions.includes('report-problem') ? 'reportProblem' : 'withdraw'
  const input =
    act === 'reportProblem' ? { reference, problem: 'damaged' } : { name: 'Claude Essai', reference, email }
  const key = `${run}-once`
  const number = await its(actsDone[2], async () => {
    const before = await requestsOf(shop, reference)
    const first = numberIn(await post(shop, act, input, key))
    const again = numberIn(await post(shop, act, input, key))
    if (first !== again) throw new Error(`The same key gave ${first}, then ${again}.`)
    const after = await requestsOf(shop, reference)
    if (after.length > before.length + 1)
      throw new Error(`The order has ${after.length - before.length} requests more, expected 1.`)
    return first
  })
  await its(actsDone[3], async () =>
    expectOneOf(
      await post(shop, act, { ...input, ...(act === 'withdraw' ? { name: 'X' } : { details: 'X' }) }, key),
      [400, 409],
      act,
    ),
  )
  await its(actsDone[4], async () => {
    const numbers = (await requestsOf(shop, reference)).map((request) => request.number)
    if (number !== undefined && !numbers.includes(number))
      throw new Error(`${number} is not among ${numbers.join(', ') || 'none'}.`)
  })

  await its(actsDone[5], async () => {
    const gates = { cancelOrder: 'cancel', changeAddress: 'change-address', requestReturn: 'return' } as const
    const inputs = {
      cancelOrder: { reference },
      changeAddress: { reference, name: 'Claude Essai', lines: ['1 rue'], postcode: '14000', city: 'Caen' },
      requestReturn: { reference, lines: [lineOf(order, 1)], wish: 'refund' },
    }
    for (const [name, action] of Object.entries(gates)) {
      if (order.actions.includes(action)) continue
      const answer = await post(shop, name, inputs[name as keyof typeof inputs], `${run}-${name}`)
      if (answer.status !== 404) expectRefusal(answer, 409)
    }
  })
  await its(actsDone[6], async () => {
    const asked = { reference, lines: [lineOf(order, 9999)], wish: 'refund' }
    const answer = await post(shop, 'requestReturn', asked, `${run}-too-many`)
    if (answer.status !== 404) expectRefusal(answer, 409)
  })
}

const nobody = 'ZZZZZZZZZ'

const actsAboutNobody: Readonly<Record<string, object>> = {
  requestReturn: {
    reference: nobody,
    lines: [{ sku: 'X', quantity: 1, reason: 'other' }],
    wish: 'refund',
  },
  cancelOrder: { reference: nobody },
  changeAddress: { reference: nobody, name: 'X', lines: ['1 rue'], postcode: '14000', city: 'Caen' },
  reportProblem: { reference: nobody, problem: 'damaged' },
  investigateDelivery: { reference: nobody, situation: 'late' },
  renewDownload: { reference: nobody, id: '1' },
  requestPersonalData: { reference: nobody, right: 'access' },
}

function post(
  shop: Requester,
  name: string,
  input: object,
  key: string = `conformance-${name}`,
): Promise<Answer> {
  return shop.send('POST', `/acts/${name}`, { key, input })
}

/** What an act gave, as the contract says it. */
function done<Name extends ActName>(name: Name, answer: Answer): ShopActAnswer<Name> {
  return fits<ShopActAnswer<Name>>(answer, shopActAnswers[name])
}

function numberIn(answer: Answer): string {
  if (answer.status !== 200) throw new Error(`It answered ${answer.status} to an act that the order allows.`)
  const body: unknown = JSON.parse(answer.text)
  const number = typeof body === 'object' && body !== null && 'number' in body ? body.number : undefined
  if (typeof number !== 'string') throw new Error('The answer has no number.')
  return number
}

async function requestsOf(shop: Requester, reference: string): Promise<NonNullable<ShopOrder['requests']>> {
  const order = fits(await shop.send('GET', `/orders/${encodeURIComponent(reference)}`), shopOrder)
  return order.requests ?? []
}

function lineOf(order: ShopOrder, quantity: number): object {
  return { sku: order.items[0]?.sku ?? 'X', quantity, reason: 'changed-mind' }
}

function expectOneOf(answer: Answer, expected: readonly number[], name: string): void {
  if (!expected.includes(answer.status))
    throw new Error(`It answered ${answer.status} to ${name} instead of ${expected.join(' or ')}.`)
  expectRefusal(answer, answer.status)
}

function expectReason(answer: Answer, reason: string, name: string): void {
  if (answer.status === 404) return
  expectRefusal(answer, 409)
  const { code } = errorOf(answer)
  if (!refusalReasons.some((known) => known === code))
    throw new Error(`${name} was refused as "${String(code)}", which is no reason of the contract.`)
  if (code !== reason) throw new Error(`${name} was refused as "${String(code)}" instead of "${reason}".`)
}

function expectDays(from: string, day: string, days: number): void {
  const passed = Math.round((Date.parse(day.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)
  // The day in the shop's time zone may be the one before or after that of UTC.
  if (Math.abs(passed - days) > 1)
    throw new Error(`${day} is ${passed} days after ${from}, expected ${days}.`)
}

function expectSense({ items, totals, requests = [], refunds = [], downloads = [] }: ShopOrder): void {
  const skus = new Set(items.map(({ sku }) => sku))
  const greedy = items.find(({ quantity, returnable = 0 }) => returnable > quantity)
  if (greedy) throw new Error(`Of ${greedy.sku} more may be returned than was bought.`)
  const stray = [...requests.flatMap(({ lines }) => lines), ...downloads].find(({ sku }) => !skus.has(sku))
  if (stray) throw new Error(`${stray.sku} is no line of the order.`)
  const back = refunds.reduce((sum, { amount }) => sum + amount.amount, 0)
  if (back > totals.grand.amount)
    throw new Error(`${back} come back of an order of ${totals.grand.amount}, in the minor unit.`)
  const numbers = new Set(requests.map(({ number }) => number))
  const lost = refunds.find(({ request }) => request !== undefined && !numbers.has(request))
  if (lost) throw new Error(`A refund belongs to ${lost.request}, which is no request of the order.`)
  const times = requests.map(({ at }) => Date.parse(at))
  if (times.some((at, index) => at > (times[index - 1] ?? Infinity)))
    throw new Error('The requests are not newest first.')
}
