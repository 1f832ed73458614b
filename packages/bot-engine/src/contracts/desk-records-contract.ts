import type { Desk } from '../ports.ts'
import type { ContractRunner } from './runner.ts'
import { codeOf } from './shop-contract.ts'

/** A desk's port to be held to what it promises about the records that customers leave. */
export interface DeskRecordsSubject {
  /** A fresh conversation that nobody has verified. */
  open(): Promise<Desk>
  /** A fresh conversation that has verified an order, and that order's reference. */
  openVerified(): Promise<{ readonly desk: Desk; readonly order: string }>
}

/** What every desk keeps to about tickets, complaints, withdrawals, recaps, data requests and consents. */
export function deskRecordsContract(
  { describe, it, expect }: ContractRunner,
  subject: DeskRecordsSubject,
): void {
  describe('the records of a desk', () => {
    it('keeps a ticket under a number, with the time of the answer', async () => {
      const desk = await subject.open()
      const { reference, receivedAt, dueAt } = await desk.openTicket(ticket)
      expect(reference).toMatch(/\S/)
      expect(Date.parse(dueAt ?? '') > Date.parse(receivedAt)).toBe(true)
    })

    it('keeps the same request once, and another under another number', async () => {
      const desk = await subject.open()
      const first = await desk.openTicket(ticket)
      expect((await desk.openTicket(ticket)).reference).toBe(first.reference)
      const other = await desk.openTicket({ ...ticket, text: 'La lampe ne s’allume pas.' })
      expect(other.reference === first.reference).toBe(false)
    })

    it('keeps a complaint, and says by when it is answered', async () => {
      const desk = await subject.open()
      const receipt = await desk.complain({
        subject: 'Accueil en boutique',
        text: 'Personne ne m’a répondu.',
        expectation: 'Des excuses',
        name: 'Julien Moreau',
        email: 'julien.moreau@example.com',
        urgent: true,
        facts: {},
        locale: 'fr',
      })
      expect(receipt.reference).toMatch(/\S/)
      expect(Date.parse(receipt.dueAt ?? '') > Date.parse(receipt.receivedAt)).toBe(true)
    })

    it('receives a withdrawal from anybody, with its time and the day of the refund', async () => {
      const desk = await subject.open()
      const declared = {
        name: 'Julien Moreau',
        contract: 'XKBKNABJK',
        items: [{ name: 'Carnet Marée', sku: 'NOTE-04', quantity: 1 }],
        email: 'julien.moreau@example.com',
        statement: 'Je me rétracte du contrat XKBKNABJK.',
        textVersion: 'withdraw@1/fr/00000000',
        locale: 'fr',
      }
      const { reference, receivedAt, refundBy } = await desk.withdraw(declared)
      expect(reference).toMatch(/\S/)
      expect(Date.parse(refundBy) - Date.parse(receivedAt) <= 14 * 86_400_000).toBe(true)
      expect((await desk.withdraw(declared)).reference).toBe(reference)
    })

    it('mails one summary to the address it knows, and to no other', async () => {
      const recap = { flow: 'get-invoice', subject: 'Votre facture', paragraphs: ['Bonjour'], locale: 'fr' }
      const stranger = await subject.open()
      expect(await codeOf(() => stranger.sendRecap(recap))).toBe('refused')
      const { desk, order } = await subject.openVerified()
      const { to } = await desk.sendRecap({ ...recap, order })
      expect(to).toMatch(/^.•+@/)
    })

    it('takes a request about personal data, an unsubscription and a consent', async () => {
      const desk = await subject.open()
      const data = await desk.requestData({
        right: 'access',
        email: 'julien.moreau@example.com',
        locale: 'fr',
      })
      expect(Date.parse(data.dueAt ?? '') > Date.parse(data.receivedAt)).toBe(true)
      const stopped = await desk.unsubscribe({
        address: 'julien.moreau@example.com',
        channel: 'email',
        locale: 'fr',
      })
      expect(stopped.reference).toMatch(/\S/)
      const consent = await desk.recordConsent({
        purpose: 'commercial-mail',
        given: false,
        textVersion: 'rebound@1/fr/00000000',
        locale: 'fr',
      })
      expect(consent.reference).toMatch(/\S/)
    })

    it('takes the figures of flows, where it counts', async () => {
      const desk = await subject.open()
      const step = {
        run: 1,
        flow: 'get-invoice',
        version: 1,
        phase: 'discovery',
        at: '2026-11-21T10:00:00.000Z',
      } as const
      await desk.recordFigures?.([
        { ...step, what: 'entered' },
        { ...step, what: 'dropped', cause: 'human' },
      ])
    })
  })
}

const ticket = {
  subject: 'Facture avec une autre adresse',
  text: 'Ma facture porte une ancienne adresse.',
  topic: 'get-invoice',
  order: 'XKBKNABJK',
  email: 'julien.moreau@example.com',
  facts: { Commande: 'XKBKNABJK' },
  locale: 'fr',
}
