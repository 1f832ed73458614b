import { describe, expect, test } from 'vitest'
import { talk } from '../transcript.ts'

describe('talk to a human', () => {
  test('within the hours: queue, agent, and the good end', async () => {
    const t = await talk()
    t.last()
    await t.customer('je veux parler à un conseiller')
    t.bot('n°\u00A01 dans la file')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
    expect(t.view.handoff).toEqual({ state: 'waiting', position: 1 })
    await t.customer('ma lampe clignote')
    t.silence()
    t.desk.agent.take('Camille')
    await t.settle()
    t.bot('Camille a rejoint la conversation')
    t.desk.agent.typing(true)
    await t.settle()
    expect(t.view.typing).toBe('agent')
    t.desk.agent.say('Bonjour, je regarde cela.')
    await t.settle()
    expect(t.view.typing).toBeUndefined()
    await t.customer('merci, où est ma facture ?')
    t.silence()
    expect(t.desk.messages.filter(({ author }) => author === 'customer').map(({ text }) => text)).toEqual([
      'je veux parler à un conseiller',
      'ma lampe clignote',
      'merci, où est ma facture ?',
    ])
    t.desk.agent.close()
    await t.settle()
    t.bot('terminée')
    t.bot("d'autres questions")
    await t.picks('Non')
    t.bot('êtes-vous satisfait')
    await t.picks('Terminer')
    t.bot('à bientôt')
    expect(t.desk.outcomes).toEqual(['escalated'])
  })

  test('each side sees how far the other has read', async () => {
    const t = await talk()
    await t.customer('un conseiller svp')
    t.desk.agent.take()
    await t.customer('ma lampe clignote')
    expect(t.view.readTo).toBeUndefined()
    t.desk.agent.read()
    await t.settle()
    const last = t.view.messages.findLast(({ author }) => author === 'customer')
    expect(t.view.readTo).toBeGreaterThanOrEqual(last?.seq ?? Infinity)
    const { seq } = t.desk.agent.say('Je regarde.')
    await t.settle()
    expect(t.desk.readTo).toBe(0)
    for (const _ of [1, 2]) t.conversation.send({ type: 'MESSAGES.READ' })
    await t.settle()
    expect(t.desk.readTo).toBe(seq)
    expect(t.desk.calls.filter((call) => call === 'markRead')).toHaveLength(1)
    await t.reload()
    expect(t.view.readTo).toBeGreaterThan(0)
  })

  test('the desk has every message once, in the order of the page', async () => {
    const t = await talk()
    await t.customer('bonjour')
    await t.customer('un conseiller svp')
    t.desk.agent.take()
    t.desk.agent.say('Bonjour\u00A0!')
    await t.settle()
    await t.customer('voilà')
    await t.settle()
    const page = t.view.messages.filter(({ author }) => author !== 'system')
    expect(page.map(({ seq }) => seq)).toEqual(page.map((_, index) => index + 1))
    expect(t.desk.messages.map(({ text }) => text)).toEqual(page.map(({ text }) => text))
    expect(new Set(page.map(({ id }) => id)).size).toBe(page.length)
  })

  test('out of hours: the hours, and the callback instead', async () => {
    const t = await talk({ now: '2026-11-21T20:00:00Z' })
    await t.customer('humain')
    expect(t.last().text).toContain('être rappelé')
    expect(t.transcript()).toMatch(/du lundi au vendredi de 9\u00A0h à 18\u00A0h/)
    expect(t.transcript()).toContain('lundi 23 novembre à 9\u00A0h')
    await t.picks('Oui, être rappelé')
    expect(t.view.waitingFor.kind).toBe('form')
  })

  test('nobody is signed in: it says so', async () => {
    const t = await talk({ fakeDesk: { agents: 0 } })
    await t.customer('conseiller')
    expect(t.transcript()).toContain("aucun conseiller n'est libre")
    await t.picks('Non, merci')
    expect(t.card('links').links).toHaveLength(3)
  })

  test('who waits may ask for a call instead, and is no longer waited for', async () => {
    const t = await talk()
    await t.customer('conseiller')
    await t.picks('Être rappelé')
    expect(t.view.waitingFor).toEqual({ kind: 'form', id: 'callback.details' })
    expect(t.view.handoff).toEqual({ state: 'none' })
    expect(t.desk.outcomes).toEqual(['abandoned'])
  })

  test('who speaks with an agent is not led away by an old button', async () => {
    const t = await talk()
    await t.customer('conseiller')
    t.desk.agent.take()
    await t.settle()
    await t.picks('Suivre ma commande')
    expect(t.view.handoff.state).toBe('live')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })

  test('in English', async () => {
    const t = await talk({ locale: 'en' })
    await t.customer('can I talk to someone please')
    expect(t.last().text).toContain('number 1 in the queue')
  })

  test.each([
    'conseiller',
    'Conseillé',
    'un humain !',
    "je veux parler à quelqu'un",
    'passez moi un conseiler',
    'je voudrais avoir un agent au téléphone',
    'HUMAIN SVP',
    'je veux un conseiller tout de suite svp',
    "j'ai besoin d'un conseiller pour ma commande",
  ])('"%s" reaches a human from the greeting', async (words) => {
    const t = await talk()
    await t.customer(words)
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })

  test.each([
    'vos conseillers sont-ils là le samedi matin ?',
    'je voudrais savoir si vos conseillers sont ouverts samedi',
  ])('"%s" is a question about them', async (words) => {
    const t = await talk()
    await t.customer(words)
    expect(t.view.waitingFor).toEqual({ kind: 'text' })
  })

  test('in the middle of another flow, which is then in the hands of the human', async () => {
    const t = await talk()
    await t.picks('Obtenir ma facture')
    await t.customer('XKBKNABJK')
    await t.customer('un conseiller')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
    t.desk.agent.take()
    t.desk.agent.close()
    await t.settle()
    expect(t.last().text).toContain("d'autres questions")
  })

  test('the page is loaded again while the agent writes: nothing lost, nothing doubled', async () => {
    const t = await talk()
    await t.customer('conseiller')
    t.desk.agent.take()
    await t.settle()
    await t.reload()
    t.desk.agent.say('Vous êtes là\u00A0?')
    await t.settle()
    await t.customer('oui')
    expect(t.view.messages.filter(({ text }) => text === 'Vous êtes là\u00A0?')).toHaveLength(1)
    expect(t.desk.messages.at(-1)?.text).toBe('oui')
    expect(t.view.waitingFor).toEqual({ kind: 'agent' })
  })
})
