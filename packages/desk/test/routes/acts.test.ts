import { fakeOrder } from '@comptoir/desk/fakes'
import { describe, expect, it } from 'vitest'
import { pdf } from '../files/pictures.ts'
import { openDesk, type Customer, type FrontDoor } from '../front-door.ts'

// What customers have the shop do, behind the level that each act needs.

const claim = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' }
const reference = claim.reference
const order = fakeOrder({ actions: ['invoice', 'track', 'report-problem', 'return'] })
const lines = [{ sku: 'LAMPE-01', quantity: 1, reason: 'changed-mind' }]

const open = (): FrontDoor => openDesk({}, { orders: [order] })

async function verified(door: FrontDoor, postcode?: string): Promise<Customer> {
  const customer = await door.customer()
  await customer.post('/verifications', postcode === undefined ? claim : { ...claim, postcode })
  return customer
}

describe('an act', () => {
  it('needs its level, and says the same of an order that does not exist', async () => {
    const customer = await verified(open())
    const asked = (named: string): object => ({
      key: 'k-1',
      input: { reference: named, lines, wish: 'refund' },
    })
    const low = await customer.post('/acts/requestReturn', asked(reference))
    const unknown = await customer.post('/acts/requestReturn', asked('ZZZZZZZZZ'))
    expect(low.status).toBe(403)
    expect(unknown).toMatchObject({ status: 403, body: low.body })
  })

  it('about personal data is opened by no order that is not named', async () => {
    const customer = await verified(open(), '14000')
    const input = { email: claim.email, right: 'access' }
    expect((await customer.post('/acts/requestPersonalData', { key: 'k-1', input })).status).toBe(403)
  })

  it('takes the reference as people write it, and hands the shop a key of this conversation', async () => {
    const door = open()
    const customer = await verified(door)
    const input = { reference: 'xkbk nabjk', problem: 'damaged' }
    expect((await customer.post('/acts/reportProblem', { key: 'k-1', input })).body.kind).toBe('problem')
    expect(door.shop.acts).toEqual([
      { name: 'reportProblem', key: `${customer.id}:k-1`, input: { reference, problem: 'damaged' } },
    ])
  })

  it('takes the picture that was handed in to the shop, and none of another conversation', async () => {
    const door = open()
    const customer = await verified(door)
    const file = { id: 'file-0001', name: 'colis.pdf', content: pdf().toString('base64') }
    await customer.post('/files', file)
    const asked = { key: 'k-1', input: { reference, problem: 'damaged', photo: 'upload:file-0001' } }
    expect((await customer.post('/acts/reportProblem', asked)).status).toBe(200)
    const { id: _, ...handedOver } = { ...file, mime: 'application/pdf' }
    expect(door.shop.acts[0]).toMatchObject({ input: { reference, photo: handedOver } })
    const other = await verified(door)
    expect((await other.post('/acts/reportProblem', asked)).status).toBe(404)
  })

  it('shows its documents from level 2 on, and their links open once', async () => {
    const door = open()
    const customer = await verified(door, '14000')
    const asked = { key: 'k-1', input: { reference, lines, wish: 'refund' } }
    const { body } = await customer.post('/acts/requestReturn', asked)
    expect(body.documents[0]).toMatchObject({ kind: 'return-label' })
    const link = await customer.post('/links', { ref: body.documents[0].ref })
    const file = await door.raw('GET', link.body.href.slice('/desk'.length))
    expect(file.headers.get('content-type')).toBe('application/pdf')
    const other = await verified(door)
    const seen = await other.get(`/orders/${reference}`)
    expect(seen.body.requests[0].number).toBe(body.number)
    expect(seen.body.requests[0]).not.toHaveProperty('documents')
    expect((await other.post('/links', { ref: body.documents[0].ref })).status).toBe(403)
  })

  it('that the shop refuses is an answer, with the reason and its sentence', async () => {
    const customer = await verified(open(), '14000')
    const many = [{ ...lines[0], quantity: 99 }]
    const asked = { key: 'k-1', input: { reference, lines: many, wish: 'refund' } }
    expect(await customer.post('/acts/requestReturn', asked)).toMatchObject({
      status: 200,
      body: { refused: 'too-many', message: expect.stringMatching(/\.$/) },
    })
  })

  it('refuses fields that it does not know, and names that are no acts', async () => {
    const customer = await verified(open())
    const input = { reference, problem: 'damaged', colour: 'red' }
    expect(await customer.post('/acts/reportProblem', { key: 'k-1', input })).toMatchObject({
      status: 400,
      body: { error: { path: 'body.input.colour' } },
    })
    expect((await customer.post('/acts/danceTango', { key: 'k-1', input: {} })).status).toBe(404)
  })

  it('says that the shop is away, and is done by the same key when it is back', async () => {
    const door = open()
    const customer = await verified(door)
    const asked = { key: 'k-1', input: { reference, problem: 'damaged' } }
    door.shop.behave('broken')
    expect((await customer.post('/acts/reportProblem', asked)).status).toBe(503)
    door.shop.behave('well')
    const first = await customer.post('/acts/reportProblem', asked)
    expect((await customer.post('/acts/reportProblem', asked)).body).toEqual(first.body)
  })
})

describe('an act that says the same to every address', () => {
  const asked = (key: string, email: string): object => ({ key, input: { email } })

  it('is done after the answer, so that its time says the same too', async () => {
    const door = open()
    const customer = await door.customer()
    // Once the shop has shown that it offers the act.
    await customer.post('/acts/resetPassword', asked('k-1', claim.email))
    const before = door.shop.requests.length
    const said = await customer.post('/acts/resetPassword', asked('k-2', 'paul.petit@exemple.fr'))
    expect(said.body).toEqual({ taken: true })
    await expect.poll(() => door.shop.acts.map(({ key }) => key)).toContain(`act:${customer.id}:k-2`)
    expect(door.shop.requests.slice(before)).toEqual([
      'GET /comptoir/v1/info',
      'POST /comptoir/v1/acts/resetPassword',
    ])
  })

  it('is done three times a day for one address, whoever asks, which nobody is told', async () => {
    const door = open()
    for (let index = 0; index < 10; index++) {
      const customer = await door.customer()
      const said = await customer.post('/acts/resetPassword', asked('k-1', claim.email), {
        address: `192.0.2.${index}`,
      })
      expect(said.body).toEqual({ taken: true })
    }
    await expect.poll(() => door.shop.acts.length).toBe(3)
    await door.desk.close()
    expect(door.shop.acts).toHaveLength(3)
  })

  it('is not taken while the shop is away, and costs nothing then', async () => {
    const door = openDesk({ limits: { lookups: { count: 2, perMs: 3_600_000 } } })
    const customer = await door.customer()
    await customer.post('/acts/unsubscribe', asked('k-1', claim.email))
    door.shop.behave('broken')
    for (const key of ['k-2', 'k-3', 'k-4'])
      expect((await customer.post('/acts/unsubscribe', asked(key, claim.email))).status).toBe(503)
    door.shop.behave('well')
    expect((await customer.post('/acts/unsubscribe', asked('k-5', claim.email))).status).toBe(200)
  })
})

describe('a withdrawal that is declared as an act', () => {
  const input = { name: 'Jeanne Aubert', reference, email: claim.email, reason: 'Trop grande' }

  it('is a record of the desk, and goes on to the shop: also while that is away', async () => {
    const door = open()
    const customer = await door.customer()
    door.shop.behave('broken')
    const { status, body } = await customer.post('/acts/withdraw', { key: 'k-1', input })
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { number: 'W-2026-0001', receiptTo: claim.email, refundBy: '2026-12-05T10:00:00.000Z' },
    })
    expect((await customer.post('/acts/withdraw', { key: 'k-1', input })).body).toEqual(body)
    await expect.poll(() => door.log.some(({ event }) => event === 'job-put-off')).toBe(true)
    door.shop.behave('well')
    await expect
      .poll(() => {
        door.clock.advance(60_000)
        return door.shop.acts.map(({ name }) => name)
      })
      .toEqual(['withdraw'])
  })
})

describe('codes and addresses', () => {
  it('are looked up so often and no more, but a withdrawal always gets in', async () => {
    const door = openDesk({ limits: { lookups: { count: 2, perMs: 3_600_000 } } })
    const customer = await door.customer()
    const check = (code: string): Promise<{ status: number }> =>
      customer.post('/acts/checkGiftCard', { key: `k-${code}`, input: { code } })
    expect([
      (await check('NV-1')).status,
      (await check('NV-2')).status,
      (await check('NV-3')).status,
    ]).toEqual([200, 200, 429])
    const input = { name: 'Jeanne Aubert', reference: 'ma commande', email: 'jeanne@exemple.fr' }
    expect((await customer.post('/acts/withdraw', { key: 'k-w', input })).status).toBe(200)
  })
})
