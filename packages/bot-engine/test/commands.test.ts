import { describe, expect, test } from 'vitest'
import { talk } from './transcript.ts'

describe('ways out of any point', () => {
  test.each(['menu', 'Menu !', 'retour au menu'])('"%s" leaves the flow', async (words) => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer(words)
    expect(t.view.flow).toBeUndefined()
    expect(t.last().choices?.map(({ label }) => label)).toContain('Suivre ma commande')
  })

  test.each(['laissez tomber', 'non finalement oubliez', 'annule', 'tant pis, je verrai plus tard'])(
    '"%s" drops what is under way, and the conversation goes on',
    async (words) => {
      const t = await talk()
      await t.picks('Obtenir ma facture')
      await t.customer(words)
      expect(t.view.flow).toBeUndefined()
      expect(t.last().text).toContain('autre chose')
      await t.customer('ma facture XKBKNABJK')
      expect(t.last().text).toContain('adresse e-mail')
    },
  )

  test.each(['stop', 'au revoir', 'bon je vous laisse'])('"%s" takes leave', async (words) => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer(words)
    expect(t.last().text).toContain('à bientôt')
    await t.customer('combien coûte la livraison')
    expect(t.last().text).toContain('4,90')
  })

  test.each([
    ['fr', 'au revoir'],
    ['en', 'goodbye'],
  ])('taking leave suits any hour of the day, in %s', async (locale, words) => {
    const t = await talk({ locale, now: '2026-11-21T22:30:00Z' })
    await t.customer(words)
    expect(t.last().text).toMatch(/à bientôt|see you soon/i)
    expect(t.last().text).not.toMatch(/journée|soirée|day|evening/i)
  })

  test('going back asks the question before again, and forgets its answer', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer('XKBKNABJK')
    await t.customer('retour')
    expect(t.last().text).toContain('numéro de la commande')
    await t.customer('RELAYPNTZ')
    await t.customer('amelie.duval@example.com')
    await t.customer('35000')
    expect(t.last().text).toContain('10 novembre')
  })

  test('going back from the first question leads to the menu', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.asks('back')
    expect(t.last().text).toContain('Nous sommes au début')
    expect(t.view.flow).toBeUndefined()
  })

  test('"répétez" says the question again', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    const question = t.last().text
    await t.customer('répétez')
    expect(t.last().text).toBe(question)
  })

  test('starting again forgets what was given', async () => {
    const t = await talk()
    await t.customer('ma facture XKBKNABJK')
    await t.asks('restart')
    await t.picks('Obtenir ma facture')
    expect(t.last().text).toContain('numéro de la commande')
  })

  test('a human is offered whenever an answer was not understood', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer('???')
    expect(t.last().choices?.map(({ id }) => id)).toEqual(['command:human'])
  })

  test('another flow in between, then back to the question', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer('XKBKNABJK')
    await t.picks('Suivre ma commande')
    expect(t.last().text).toContain('numéro de la commande')
    await t.asks('human')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })

  test('leaving the queue of the agents', async () => {
    const t = await talk()
    await t.customer('conseiller')
    await t.asks('menu')
    expect(t.view.waitingFor).toEqual({ kind: 'text' })
    expect(t.view.handoff).toEqual({ state: 'none' })
    expect(t.desk.outcomes).toEqual(['abandoned'])
  })

  test('flows on flows end somewhere', async () => {
    const t = await talk()
    for (let round = 0; round < 12; round++) {
      t.conversation.send({ type: 'FLOW.START', flow: round % 2 ? 'get-invoice' : 'track-order' })
      await t.settle()
    }
    const { state } = t.conversation.snapshot() as { state: { context: { stack: unknown[] } } }
    expect(state.context.stack.length).toBeLessThanOrEqual(6)
    await t.customer('conseiller')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })
})
