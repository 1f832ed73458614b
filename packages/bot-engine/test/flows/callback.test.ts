import { describe, expect, test } from 'vitest'
import { talk, type Talk } from '../transcript.ts'

async function atTheForm(locale = 'fr'): Promise<Talk> {
  const t = await talk({ locale })
  await t.customer(locale === 'fr' ? 'je voudrais un rappel' : 'call me back')
  return t
}

function firstSlot(t: Talk): string {
  return t.card('form').fields.find(({ name }) => name === 'slot')?.options?.[0]?.value ?? ''
}

describe('call me back', () => {
  test.each([
    ['fr', 'Suivre ma commande', 'en fait non je veux être rappelé', 'le rappel se passe comment ?'],
    ['en', 'Track my order', 'actually no I want to be called back', 'how does a call back work?'],
  ])(
    'in the middle of something else, in %s: a wish starts it, a question does not',
    async (locale, flow, wish, question) => {
      const t = await talk({ locale })
      await t.picks(flow)
      await t.customer(question)
      expect(t.view.flow).not.toBe('callback')
      await t.customer(wish)
      expect(t.view.flow).toBe('callback')
      expect(t.view.waitingFor).toEqual({ kind: 'form', id: 'callback.details' })
    },
  )

  test('in French: number, slot and consent, then a promise with its time', async () => {
    const t = await atTheForm()
    expect(t.view.waitingFor).toEqual({ kind: 'form', id: 'callback.details' })
    const { fields, submit } = t.card('form')
    expect(submit).toBe('Demander le rappel')
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['phone', 'tel', true],
      ['slot', 'select', true],
      ['name', 'text', false],
      ['consent', 'checkbox', true],
      ['commercial', 'checkbox', false],
    ])
    expect(fields[1]?.options?.[0]?.label).toBe('samedi 21 novembre, 11\u00A0h\u00A030 – 12\u00A0h')
    await t.fills({ phone: '06 12 34 56 78', slot: firstSlot(t), consent: true, commercial: false })
    expect(t.transcript()).toContain(
      'Rappel demandé\u00A0: samedi 21 novembre, 11\u00A0h\u00A030 – 12\u00A0h',
    )
    expect(t.transcript()).toMatch(
      /vous appelle samedi 21 novembre entre 11\u00A0h\u00A030 et 12\u00A0h au ••••\u00A078/,
    )
    expect(t.transcript()).not.toContain('612345678')
    const [request] = t.desk.callbacks
    expect(request).toMatchObject({
      phone: '+33612345678',
      slotId: '2026-11-21T10:30:00.000Z',
      reason: 'je voudrais un rappel',
      consent: { service: true, commercial: false },
    })
    expect(request?.consent.textVersion).toMatch(/^callback@1\/fr\/[0-9a-f]{8}$/)
    // The answered form reads as it was answered, the number masked; the name was left out.
    expect(t.card('form').done).toBe(true)
    expect(t.card('form').fields.map(({ name, value }) => [name, value])).toEqual([
      ['phone', '••••\u00A078'],
      ['slot', '2026-11-21T10:30:00.000Z'],
      ['name', undefined],
      ['consent', true],
      ['commercial', false],
    ])
    expect(t.last().text).toContain("d'autres questions")
  })

  test.each([
    [['combien coûte la livraison ?', 'Être rappelé'], 'combien coûte la livraison ?'],
    [['Obtenir ma facture', 'en fait je veux être rappelé'], 'Obtenir ma facture'],
    [['combien coûte la livraison ?', 'je voudrais un rappel'], 'combien coûte la livraison ?'],
    [['bonjour', 'Être rappelé'], 'Parler à un conseiller'],
  ])('%j: the reason is "%s"', async (acts, reason) => {
    const t = await talk()
    for (const act of acts) {
      const offered = t.view.messages.some(({ choices = [] }) => choices.some(({ label }) => label === act))
      await (offered ? t.picks(act) : t.customer(act))
    }
    await t.fills({ phone: '06 39 98 00 12', slot: firstSlot(t), consent: true })
    expect(t.desk.callbacks).toMatchObject([{ phone: '+33639980012', reason }])
  })

  test('in English', async () => {
    const t = await atTheForm('en')
    await t.fills({ phone: '+44 20 7946 0000', slot: firstSlot(t), name: 'Jane', consent: 'true' })
    expect(t.transcript()).toMatch(/call you Saturday,? 21 November between 11:30 and 12:00/)
    expect(t.desk.callbacks[0]).toMatchObject({ phone: '+442079460000', name: 'Jane' })
  })

  test.each([
    ['0899 70 00 00', 'surtaxés'],
    ['3631', 'surtaxés'],
    ['118 218', 'surtaxés'],
    ['112', "numéro d'urgence"],
    ['06 12', 'incomplet'],
    ['', 'nécessaire'],
  ])('the number %s is refused with a sentence beside the field', async (phone, sentence) => {
    const t = await atTheForm()
    const before = t.view.messages.length
    await t.fills({ phone, slot: firstSlot(t), consent: true })
    expect(t.card('form').fields[0]?.error).toContain(sentence)
    expect(t.view.messages).toHaveLength(before)
    expect(t.desk.callbacks).toEqual([])
    await t.fills({ phone: '0612345678', slot: firstSlot(t), consent: true })
    expect(t.desk.callbacks).toHaveLength(1)
  })

  test('without consent nobody is called, and offers by telephone are never agreed to by default', async () => {
    const t = await atTheForm()
    await t.fills({ phone: '0612345678', slot: firstSlot(t), commercial: true })
    expect(t.card('form').fields.find(({ name }) => name === 'consent')?.error).toContain('Cochez')
    expect(t.desk.callbacks).toEqual([])
    expect(t.card('form').fields.find(({ name }) => name === 'commercial')?.value).toBeUndefined()
  })

  test('a slot taken in the meantime: others are offered', async () => {
    const t = await atTheForm()
    const slot = firstSlot(t)
    t.clock.advance(3_600_000)
    await t.fills({ phone: '0612345678', slot, consent: true })
    expect(t.transcript()).toContain("vient d'être pris")
    expect(firstSlot(t)).not.toBe(slot)
    await t.fills({ phone: '0612345678', slot: firstSlot(t), consent: true })
    expect(t.desk.callbacks).toHaveLength(1)
  })

  test('a slot that was never offered is not taken', async () => {
    const t = await atTheForm()
    await t.fills({ phone: '0612345678', slot: '2026-11-22T03:00:00.000Z', consent: true })
    expect(t.card('form').fields[1]?.error).toBeDefined()
    expect(t.desk.callbacks).toEqual([])
  })

  test('the desk is down: how to reach the shop otherwise', async () => {
    const t = await talk()
    t.desk.break()
    await t.customer('rappelez-moi')
    expect(t.card('links').links.map(({ href }) => href)).toEqual([
      'tel:0261910042',
      'mailto:service@shop.example',
      '/contact',
    ])
  })
})

describe('what was said before the form', () => {
  test('"rapelé moi demain matin au 06…": the number is kept, and leaves the page masked', async () => {
    const t = await talk()
    await t.customer('rapelé moi demain matin au 07 98 76 54 32')
    expect(t.card('form').fields[0]).toMatchObject({ name: 'phone', value: '••••\u00A032' })
    await t.fills({ phone: '••••\u00A032', slot: firstSlot(t), consent: true })
    expect(t.desk.callbacks[0]?.phone).toBe('+33798765432')
    expect(JSON.stringify(t.desk.messages)).not.toMatch(/98 76 54 32/)
  })

  test('"non" to the form is no question, and the form stays open', async () => {
    const t = await atTheForm()
    t.last()
    await t.customer('non')
    t.bot('Remplissez le formulaire')
    expect(t.view.waitingFor).toEqual({ kind: 'form', id: 'callback.details' })
  })
})

describe('the form of a callback, answered in words', () => {
  // It is Saturday 21 November 2026; nobody calls on Sundays.
  test.each([
    ['fr', 'rappelez-moi', 'plutôt lundi matin', /^2026-11-23T0[89]/],
    ['fr', 'rappelez-moi', 'lundi vers 15h', /^2026-11-23T14/],
    ['fr', 'rappelez-moi', 'au 06 12 34 56 78, lundi après-midi', /^2026-11-23T1[1-6]/],
    ['en', 'call me back', 'monday at 3pm', /^2026-11-23T14/],
  ])('in %s: "%s", then "%s"', async (locale, wish, words, from) => {
    const t = await talk({ locale, fakeDesk: { locale } })
    await t.customer(wish)
    await t.customer(words)
    const form = t.card('form')
    const slot = form.fields.find(({ name }) => name === 'slot')
    const slots = await t.desk.callbackSlots()
    expect(slots.find(({ id }) => id === slot?.value)?.from).toMatch(from)
    if (words.includes('06')) expect(form.fields.find(({ name }) => name === 'phone')?.value).toContain('78')
    expect(t.view.waitingFor.kind).toBe('form')
  })

  test('what names no field is asked about again', async () => {
    const t = await talk()
    await t.customer('rappelez-moi')
    await t.customer('quand vous voulez')
    expect(t.last().text).toContain('Remplissez le formulaire')
  })
})
