import { describe, expect, test } from 'vitest'
import { playFlow } from './play-flow.ts'

const MORE = 'autres questions'

describe('teaching', () => {
  const texts = {
    invoices: 'Je vous montre où trouver vos factures.',
    'invoices.1': 'Ouvrez votre compte.',
    'invoices.1.href': '/mon-compte',
    'invoices.1.label': 'Mon compte',
    'invoices.1.image': '/aide/compte.png',
    'invoices.1.alt': 'Le bouton Mon compte, en haut à droite',
    'invoices.2': 'Choisissez « Historique ».',
    byUs: 'Je m’en occupe.',
  }
  const steps = [{ teach: 'invoices', steps: 2, instead: 'byUs' }, { go: 'done' }, { say: 'byUs' }] as const

  test('goes on one step at a time, each with its picture, and congratulates', async () => {
    const { bot, picks, customer, card } = await playFlow({ steps, texts })
    bot('Je vous montre')
    bot('Ouvrez votre compte.')
    expect(card('look')).toEqual({
      type: 'look',
      step: { number: 1, of: 2 },
      image: '/aide/compte.png',
      alt: 'Le bouton Mon compte, en haut à droite',
      link: { label: 'Mon compte', href: '/mon-compte' },
    })
    await picks("C'est fait")
    bot('Choisissez « Historique ».')
    await customer('ça y est')
    bot('Bravo')
    bot(MORE)
  })

  test.each(['faites-le pour moi', "bon, si c'est le seul moyen...", "je n'y arrive pas", 'trop compliqué'])(
    '"%s" has it done',
    async (words) => {
      const { bot, customer } = await playFlow({ steps, texts })
      bot('Je vous montre')
      bot('Ouvrez')
      await customer(words)
      bot('Je m’en occupe.')
    },
  )

  test('goes back one step', async () => {
    const { bot, picks, asks } = await playFlow({ steps, texts })
    bot('Je vous montre')
    bot('Ouvrez')
    await picks("C'est fait")
    bot('Choisissez')
    await asks('back')
    bot('Ouvrez')
  })
})

describe('showing', () => {
  test('leads to a page, and says what to look for', async () => {
    const { bot, card } = await playFlow({
      steps: [{ open: 'page' }],
      texts: { page: 'Cherchez « Mes bons ».', 'page.href': '/bons', 'page.label': 'Mes bons' },
    })
    bot('Cherchez')
    expect(card('look')).toEqual({ type: 'look', link: { label: 'Mes bons', href: '/bons' } })
  })

  test('gives words to be copied', async () => {
    const { bot, card } = await playFlow({
      steps: [{ set: { code: 'BIENVENUE10' } }, { copy: 'toCopy', say: 'here' }],
      texts: { here: 'Voici votre code.', toCopy: '{code}' },
    })
    bot('Voici')
    expect(card('copy')).toEqual({ type: 'copy', value: 'BIENVENUE10' })
  })

  test('a film with what it shows', async () => {
    const { bot, card } = await playFlow({
      steps: [{ show: 'video', say: 'film' }],
      texts: { film: 'Regardez.', 'film.video': '/aide/lampe.mp4', 'film.alt': 'Monter la lampe' },
    })
    bot('Regardez.')
    expect(card('look')).toEqual({ type: 'look', video: '/aide/lampe.mp4', alt: 'Monter la lampe' })
  })

  test("a card of the shop's own", async () => {
    const steps = [{ show: 'custom', kind: 'size-guide', of: 'sizes', say: 'fits' }] as const
    const flow = { input: ['sizes'], steps, texts: { fits: 'Voici les tailles.' } }
    const { bot, card } = await playFlow(flow, {}, { sizes: ['S', 'M'] })
    bot('Voici les tailles.')
    expect(card('custom')).toEqual({ type: 'custom', kind: 'size-guide', data: ['S', 'M'] })
  })

  test('a product of the shop', async () => {
    const price = { amount: 4990, currency: 'EUR' }
    const { card } = await playFlow(
      {
        input: ['lamp'],
        steps: [{ show: 'product', of: 'lamp', say: 'fits' }],
        texts: { fits: 'Elle va avec.' },
      },
      {},
      { lamp: { name: 'Lampe Falaise', price, image: '/p/lampe.jpg', href: '/lampe-falaise' } },
    )
    expect(card('look')).toEqual({
      type: 'look',
      title: 'Lampe Falaise',
      image: '/p/lampe.jpg',
      alt: 'Lampe Falaise',
      price,
      link: { label: 'Ouvrir la page', href: '/lampe-falaise' },
    })
  })

  test('only the timeline of an order', async () => {
    const { customer, card } = await playFlow({
      steps: [{ verify: 1 }, { show: 'timeline', of: 'order', say: 'way' }],
      texts: { way: 'Son chemin.' },
    })
    await customer('XKBKNABJK julien.moreau@example.com')
    await customer('oui')
    expect(card('order').part).toBe('timeline')
  })
})

describe('leaving something with the desk', () => {
  test('a ticket: subject, words, the flow it comes from; its number can be said', async () => {
    const { bot, customer, desk } = await playFlow({
      slots: { details: { type: 'text' } },
      steps: [{ collect: 'details' }, { ticket: 'subject', in: { text: 'details' } }, { say: 'kept' }],
      texts: {
        details: 'Que s’est-il passé ?',
        subject: 'Étiquette illisible',
        kept: 'Noté sous {ticket.reference}, réponse avant {ticket.dueAt|date}.',
      },
    })
    bot('Que s’est-il passé')
    await customer('l’étiquette est illisible')
    bot('Noté sous T-1, réponse avant 22 novembre 2026')
    expect(desk.tickets).toEqual([
      {
        subject: 'Étiquette illisible',
        text: 'l’étiquette est illisible',
        topic: 'small',
        facts: {},
        locale: 'fr',
      },
    ])
  })

  test('a ticket: what else it is handed stands with it as facts, so that nobody asks twice', async () => {
    const { customer, desk } = await playFlow({
      slots: { details: { type: 'text' }, day: { type: 'date' } },
      steps: [
        { collect: 'details' },
        { collect: 'day' },
        { ticket: 'subject', in: { text: 'details', day: 'day', guests: { value: 2 } } },
      ],
      texts: { details: 'Que faut-il préparer\u00a0?', day: 'Pour quel jour\u00a0?', subject: 'Atelier' },
    })
    await customer('Un atelier de poterie')
    await customer('le 3 décembre 2026')
    expect(desk.tickets).toMatchObject([
      { text: 'Un atelier de poterie', facts: { day: '2026-12-03', guests: '2' } },
    ])
  })

  test('a withdrawal: the words as they were shown, with their version', async () => {
    const { bot, desk } = await playFlow({
      input: [],
      steps: [
        { set: { name: 'Julien Moreau', contract: 'XKBKNABJK', email: 'julien.moreau@example.com' } },
        { withdraw: 'statement', in: ['name', 'contract', 'email'] },
        { say: 'received' },
      ],
      texts: {
        statement: 'Je renonce au contrat {contract}.',
        received: 'Reçue le {withdrawal.receivedAt|date} à {withdrawal.receivedAt|time}.',
      },
    })
    bot('Reçue le 21 novembre 2026 à 11 h')
    expect(desk.withdrawals).toEqual([
      {
        name: 'Julien Moreau',
        contract: 'XKBKNABJK',
        email: 'julien.moreau@example.com',
        statement: 'Je renonce au contrat XKBKNABJK.',
        textVersion: expect.stringMatching(/^small@1\/fr\/[0-9a-f]{8}$/) as string,
        locale: 'fr',
      },
    ])
  })

  test('a complaint, and a summary that the desk refuses to send to somebody it does not know', async () => {
    const { bot, desk } = await playFlow({
      steps: [
        { set: { what: 'Personne ne répond.' } },
        { complaint: 'about', in: { text: 'what', urgent: { value: true } } },
        { recap: 'mail', fail: 'notSent' },
        { go: 'done' },
        { say: 'notSent' },
      ],
      texts: {
        about: 'Accueil',
        mail: 'Bonjour,\n\nVotre réclamation est enregistrée.',
        'mail.subject': 'Votre réclamation',
        notSent: 'Enregistrée sous {complaint.reference}, sans e-mail.',
      },
    })
    bot('Enregistrée sous R-1, sans e-mail.')
    expect(desk.complaints[0]).toMatchObject({
      subject: 'Accueil',
      text: 'Personne ne répond.',
      urgent: true,
    })
  })

  test('a consent, given and refused, with the words that were shown', async () => {
    for (const given of [true, false]) {
      const { bot, picks, desk } = await playFlow({
        steps: [
          { consent: 'news', purpose: 'commercial-mail', as: 'agreed' },
          { say: 'so', if: { agreed: given } },
        ],
        texts: { news: 'Voulez-vous nos nouvelles par e-mail ?', so: 'Entendu.' },
      })
      bot('Voulez-vous')
      await picks(given ? "J'accepte" : 'Non merci')
      bot('Entendu.')
      expect(desk.consents).toMatchObject([{ purpose: 'commercial-mail', given, locale: 'fr' }])
    }
  })
})

describe('choosing how many of each', () => {
  const small = {
    steps: [
      { call: 'shop.order', in: { reference: { value: 'XKBKNABJK' } }, as: 'order', fail: 'done' },
      { choose: 'items', from: 'order.items', quantities: true },
      { say: 'chosen' },
    ],
    texts: {
      items: 'Quels articles ?',
      'items.entry': '{item.name}',
      chosen: 'Vous avez choisi {items|count:pièce:pièces}.',
    },
  } as const

  async function asked(): Promise<Awaited<ReturnType<typeof playFlow>>> {
    const played = await playFlow(
      {
        ...small,
        steps: [{ verify: 1 }, ...small.steps.slice(1)],
      },
      {},
    )
    await played.customer('XKBKNABJK julien.moreau@example.com')
    await played.customer('oui')
    played.last()
    return played
  }

  test('by form: a number where there are several, a box where there is one', async () => {
    const { fills, bot, card } = await asked()
    expect(card('form').fields.map(({ label, kind, max }) => [label, kind, max])).toEqual([
      ['Lampe Falaise', 'checkbox', undefined],
      ['Carnet Marée', 'number', 2],
    ])
    await fills({ 0: false, 1: '3' })
    expect(card('form').fields[1]?.error).toContain('de 0 à 2')
    await fills({ 0: true, 1: '2' })
    bot('3 pièces')
  })

  test.each([
    ['tout', '3 pièces'],
    ['1 carnet', '1 pièce'],
    ['la lampe et les carnets', '3 pièces'],
  ])('in words: %s', async (words, said) => {
    const { customer, bot } = await asked()
    await customer(words)
    bot(said)
  })
})

test('the words of a button that are typed are the button', async () => {
  const { bot, customer } = await playFlow({
    steps: [{ consent: 'agree', purpose: 'newsletter', no: 'done' }, { say: 'thanks' }],
    texts: { agree: 'Souhaitez-vous notre lettre ?', thanks: 'Merci.' },
  })
  bot('Souhaitez-vous')
  await customer("J'accepte")
  bot('Merci.')
})
