import { describe, expect, test } from 'vitest'
import { preloadedFlows } from '../preloaded-flows.ts'
import { talk, type Talk } from '../transcript.ts'

const declaration = { name: 'Zoé Martin', contract: 'XKBKNABJK', email: 'zoe@example.fr' }

async function atTheStatement(locale = 'fr'): Promise<Talk> {
  const t = await talk({ locale })
  t.conversation.send({ type: 'FLOW.START', flow: 'withdraw' })
  await t.settle()
  return t
}

/** The withdrawal function as the law describes it (Code de la consommation, L.221-21 and D.221-5), point by point. */
describe('the withdrawal function', () => {
  test.each([
    ['fr', 'Renoncer au contrat ici'],
    ['en', 'Withdraw from contract here'],
  ])('1. is called so, in %s, without signing in', async (locale, label) => {
    const texts = await preloadedFlows.texts(locale, 'conversation')
    expect(texts['flow.withdraw']).toBe(label)
    const t = await talk({ locale })
    await t.picks(String(texts['flow.cases']))
    await t.picks('=goods')
    await t.picks(label)
    expect(t.view.flow).toBe('withdraw')
    expect(t.shop.calls).toEqual([])
  })

  test('2. asks for a name, what identifies the contract and an address for the receipt, nothing else', async () => {
    const t = await atTheStatement()
    const { fields } = t.card('form')
    expect(fields.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      'name',
      'contract',
      'email',
    ])
  })

  test.each(['fr', 'en'])('3. marks what is not needed as optional, in %s', async (locale) => {
    const t = await atTheStatement(locale)
    for (const { name, required, label } of t.card('form').fields) {
      if (name === 'part' || name === 'reason') expect(label).toMatch(/\((?:facultatif|optional)\)$/)
      else expect(required).toBe(true)
    }
  })

  test.each([
    ['fr', 'Confirmer la rétractation'],
    ['en', 'Confirm withdrawal'],
  ])('4. has a second step with one button to confirm, in %s', async (locale, label) => {
    const t = await atTheStatement(locale)
    await t.fills(declaration)
    expect(t.desk.withdrawals).toEqual([])
    const labels = t.last().choices?.map((choice) => choice.label) ?? []
    expect(labels.filter((one) => /confirm/i.test(one))).toEqual([label])
    await t.picks(label)
    expect(t.desk.withdrawals).toHaveLength(1)
  })

  test.each([
    ['an order that nobody knows', 'ZZZZZZZZZ'],
    ['words instead of a number', 'la lampe achetée le 3 novembre'],
    ['an order that was never paid', 'UNPAIDORD'],
  ])('5. works for %s', async (_, contract) => {
    const t = await atTheStatement()
    await t.fills({ ...declaration, contract })
    await t.picks('Confirmer la rétractation')
    expect(t.desk.withdrawals).toMatchObject([{ contract }])
    expect(t.transcript()).toContain('est reçue le 21 novembre 2026')
  })

  test('6. says where the receipt goes, with content, date and time', async () => {
    const t = await atTheStatement()
    await t.fills(declaration)
    await t.picks('Confirmer la rétractation')
    expect(t.transcript()).toMatch(
      /accusé de réception, avec son contenu, sa date et son heure, vous sera envoyé à z/,
    )
  })

  test.each(['fr', 'en'])('7. says received, never accepted, in %s', async (locale) => {
    const texts = Object.values(await preloadedFlows.texts(locale, 'withdraw')).join('\n')
    expect(texts).toMatch(locale === 'fr' ? /reçue/ : /received/)
    expect(texts).not.toMatch(/accepté|accepted/i)
  })

  test('8. explains that some items are not covered, and takes the statement all the same', async () => {
    const t = await atTheStatement()
    await t.fills(declaration)
    await t.picks('Confirmer la rétractation')
    expect(t.transcript()).toMatch(/sur mesure.*Votre déclaration est reçue dans tous les cas/)
  })

  test('9. names the last day of the refund, fourteen days from the statement', async () => {
    const t = await atTheStatement()
    await t.fills(declaration)
    await t.picks('Confirmer la rétractation')
    expect(t.transcript()).toContain('Le remboursement est dû le 5 décembre 2026 au plus tard')
  })

  test('10. leaves the statement word for word, with the version of the texts', async () => {
    const t = await atTheStatement()
    await t.fills({ ...declaration, part: 'la lampe', reason: 'trop grande' })
    await t.picks('Confirmer la rétractation')
    expect(t.desk.withdrawals).toEqual([
      expect.objectContaining({
        name: 'Zoé Martin',
        email: 'zoe@example.fr',
        reason: 'trop grande',
        statement: expect.stringContaining('ma rétractation du contrat suivant\u00A0: XKBKNABJK'),
        textVersion: expect.stringMatching(/^withdraw@1\/fr\/[0-9a-f]{8}$/),
      }),
    ])
  })

  test.each(['fr', 'en'])('11. says where else it is, in %s', async (locale) => {
    const t = await atTheStatement(locale)
    expect(t.transcript()).toContain(`](${locale === 'fr' ? '' : '/en'}/retractation)`)
  })

  test('12. holds when the shop is away: the desk has it, and hands it on when it can', async () => {
    const t = await atTheStatement()
    await t.fills(declaration)
    t.shop.break()
    await t.picks('Confirmer la rétractation')
    expect(t.desk.withdrawals).toHaveLength(1)
    expect(t.transcript()).toContain('Votre déclaration est reçue')
    expect(t.shop.calls).toEqual([])
  })

  test('and when the desk is away, it says so and leads to the page', async () => {
    const t = await atTheStatement()
    await t.fills(declaration)
    t.desk.break('withdraw')
    await t.picks('Confirmer la rétractation')
    expect(t.transcript()).toMatch(/Je n'ai pas pu enregistrer.*\]\(\/retractation\)/)
    expect(t.transcript()).not.toContain('est reçue')
  })
})
