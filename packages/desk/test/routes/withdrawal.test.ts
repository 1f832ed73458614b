import type { WithdrawalDeclaration } from '@comptoir/bot-engine'
import type { DeskOptions } from '@comptoir/desk'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDesk, type Customer, type FrontDoor } from '../front-door.ts'
import { openMailServer, type MailServer } from '../mail-server.ts'

// The desk's part of a withdrawal, as the law describes it (Code de la consommation, L.221-21, L.221-24 and D.221-5); the
// conversation's part stands in the bot's own test, the page's in the shop's.

const imprint = 'Atelier Nelvet SAS, 8 rue des Lavandières, 14000 Caen'

const declaration: WithdrawalDeclaration = {
  name: 'Jeanne Aubert',
  contract: 'XKBKNABJK',
  items: [{ name: 'Lampe Galet', quantity: 2 }],
  email: 'jeanne.aubert@exemple.fr',
  statement: 'Je renonce au contrat.',
  textVersion: 'withdraw@2/fr/1a2b3c4d',
  locale: 'fr',
}

async function open(
  options: Partial<DeskOptions> = {},
): Promise<{ door: FrontDoor; server: MailServer; customer: Customer }> {
  const server = await openMailServer()
  const mail = { smtp: server.smtp, from: 'Atelier Nelvet <service-client@atelier-nelvet.example>' }
  const door = openDesk({ name: 'Atelier Nelvet', imprint, mail, ...options })
  return { door, server, customer: await door.customer() }
}

describe('the receipt of a withdrawal', () => {
  it.each([
    ['fr', 'reçue le 21 novembre 2026 à 11:00 UTC+1', 'au plus tard le 5 décembre 2026,'],
    ['en', 'on 21 November 2026 at 11:00 CET', 'by 5 December 2026 at'],
  ])('holds content, date, time and its zone, and whose it is, in %s', async (locale, received, refund) => {
    const { server, customer } = await open()
    const { body } = await customer.post('/withdrawals', { ...declaration, locale })
    await server.arrived(1)
    const [mail] = server.mails
    expect(mail?.to).toEqual(['jeanne.aubert@exemple.fr'])
    const text = mail?.text.replace(/[\u00A0\u202F\r]/g, (sign) => (sign === '\r' ? '' : ' '))
    const content = [
      'Jeanne Aubert',
      'jeanne.aubert@exemple.fr',
      'XKBKNABJK',
      '2 × Lampe Galet',
      'Je renonce',
    ]
    for (const part of [body.reference, received, refund, ...content, 'Atelier Nelvet\n', imprint])
      expect(text).toContain(part)
    expect(text).not.toMatch(/accept/i)
  })

  it('asks for no reason: one that was not given is not spoken of', async () => {
    const { server, customer } = await open()
    await customer.post('/withdrawals', declaration)
    await server.arrived(1)
    expect(server.mails[0]?.text).not.toContain('Motif')
  })
})

describe('a withdrawal that was declared', () => {
  it('starts the clock of the refund: fourteen days, with an owner, and an alarm once they are over', async () => {
    const { door, customer } = await open()
    const { body } = await customer.post('/withdrawals', declaration)
    expect(body.refundBy).toBe('2026-12-05T10:00:00.000Z')
    const agent = await door.agent()
    expect((await agent.get('/queue')).body.records).toEqual({ open: 1, overdue: 0 })
    door.clock.advance(14 * 24 * 3_600_000 + 60_000)
    const back = await door.agent()
    expect((await back.get('/queue')).body.records).toEqual({ open: 1, overdue: 1 })
  })

  it('is evidence with its words, their version and its time, and so is the receipt that went, one chain', async () => {
    const data = mkdtempSync(join(tmpdir(), 'comptoir-withdrawal-'))
    onTestFinished(() => rmSync(data, { recursive: true, force: true }))
    const { door, server, customer } = await open({ data })
    const { body } = await customer.post('/withdrawals', declaration)
    await server.arrived(1)
    await door.desk.close()
    const database = new DatabaseSync(join(data, 'desk.sqlite'), { readOnly: true })
    const entries = database.prepare('SELECT * FROM evidence ORDER BY number').all()
    database.close()
    expect(entries.map(({ kind, reference, at }) => [kind, reference, at])).toEqual([
      ['withdrawal', body.reference, Date.parse(body.receivedAt)],
      ['receipt-mail', body.reference, expect.any(Number)],
    ])
    expect(JSON.parse(String(entries[0]?.['content']))).toEqual(declaration)
    expect(JSON.parse(String(entries[1]?.['content']))).toMatchObject({
      to: declaration.email,
      text: expect.stringContaining('Je renonce au contrat.'),
    })
    expect(entries[1]?.['previous_hash']).toBe(entries[0]?.['hash'])
  })
})
