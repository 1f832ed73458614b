import type { ActName, ShopActs } from '@comptoir/bot-engine'
import { type ShopOrder, type ShopRequest, signShopRequest } from '@comptoir/desk/shop-contract'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demoPassword } from '../src/seed/customers.ts'
import type { Shop } from '../src/shop.ts'
import { stockOf } from '../src/stock.ts'
import { textOfPdf } from './pdf-text.ts'
import { seedOnce } from './seeded-shop.ts'
import { signIn, type Visitor, visitorOf } from './visitor.ts'

const now = new Date('2026-11-24T10:00:00Z')
const origin = 'http://localhost:3000'

let shop: Shop
let visitor: Visitor
let keys = 0
const shops = seedOnce({ clock: { now: () => now } })
beforeEach(() => {
  shop = shops.open()
  visitor = visitorOf(shop)
})
afterEach(() => shops.close())
afterAll(() => shops.remove())

/** Asks as the desk does, signed. */
async function ask(path: string, body?: unknown, language = 'fr'): Promise<Response> {
  const method = body === undefined ? 'GET' : 'POST'
  const text = body === undefined ? '' : JSON.stringify(body)
  const full = `/comptoir/v1${path}`
  const signature = signShopRequest({
    method,
    path: full,
    body: text,
    secret: shop.secret,
    now: now.getTime(),
  })
  return shop.fetch(
    new Request(origin + full, {
      method,
      headers: { ...signature, 'Content-Type': 'application/json', 'Accept-Language': language },
      ...(body !== undefined && { body: text }),
    }),
  )
}

async function act<Name extends ActName>(
  name: Name,
  input: ShopActs[Name]['input'],
  options: { readonly key?: string; readonly language?: string } = {},
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
): Promise<any> {
  const key = options.key ?? `key-${(keys += 1)}`
  const answer = await ask(`/acts/${name}`, { key, input }, options.language)
  return { status: answer.status, ...(await answer.json()) }
}

async function order(reference: string): Promise<ShopOrder> {
  return (await ask(`/orders/${reference}`)).json()
}

const mailsTo = (address: string): string[] =>
  shop.ledger.database
    .prepare('select subject, body from mail where recipient = ? order by id desc')
    .all(address)
    .map((mail) => `${String(mail['subject'])}\n${String(mail['body'])}`)

async function backOffice(): Promise<Visitor> {
  const clerk = visitorOf(shop)
  await clerk.post('/back-office/entrer', { password: shop.demo.backOfficePassword })
  return clerk
}

describe('a return that the assistant asks for', () => {
  const asked = {
    reference: 'DWLKTZRPM',
    lines: [{ sku: 'DEC-POT', quantity: 1, reason: 'changed-mind' }],
    wish: 'refund',
  } as const

  test('is in the account with its label, and goes on from the back office to the refund', async () => {
    const request = await act('requestReturn', asked)
    expect(request).toMatchObject({
      status: 200,
      kind: 'return',
      state: 'awaiting-goods',
      labelCost: { amount: 390, currency: 'EUR' },
      refund: { state: 'due', means: 'card', amount: { amount: 2010 } },
      lines: [{ sku: 'DEC-POT', quantity: 1, name: 'Cache-pot Grève', reason: 'changed-mind' }],
    })

    await signIn(visitor, 'amina.benali@example.fr', demoPassword)
    const account = await visitor.get('/mon-compte/retours')
    expect(account.text).toContain(request.number)
    const href = /href="([^"]+-label\.pdf)"/.exec(account.html)?.[1] ?? ''
    const label = await visitor.get(href)
    expect(label.headers.get('content-type')).toBe('application/pdf')
    const words = await textOfPdf(label.bytes)
    expect(words).toContain(request.number)
    expect(words).toContain('Hérouville-Saint-Clair')

    const clerk = await backOffice()
    await clerk.post(`/back-office/demandes/${request.number}`, { act: 'goods-received' })
    expect((await order('DWLKTZRPM')).requests?.[0]).toMatchObject({ state: 'goods-received' })
    await clerk.post(`/back-office/demandes/${request.number}`, { act: 'refund' })
    const after = await order('DWLKTZRPM')
    expect(after.requests?.[0]).toMatchObject({ state: 'done' })
    expect(after.refunds?.[0]).toMatchObject({
      state: 'sent',
      amount: { amount: 2010 },
      request: request.number,
      creditNote: expect.stringMatching(/^CN-2026-/),
    })
    expect((await visitor.get('/mon-compte/commandes/DWLKTZRPM')).text).toContain('20,10 € remboursés')
  })

  test('is refused in a sentence of the customer’s language when there is no more of it to return', async () => {
    await act('requestReturn', asked)
    expect(await act('requestReturn', asked, { language: 'en' })).toMatchObject({
      status: 409,
      error: { code: 'already-asked', message: 'A return of “Cache-pot Grève” is already on its way.' },
    })
    const made = [{ sku: 'LMP-FALAISE', quantity: 1, reason: 'changed-mind' }] as const
    expect(
      (await act('requestReturn', { ...asked, reference: 'MTRLZKWPB', lines: made })).error,
    ).toMatchObject({
      code: 'not-returnable',
    })
    const late = [{ sku: 'DEC-VASE', quantity: 1, reason: 'changed-mind' }] as const
    expect((await act('requestReturn', { ...asked, reference: 'TPZMHQSLC', lines: late })).status).toBe(409)
  })

  test('has a free label when the fault is ours', async () => {
    const lines = [{ sku: 'LMP-FALAISE', quantity: 1, reason: 'damaged' }] as const
    expect((await act('requestReturn', { ...asked, lines })).labelCost).toEqual({
      amount: 0,
      currency: 'EUR',
    })
  })

  test('gives the pieces back to the stock once they are here', async () => {
    shop.clock.advance(60_000)
    const before = stockOf(shop.ledger, 'DEC-POT')
    const request = await act('requestReturn', asked)
    const clerk = await backOffice()
    await clerk.post(`/back-office/demandes/${request.number}`, { act: 'goods-received' })
    expect(stockOf(shop.ledger, 'DEC-POT')).toBe(before + 1)
  })
})

describe('a withdrawal', () => {
  const statement = { name: 'Amina Benali', reference: 'DWLKTZRPM', email: 'amina.benali@example.fr' }

  test('is received, with its receipt by mail and as a file, and two clocks of 14 days', async () => {
    const receipt = await act('withdraw', statement)
    expect(receipt).toMatchObject({
      status: 200,
      receiptTo: 'amina.benali@example.fr',
      refundBy: '2026-12-08',
      sendBackBy: '2026-12-08',
    })
    const [mail = ''] = mailsTo('amina.benali@example.fr')
    expect(mail).toContain(receipt.number)
    expect(mail).toMatch(/24 novembre 2026 à 11:00:00/)
    const [request] = (await order('DWLKTZRPM')).requests ?? []
    expect(request).toMatchObject({ kind: 'withdrawal', state: 'received', documents: [{ kind: 'receipt' }] })
    const file = await ask(`/orders/DWLKTZRPM/documents/${request?.documents?.[0]?.id}.pdf`)
    const words = await textOfPdf(new Uint8Array(await file.arrayBuffer()))
    expect(words).toContain('Nous avons bien reçu votre rétractation')
    expect(words).not.toContain('acceptée')
  })

  test('is received whatever it names, and looks the same', async () => {
    const known = await act('withdraw', statement)
    const unknown = await act('withdraw', { ...statement, reference: 'ma lampe de Noël' })
    expect(Object.keys(unknown)).toEqual(Object.keys(known))
    const foreign = await act('withdraw', { ...statement, email: 'somebody@example.fr' })
    expect(Object.keys(foreign)).toEqual(Object.keys(known))
    expect((await order('DWLKTZRPM')).requests).toHaveLength(1)
  })

  test('is received for what is made to measure, begun or long delivered: doubts are for a person', async () => {
    for (const reference of ['MTRLZKWPB', 'GSKMPVLTR', 'SVPKRGMZT', 'WZPLGKDTR'])
      expect((await act('withdraw', { ...statement, reference })).status).toBe(200)
    expect((await order('MTRLZKWPB')).items[0]?.exception).toBe('made-to-measure')
    expect((await order('GSKMPVLTR')).items[0]?.exception).toBe('digital-begun')
    expect((await order('CWNRMKTLZ')).items[0]?.exception).toBe('sealed-hygiene')
  })

  test('whose receipt the desk has mailed gets no second one from the shop', async () => {
    await act('withdraw', { ...statement, receipt: 'W-2026-0001', at: '2026-11-24T09:59:00.000Z' })
    expect(mailsTo('amina.benali@example.fr')[0]).not.toContain('Rétractation')
    expect((await order('DWLKTZRPM')).requests?.[0]?.kind).toBe('withdrawal')
  })

  test('can be of a part, with what is excepted said beside each article, and received all the same', async () => {
    await signIn(visitor, 'marc.fontaine@example.fr', demoPassword)
    const form = await visitor.get('/retractation?commande=MTRLZKWPB')
    expect(form.text).toContain('fabriqué pour vous')
    const line = /name="line" value="(\d+)"/.exec(form.html)?.[1] ?? ''
    const filled = { name: 'Marc Fontaine', reference: 'MTRLZKWPB', email: 'marc.fontaine@example.fr', line }
    const confirm = await visitor.post('/retractation', filled)
    expect(confirm.text).toContain('1 × Lampe de table Falaise')
    await visitor.post('/retractation', { ...filled, step: 'confirm' })
    const [request] = (await order('MTRLZKWPB')).requests ?? []
    expect(request).toMatchObject({ kind: 'withdrawal', lines: [{ sku: 'LMP-FALAISE', quantity: 1 }] })
    expect((await visitorOf(shop).get('/retractation?commande=MTRLZKWPB')).text).not.toContain('Falaise')
  })

  test('is declared on the shop’s own page too, without an account and without a reason', async () => {
    const first = await visitor.get('/')
    expect(first.html).toMatch(/href="\/retractation"[^>]*>\s*Renoncer au contrat ici/)
    const { html, text } = await visitor.post('/retractation', statement)
    expect(text).toContain('Confirmer la rétractation')
    expect(html).not.toMatch(/name="reason"[^>]*required/)
    const done = await visitor.post('/retractation', { ...statement, step: 'confirm' })
    expect(done.text).toMatch(/RV-2026-\d{4}/)
    expect((await order('DWLKTZRPM')).requests?.[0]?.kind).toBe('withdrawal')
  })
})

describe('an order that has not left', () => {
  test('is cancelled once, and what was debited comes back', async () => {
    const asked = { reference: 'CNCLRTZMW' }
    const request = await act('cancelOrder', asked, { key: 'cancel' })
    expect(request).toMatchObject({
      kind: 'cancellation',
      state: 'done',
      refund: { state: 'sent', means: 'paypal', amount: { amount: 3890 } },
    })
    expect(await act('cancelOrder', asked, { key: 'cancel' })).toEqual(request)
    expect(await act('cancelOrder', asked)).toMatchObject({ status: 409, error: { code: 'not-now' } })
    expect((await order('CNCLRTZMW')).status).toBe('refunded')
    expect((await act('cancelOrder', { reference: 'DHLQVTRMZ' })).status).toBe(409)
  })

  test('goes to the new address, and only within its country', async () => {
    const address = { name: 'Marc Fontaine', lines: ['2 rue Crébillon'], postcode: '44000', city: 'Nantes' }
    expect(await act('changeAddress', { reference: 'CNCLRTZMW', ...address })).toMatchObject({
      kind: 'address-change',
      state: 'done',
    })
    expect((await order('CNCLRTZMW')).shipping).toMatchObject({ lines: ['2 rue Crébillon'] })
    const abroad = await act('changeAddress', { reference: 'CNCLRTZMW', ...address, country: 'BE' })
    expect(abroad.error.code).toBe('outside-area')
    expect(JSON.stringify((await order('CNCLRTZMW')).requests)).not.toContain('Crébillon')
  })
})

describe('goods with a fault', () => {
  test('have the clocks of the legal guarantee', async () => {
    const report = { reference: 'WBNQDHTLR', problem: 'defective', wish: 'repair' } as const
    expect(await act('reportProblem', report)).toMatchObject({
      kind: 'problem',
      state: 'received',
      dueAt: '2026-11-25',
      guarantee: { running: true, until: '2028-10-20', remedyBy: '2026-12-24' },
    })
    const old = await act('reportProblem', { ...report, reference: 'BVNRTPKLW' })
    expect(old.guarantee).toMatchObject({ running: false })
    expect(old.guarantee).not.toHaveProperty('remedyBy')
  })

  test('are guaranteed for six months more once they were repaired', async () => {
    const [item] = (await order('HZMWKTRVL')).items
    const [repaired] = (await order('HZMWKTRVL')).requests ?? []
    expect(repaired).toMatchObject({ kind: 'problem', state: 'done' })
    const delivered = (await order('HZMWKTRVL')).milestones.find(({ kind }) => kind === 'delivered')?.at ?? ''
    const months = (Date.parse(item?.guarantee?.until ?? '') - Date.parse(delivered)) / (30.44 * 86_400_000)
    expect(Math.round(months)).toBe(30)
  })

  test('the answer of the shop is in the account', async () => {
    await signIn(visitor, 'emily.carter@example.com', demoPassword)
    const page = await visitor.get('/en/mon-compte/commandes/DFCTZLKRW')
    expect(page.text).toContain('Please send us a photograph of the joint')
  })
})

describe('a parcel that does not come', () => {
  test('is looked for when it is late, with a due day of ten working days', async () => {
    const late = { reference: 'WRTPLNGSK', situation: 'late', wish: 'refund' } as const
    expect(await act('investigateDelivery', late)).toMatchObject({
      kind: 'investigation',
      state: 'in-progress',
      dueAt: '2026-12-08',
    })
    expect((await act('investigateDelivery', late)).error.code).toBe('already-asked')
  })

  test('is not looked for while it is on time, and the sentence says when it comes', async () => {
    const { error } = await act('investigateDelivery', { reference: 'DHLQVTRMZ', situation: 'late' })
    expect(error.code).toBe('not-now')
    expect(error.message).toMatch(/annoncé pour le \d+ novembre 2026/)
  })

  test('is looked for two working days after the carrier says it was delivered', async () => {
    const disputed = { situation: 'delivered-not-received', statement: true } as const
    expect((await act('investigateDelivery', { reference: 'TBRWMQLKZ', ...disputed })).status).toBe(200)
    const early = await act('investigateDelivery', { reference: 'DWLKTZRPM', ...disputed })
    expect(early.error.message).toContain('à partir du')
  })
})

describe('files', () => {
  test('that are used up are filled up again, and their link comes by mail', async () => {
    const [file] = (await order('FZLRTMWKP')).downloads ?? []
    expect(file).toMatchObject({ remaining: 0, limit: 5, begun: true })
    const renewed = await act('renewDownload', { reference: 'FZLRTMWKP', id: file?.id ?? '' })
    expect(renewed).toMatchObject({ status: 200, remaining: 5 })
    const [mail = ''] = mailsTo('hannah.wright@example.com')
    const link = /http:\/\/localhost:3000(\S+)/.exec(mail)?.[1] ?? ''
    const download = await visitor.get(link)
    expect(download.headers.get('content-type')).toBe('application/zip')
    expect((await order('FZLRTMWKP')).downloads?.[0]?.remaining).toBe(4)
    expect((await visitor.get(link.replace(/.$/, 'x'))).status).toBe(404)
  })
})

describe('codes', () => {
  test.each([
    ['BIENVENUE10', 'valid'],
    ['rentree5', 'expired'],
    ['GRANDLARGE', 'not-yet'],
    ['MERCIINES', 'used'],
  ])('%s is %s', async (code, state) => {
    expect(await act('checkCoupon', { code })).toMatchObject({ status: 200, state })
  })

  test('say which condition is not met', async () => {
    const view = await act('checkCoupon', { code: 'LUMIERE20', basket: { amount: 5000, currency: 'EUR' } })
    expect(view.state).toBe('not-met')
    expect(view.conditions).toContainEqual({
      kind: 'minimum',
      met: false,
      text: expect.stringMatching(/Dès 120,00\s€ d'articles\./),
    })
    const first = await act('checkCoupon', { code: 'BIENVENUE10', email: 'gnelvet@example.fr' })
    expect(first.state).toBe('not-met')
  })

  test('of gift cards say what is left, and whether it can still be extended', async () => {
    const card = await act('checkGiftCard', { code: 'NV-DEMEXPREE2345678X' })
    expect(card).toMatchObject({ state: 'expired', balance: { amount: 3000 } })
    expect(card.extendableUntil > '2026-11-24').toBe(true)
    expect(await act('checkGiftCard', { code: 'NV-DEMVDEQ2345678XYZ' })).toMatchObject({ state: 'used-up' })
  })
})

describe('the rest of self-care', () => {
  test('data requests are due in a month, and seen in the account', async () => {
    const request: ShopRequest = await act('requestPersonalData', {
      reference: 'XKBKNABJK',
      right: 'erasure',
    })
    expect(request).toMatchObject({ kind: 'personal-data', state: 'received', dueAt: '2026-12-24' })
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    expect((await visitor.get('/mon-compte/donnees')).text).toContain(request.number)
    const asked = await visitor.post('/mon-compte/donnees/droit', {
      right: 'rectification',
      details: 'Mon nom',
    })
    expect(asked.text).toContain('24 décembre 2026')
  })

  test('a link for a new password goes to the account, and nobody learns whether there is one', async () => {
    expect(await act('resetPassword', { email: 'gnelvet@example.fr' })).toEqual({ status: 200, taken: true })
    expect(await act('resetPassword', { email: 'nobody@example.fr' })).toEqual({ status: 200, taken: true })
    expect(mailsTo('nobody@example.fr')).toEqual([])
    const link = /http:\/\/localhost:3000(\S+)/.exec(mailsTo('gnelvet@example.fr')[0] ?? '')?.[1] ?? ''
    await visitor.post(link, { password: 'Un nouveau mot de passe' })
    const home = await signIn(visitor, 'gnelvet@example.fr', 'Un nouveau mot de passe')
    expect(home.text).toContain('Bonjour Gabriel')
  })

  test('the newsletter stops at once', async () => {
    shop.ledger.database.exec("update customer set newsletter = 1 where email = 'gnelvet@example.fr'")
    await act('unsubscribe', { email: 'GNELVET@example.fr' })
    expect(mailsTo('gnelvet@example.fr')[0]).toContain('Vous ne recevrez plus notre lettre')
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    expect((await visitor.get('/mon-compte/preferences')).html).not.toMatch(/name="newsletter"[^>]*checked/)
  })

  test('the back office shows what is open, the most urgent first, and refuses only with a reason', async () => {
    const clerk = await backOffice()
    const page = await clerk.get('/back-office/demandes')
    expect(page.text).toContain('À traiter')
    const refused = await clerk.post('/back-office/demandes/PB-2026-0001', { act: 'refused' })
    expect(refused.text).toContain('Écrivez au client pourquoi')
  })
})

describe('what goes with an order', () => {
  test('is offered of a delivered one, never of what it holds already or while something is asked about it', async () => {
    const { complement, items } = await order('DWLKTZRPM')
    expect(complement).toMatchObject({
      name: expect.any(String),
      href: expect.stringMatching(/^\/produits\//),
    })
    expect(items.map(({ sku }) => sku)).not.toContain(complement?.sku)
    await act('withdraw', { name: 'Amina Benali', reference: 'DWLKTZRPM', email: 'amina.benali@example.fr' })
    expect((await order('DWLKTZRPM')).complement).toBeUndefined()
    expect((await order('CNCLRTZMW')).complement).toBeUndefined()
  })
})
