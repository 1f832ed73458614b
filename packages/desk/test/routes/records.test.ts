import type { ComplaintRequest, TicketRequest, WithdrawalDeclaration } from '@comptoir/bot-engine'
import { describe, expect, it } from 'vitest'
import { openDesk, type Customer, type FrontDoor } from '../front-door.ts'
import { openMailServer, type MailServer } from '../mail-server.ts'

// What customers leave with the desk, and the mails that tell them so.

const ticket: TicketRequest = {
  subject: 'Colis incomplet',
  text: 'Il manque la lampe. Ma carte : 4111 1111 1111 1111.',
  topic: 'report-problem',
  order: 'XKBKNABJK',
  facts: { Article: 'Lampe Galet' },
  locale: 'fr',
}
const complaint: ComplaintRequest = {
  subject: 'Troisième retard',
  text: 'Personne ne me répond.',
  email: 'jeanne.aubert@exemple.fr',
  facts: {},
  locale: 'fr',
}
const withdrawal: WithdrawalDeclaration = {
  name: 'Jeanne Aubert',
  contract: 'xkbk nabjk',
  items: [{ name: 'Lampe Galet', quantity: 2 }],
  email: 'jeanne.aubert@exemple.fr',
  statement: 'Je renonce au contrat.',
  textVersion: 'withdraw@2/fr/1a2b3c4d',
  locale: 'fr',
}
const claim = { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' }

const from = 'Atelier Nelvet <service-client@atelier-nelvet.example>'

async function openWithMail(): Promise<{ door: FrontDoor; server: MailServer; customer: Customer }> {
  const server = await openMailServer()
  const door = openDesk({ mail: { smtp: server.smtp, from } })
  return { door, server, customer: await door.customer() }
}

describe('what a customer leaves', () => {
  it('is kept under a number, with the time of the answer', async () => {
    const customer = await openDesk().customer()
    expect(await customer.post('/tickets', ticket)).toMatchObject({
      status: 201,
      body: {
        reference: 'T-2026-0001',
        receivedAt: '2026-11-21T10:00:00.000Z',
        dueAt: '2026-11-22T10:00:00.000Z',
      },
    })
    expect((await customer.post('/complaints', complaint)).body).toMatchObject({
      reference: 'R-2026-0001',
      dueAt: '2026-11-28T10:00:00.000Z',
    })
    expect((await customer.post('/complaints', { ...complaint, urgent: true })).body).toMatchObject({
      reference: 'R-2026-0002',
      dueAt: '2026-11-22T10:00:00.000Z',
    })
  })

  it('is one record however often it is sent, in whatever order its fields come', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const first = await customer.post('/tickets', ticket)
    const turned = Object.fromEntries(Object.entries(ticket).reverse())
    door.clock.advance(60_000)
    expect((await customer.post('/tickets', turned)).body).toEqual(first.body)
    const both = await Promise.all([1, 2, 3].map(() => customer.post('/complaints', complaint)))
    expect(new Set(both.map(({ body }) => body.reference)).size).toBe(1)
    const other = await door.customer()
    expect((await other.post('/tickets', ticket)).body.reference).toBe('T-2026-0002')
  })

  it('goes on to the shop: a withdrawal as it was declared, an address that wants no advertising', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const { body } = await customer.post('/withdrawals', withdrawal)
    await expect.poll(() => door.shop.requests).toContain('POST /comptoir/v1/acts/withdraw')
    expect(door.shop.acts).toContainEqual({
      name: 'withdraw',
      key: `act:${body.reference}`,
      input: {
        name: 'Jeanne Aubert',
        reference: 'xkbk nabjk',
        email: 'jeanne.aubert@exemple.fr',
        at: '2026-11-21T10:00:00.000Z',
      },
    })
    await customer.post('/unsubscriptions', {
      address: 'jeanne.aubert@exemple.fr',
      channel: 'email',
      locale: 'fr',
    })
    await expect.poll(() => door.shop.requests).toContain('POST /comptoir/v1/acts/unsubscribe')
  })

  it('waits for a shop that is away', async () => {
    const door = openDesk()
    const customer = await door.customer()
    door.shop.behave('broken')
    expect((await customer.post('/withdrawals', withdrawal)).status).toBe(201)
    await expect.poll(() => door.log.some(({ event }) => event === 'job-put-off')).toBe(true)
    door.shop.behave('well')
    expect(door.shop.acts).toEqual([])
    // The next try is set in motion once the first is put down as failed.
    await expect
      .poll(() => {
        door.clock.advance(60_000)
        return door.shop.acts.map(({ name }) => name)
      })
      .toEqual(['withdraw'])
  })

  it('is a declaration of withdrawal: no level, no reason, an order that nobody knows: received all the same', async () => {
    const customer = await openDesk().customer()
    const said = await customer.post('/withdrawals', { ...withdrawal, contract: 'la commande de samedi' })
    expect(said).toMatchObject({ status: 201, body: { refundBy: '2026-12-05T10:00:00.000Z' } })
  })

  it('is received also while the shop is away', async () => {
    const door = openDesk()
    const customer = await door.customer()
    door.shop.behave('broken')
    expect((await customer.post('/withdrawals', withdrawal)).status).toBe(201)
    expect((await customer.post('/tickets', ticket)).status).toBe(201)
  })

  it('is a consent, a request about data, or the end of advertising', async () => {
    const customer = await openDesk().customer()
    const consent = {
      purpose: 'commercial-mail',
      given: false,
      textVersion: 'rebound@1/fr/1a2b3c4d',
      locale: 'fr',
    }
    expect((await customer.post('/consents', consent)).body.reference).toBe('C-2026-0001')
    const request = { right: 'access', email: 'jeanne.aubert@exemple.fr', locale: 'fr' }
    expect((await customer.post('/data-requests', request)).body.dueAt).toBe('2026-12-21T10:00:00.000Z')
    const stop = { address: 'jeanne.aubert@exemple.fr', channel: 'email', locale: 'fr' }
    expect((await customer.post('/unsubscriptions', stop)).body.reference).toBe('U-2026-0001')
  })

  it('is what became of its flows, told twice or once', async () => {
    const customer = await openDesk().customer()
    const figure = {
      run: 1,
      flow: 'callback',
      version: 1,
      step: 'details',
      phase: 'discovery',
      what: 'left',
      cause: 'answered',
      at: '2026-11-21T10:00:00.000Z',
    }
    expect((await customer.post('/figures', { figures: [figure, figure] })).status).toBe(204)
    expect((await customer.post('/figures', { figures: [figure] })).status).toBe(204)
  })
})

describe('the mail about it', () => {
  it('goes to the address of the order that was verified', async () => {
    const { server, customer } = await openWithMail()
    await customer.post('/verifications', claim)
    const { body } = await customer.post('/tickets', ticket)
    await server.arrived(1)
    expect(server.mails).toMatchObject([
      {
        to: ['jeanne.aubert@exemple.fr'],
        headers: {
          from,
          subject: `Votre demande ${body.reference} est enregistrée`,
          'content-language': 'fr',
          'auto-submitted': 'auto-generated',
        },
      },
    ])
    expect(server.mails[0]?.text).toContain('au plus tard le 22 novembre 2026')
  })

  it('is the receipt of a withdrawal, with content, date and time, in the language of the conversation', async () => {
    const { server, customer } = await openWithMail()
    await customer.post('/withdrawals', withdrawal)
    await customer.post('/withdrawals', {
      ...withdrawal,
      contract: 'OTHER',
      email: 'ann@example.com',
      locale: 'en',
    })
    await server.arrived(2)
    const [french, english] = [...server.mails].sort((one, other) =>
      other.to.join().localeCompare(one.to.join()),
    )
    expect(french?.headers['subject']).toBe('Accusé de réception de votre rétractation W-2026-0001')
    for (const part of [
      '21 novembre 2026',
      '11:00',
      'Lampe Galet',
      'Je renonce au contrat.',
      '5 décembre 2026',
    ])
      expect(french?.text).toContain(part)
    expect(french?.text).not.toMatch(/accept/i)
    expect(english?.text).toContain('21 November 2026')
  })

  it('goes to the address given where it is that of the order named, which nobody is told', async () => {
    const { door, server, customer } = await openWithMail()
    const own = { ...complaint, order: 'XKBKNABJK' }
    const { body } = await customer.post('/complaints', { ...own, subject: 'Lire https://evil.example/vol' })
    const stranger = await door.customer()
    const said = await stranger.post('/complaints', { ...own, email: 'paul.petit@exemple.fr' })
    const unnamed = await stranger.post('/complaints', complaint)
    expect([body.mail, said.body.mail, unnamed.body.mail]).toEqual(['if-of-order', 'if-of-order', undefined])
    await server.arrived(1)
    await letJobsEnd(door)
    expect(server.mails.map(({ to, headers }) => [...to, headers['subject']])).toEqual([
      ['jeanne.aubert@exemple.fr', `Votre réclamation ${body.reference} est enregistrée`],
    ])
    // What somebody wrote goes to nobody who has proven nothing.
    expect(server.mails[0]?.text).not.toMatch(/evil|Objet/)
  })

  it('is told as sent where the address is known, the same however often it is asked', async () => {
    const { customer } = await openWithMail()
    const before = await customer.post('/complaints', complaint)
    await customer.post('/verifications', claim)
    expect((await customer.post('/complaints', { ...complaint, subject: 'Encore' })).body.mail).toBe('sent')
    expect((await customer.post('/complaints', complaint)).body).toEqual(before.body)
    expect((await (await openDesk().customer()).post('/complaints', complaint)).body.mail).toBeUndefined()
  })

  it('of an address that had its three mails today goes later, and is told so, the same however often', async () => {
    const { door, server, customer } = await openWithMail()
    await customer.post('/verifications', claim)
    const leave = async (subject: string): Promise<unknown> =>
      (await customer.post('/tickets', { ...ticket, subject })).body.mail
    // All at once: none of them has been sent yet.
    const told = []
    for (const subject of ['Une', 'Deux', 'Trois', 'Quatre']) told.push(await leave(subject))
    expect(told).toEqual(['sent', 'sent', 'sent', 'later'])
    expect([await leave('Une'), await leave('Quatre')]).toEqual(['sent', 'later'])
    // The receipt of a withdrawal has a turn of its own.
    expect((await customer.post('/withdrawals', withdrawal)).body.mail).toBe('sent')
    await server.arrived(4)
    await expect
      .poll(() => {
        door.clock.advance(24 * 3_600_000)
        return server.mails.length
      })
      .toBe(5)
  })

  it('whose first try failed takes its turn of the day when it goes out', async () => {
    const { door, server, customer } = await openWithMail()
    await customer.post('/verifications', claim)
    server.refuse(true)
    expect((await customer.post('/tickets', ticket)).body.mail).toBe('sent')
    await putOff(door)
    server.refuse(false)
    door.clock.advance(60_000)
    await server.arrived(1)
    for (const [subject, mail] of [
      ['Deux', 'sent'],
      ['Trois', 'sent'],
      ['Quatre', 'later'],
    ])
      expect((await customer.post('/tickets', { ...ticket, subject })).body.mail).toBe(mail)
  })

  it('waits for a shop that is away before it decides whose an address is', async () => {
    const { door, server, customer } = await openWithMail()
    door.shop.behave('broken')
    await customer.post('/complaints', { ...complaint, order: 'XKBKNABJK' })
    await putOff(door)
    door.shop.behave('well')
    await expect
      .poll(() => {
        door.clock.advance(60_000)
        return server.mails.length
      })
      .toBe(1)
  })

  it('is the receipt of a withdrawal also after three other mails, without links to elsewhere', async () => {
    const { door, server, customer } = await openWithMail()
    await customer.post('/verifications', claim)
    for (const subject of ['Une', 'Deux', 'Trois', 'Quatre'])
      await customer.post('/tickets', { ...ticket, subject })
    await server.arrived(3)
    const statement = 'Je renonce au contrat. Voir evil.example/vol et https://evil.example.'
    await customer.post('/withdrawals', { ...withdrawal, statement })
    await server.arrived(4)
    await letJobsEnd(door)
    expect(server.mails).toHaveLength(4)
    const receipt = server.mails.find(({ headers }) => headers['subject']?.includes('W-2026-0001'))
    expect(receipt?.text).toContain('Je renonce au contrat. Voir … et …')
  })

  it('of a withdrawal that its address has no room for is given up aloud', async () => {
    const { door, server } = await openWithMail()
    const email = 'paul.petit@exemple.fr'
    for (let index = 0; index < 6; index++)
      await (await door.customer()).post('/withdrawals', { ...withdrawal, contract: `ORDER${index}`, email })
    await expect
      .poll(() => {
        door.clock.advance(24 * 3_600_000)
        return door.log.some(({ event }) => event === 'job-given-up')
      })
      .toBe(true)
    expect(server.mails.length).toBeLessThanOrEqual(5)
  })

  it('never goes to an address that somebody only typed, but for the receipt that the law wants: one a day', async () => {
    const { door, server } = await openWithMail()
    const victim = 'paul.petit@exemple.fr'
    for (let index = 0; index < 20; index++) {
      const bomber = await door.customer()
      await bomber.post('/tickets', { ...ticket, email: victim })
      await bomber.post('/complaints', { ...complaint, email: victim })
      await bomber.post('/withdrawals', { ...withdrawal, contract: `ORDER${index}`, email: victim })
    }
    await server.arrived(1)
    await door.desk.close()
    expect(server.mails.map(({ headers }) => headers['subject'])).toEqual([
      expect.stringMatching(/^Accusé de réception de votre rétractation W-2026-/),
    ])
  })

  it('is sent again when the server takes nothing now, and once in the end', async () => {
    const { door, server, customer } = await openWithMail()
    server.refuse(true)
    await customer.post('/withdrawals', withdrawal)
    await putOff(door)
    server.refuse(false)
    door.clock.advance(60_000)
    await server.arrived(1)
    expect(server.mails[0]?.headers['subject']).toContain('W-2026-0001')
    await door.desk.close()
    expect(server.mails).toHaveLength(1)
  })

  it('is a summary, once a conversation, only to an address that is known, without foreign links', async () => {
    const { server, customer } = await openWithMail()
    const recap = {
      flow: 'get-invoice',
      subject: 'Votre facture',
      paragraphs: ['Facture remise.', 'Voir https://evil.example/vol ou https://shop.example/compte'],
      order: 'XKBKNABJK',
      locale: 'fr',
    }
    expect(await customer.post('/recaps', recap)).toMatchObject({
      status: 409,
      body: { error: { code: 'DESK-121' } },
    })
    await customer.post('/verifications', claim)
    expect(await customer.post('/recaps', recap)).toMatchObject({
      status: 201,
      body: { to: 'j•••@exemple.fr' },
    })
    expect((await customer.post('/recaps', recap)).status).toBe(201)
    expect(await customer.post('/recaps', { ...recap, subject: 'Encore' })).toMatchObject({
      status: 409,
      body: { error: { code: 'DESK-122' } },
    })
    await server.arrived(1)
    expect(server.mails[0]?.text).toContain('https://shop.example/compte')
    expect(server.mails[0]?.text).not.toContain('evil.example')
  })

  it('is refused politely where no mail server is set', async () => {
    const customer = await openDesk().customer()
    await customer.post('/verifications', claim)
    const recap = { flow: 'get-invoice', subject: 'S', paragraphs: ['P'], locale: 'fr' }
    expect((await customer.post('/recaps', recap)).status).toBe(409)
  })
})

/** Lets the desk do all that is due, and end. */
async function letJobsEnd(door: FrontDoor): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  await door.desk.close()
}

/** Resolves when a job has been put off. */
async function putOff(door: FrontDoor): Promise<void> {
  while (!door.log.some(({ event }) => event === 'job-put-off'))
    await new Promise((resolve) => setImmediate(resolve))
}
