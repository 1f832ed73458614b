import type { ConversationEvent, ConversationView, Message, OrderView } from '@comptoir/bot-engine'
import { createKnowledgeBase } from '@comptoir/kb'
import type { OpenConversation, OpenOptions } from '../src/conversation.ts'
import { loadCardTexts } from '../src/i18n/texts.ts'
import type { SessionState } from '../src/session.ts'
import { ArticleCardView, plainText, RichText } from '../src/ui/answer-views.ts'
import { cardViews } from '../src/ui/cards/index.ts'
import { moreCards } from '../src/ui/cards/more-cards.ts'
import { drawMarks } from '../src/ui/Markdown.tsx'
import { createTalk } from '../src/ui/talk.ts'

/** A conversation led by the test: it says what it is told to, and remembers what it hears. */
export interface FakeConversation {
  /** To be given to `startApp` or `createSession`. */
  readonly load: () => Promise<{ openConversation: typeof import('../src/conversation.ts').openConversation }>
  readonly heard: ConversationEvent[]
  /** Adds messages to the view. */
  say(...messages: readonly (Partial<Message> & { text: string })[]): void
  /** Changes the view otherwise. */
  show(change: Partial<ConversationView>): void
  /** Changes what surrounds the conversation. */
  set(change: Partial<SessionState>): void
}

export interface FakeOptions {
  readonly locale?: 'fr' | 'en'
  readonly link?: () => Promise<{ href: string; expiresAt: string }>
  /** Fails to open, so that only the contact links remain. */
  readonly broken?: boolean
}

export function fakeConversation({
  locale = 'fr',
  link,
  broken = false,
}: FakeOptions = {}): FakeConversation {
  const heard: ConversationEvent[] = []
  let view: ConversationView = {
    messages: [],
    waitingFor: { kind: 'text' },
    busy: false,
    handoff: { state: 'none' },
    level: 0,
    connection: 'none',
  }
  let notify: OpenOptions['onChange'] | undefined
  let clock = Date.parse('2026-11-21T13:32:00Z')

  const show = (change: Partial<ConversationView>): void => {
    view = { ...view, ...change }
    notify?.({ view })
  }
  const say: FakeConversation['say'] = (...messages) => {
    const added = messages.map((message, index): Message => {
      clock += 20_000
      return {
        id: `m${view.messages.length + index + 1}`,
        at: new Date(clock).toISOString(),
        author: 'bot',
        ...message,
      }
    })
    show({ messages: [...view.messages, ...added] })
  }
  const conversation: OpenConversation = {
    async send(event) {
      heard.push(event)
      if (event.type === 'MESSAGE.SEND') say({ author: 'customer', text: event.text })
    },
    upload: async ({ id, name }) => ({ ref: `upload:${id}`, name, mime: 'image/jpeg', size: 34_000 }),
    mintLink: link ?? (async () => ({ href: '/invoice.pdf', expiresAt: '2026-11-21T14:00:00Z' })),
    erase: async () => show({ messages: [] }),
    stop: () => {},
  }
  return {
    heard,
    say,
    show,
    set: (change) => notify?.(change),
    async load() {
      // Every card is drawn, as after they have been fetched.
      Object.assign(cardViews, moreCards, { article: ArticleCardView })
      drawMarks({ RichText, plainText })
      const talk = createTalk(await loadCardTexts(locale))
      return {
        async openConversation(_settings, options) {
          if (broken) throw new Error('WID-010: /comptoir/config.json answered with status 404.')
          notify = options.onChange
          const kb = createKnowledgeBase({ ...faq, locale }, { locale })
          notify({
            talk,
            view,
            shop: 'Atelier Nelvet',
            privacy: 'https://shop.example/confidentialite',
            people: { open: false, next: Date.parse('2026-11-23T08:00:00Z') },
            shortcuts: ['track-order', 'get-invoice', 'cases', 'callback', 'handoff'],
            library: { suggest: async (prefix) => kb.suggest(prefix), browse: (id) => kb.browse(id) },
          })
          if (view.messages.length === 0) say({ text: greeting[locale] })
          return conversation
        },
      }
    },
  }
}

const greeting = {
  fr: "Bonjour, je suis l'assistant automatique d'Atelier Nelvet. Posez votre question, ou demandez **un conseiller** à tout moment.",
  en: 'Hello, I am the automated assistant of Atelier Nelvet. Ask your question, or ask for **an advisor** at any time.',
}

const faq = {
  locale: 'fr',
  categories: [
    { id: 'orders', label: 'Commandes' },
    { id: 'delivery', label: 'Livraison et retrait' },
    { id: 'payment', label: 'Paiement' },
    { id: 'invoices', label: 'Factures et TVA' },
    { id: 'returns', label: 'Retours et remboursements' },
    { id: 'warranty', label: 'Garantie et après-vente' },
  ],
  articles: [
    {
      id: 'invoice.not-received',
      category: 'invoices',
      question: "Je n'ai pas reçu ma facture, que faire\u00a0?",
      answer: 'Elle est dans [vos commandes](/mes-commandes).',
      action: 'get-invoice',
    },
    {
      id: 'invoice.download',
      category: 'invoices',
      question: 'Où télécharger ma facture ?',
      answer: 'Dans votre compte.',
    },
    { id: 'order.track', category: 'orders', question: 'Où en est ma commande ?', answer: 'Suivez-la ici.' },
  ],
}

/** An order on its way, as level 1 shows it. */
export const orderOnItsWay: OrderView = {
  reference: 'XKBKNABJK',
  placedAt: '2026-11-16T09:12:00Z',
  status: 'shipped',
  paid: true,
  total: { amount: 8980, currency: 'EUR' },
  items: [
    { sku: 'LMP-01', name: 'Lampe Dune, sable', quantity: 1 },
    { sku: 'CAR-07', name: 'Carnet cousu A5', quantity: 2 },
  ],
  shipments: [
    {
      id: 's1',
      carrier: 'Colissimo',
      trackingNumber: '6A12345678901',
      trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901',
      status: 'InTransit',
      eta: '2026-11-24',
      events: [
        { at: '2026-11-18T16:40:00Z', status: 'InfoReceived', label: 'Annoncé par l’expéditeur' },
        { at: '2026-11-19T05:15:00Z', status: 'InTransit', label: 'Pris en charge', place: 'Caen' },
      ],
      items: [{ sku: 'LMP-01', quantity: 1 }],
    },
  ],
  milestones: [
    { kind: 'placed', at: '2026-11-16T09:12:00Z' },
    { kind: 'paid', at: '2026-11-16T09:13:00Z' },
    { kind: 'shipped', at: '2026-11-18T15:00:00Z' },
    { kind: 'in-transit', at: '2026-11-19T05:15:00Z' },
    { kind: 'delivered', at: '2026-11-24', expected: true },
  ],
  actions: ['track', 'invoice'],
}

/** Every state that the panel can be in, by name: what to say and show to be there. */
export const states: Readonly<Record<string, (conversation: FakeConversation) => void>> = {
  home: () => {},
  news: ({ set }) =>
    set({
      news: [
        {
          id: 'strike',
          kind: 'incident',
          text: 'Les livraisons à domicile ont **deux jours de retard** dans le Calvados.',
        },
        { id: 'points', text: 'Livraison offerte dès 35\u00a0€ en point relais.', article: 'order.track' },
      ],
    }),
  answer: ({ say }) =>
    say(
      { author: 'customer', text: 'bonjour, g pas reçu ma facture !!' },
      {
        text: 'Votre facture est **toujours disponible** dans votre compte\u00a0:\n\n1. Ouvrez [Mes commandes](/mes-commandes)\n2. Choisissez la commande\n3. Cliquez sur « Facture »\n\nVous pouvez aussi la recevoir ici, tout de suite.',
        card: {
          type: 'article',
          articleId: 'invoice.not-received',
          title: "Je n'ai pas reçu ma facture",
          steps: [
            {
              title: 'Ouvrir vos commandes',
              text: 'En haut à droite, « Mon compte » puis « Mes commandes ».',
              link: '/mes-commandes',
            },
            { title: 'Choisir la commande', text: 'La plus récente est en premier.' },
          ],
        },
        choices: [
          { id: 'flow', label: 'Obtenir ma facture' },
          { id: 'done', label: "C'est réglé, merci" },
          { id: 'human', label: 'Parler à un conseiller' },
        ],
      },
    ),
  order: ({ say }) =>
    say(
      { author: 'customer', text: 'XKBKNABJK' },
      {
        text: 'Merci. Votre commande est **en route**, elle devrait arriver mardi.',
        card: { type: 'order', order: orderOnItsWay },
      },
    ),
  taught: ({ say }) =>
    say(
      {
        text: 'Voici votre code de bienvenue.',
        card: { type: 'copy', value: 'BIENVENUE10' },
      },
      {
        text: 'Quels articles voulez-vous renvoyer\u00a0?',
        card: {
          type: 'form',
          id: 'start-return.items',
          submit: 'Continuer',
          fields: [
            { name: '0', label: 'Lampe Falaise', kind: 'checkbox' },
            { name: '1', label: 'Carnet Marée', kind: 'number', min: 0, max: 2, hint: "Jusqu'à 2" },
          ],
        },
      },
      {
        text: 'Ouvrez votre compte, en haut à droite.',
        card: {
          type: 'look',
          step: { number: 1, of: 3 },
          alt: 'Le bouton Mon compte, en haut à droite',
          link: { label: 'Mon compte', href: '/mon-compte' },
        },
        choices: [
          { id: 'teach=yes', label: "C'est fait" },
          { id: 'teach=instead', label: 'Faites-le pour moi' },
        ],
      },
    ),
  file: ({ say }) =>
    say(
      { author: 'customer', text: 'Obtenir ma facture' },
      {
        text: 'Voici votre facture.',
        card: {
          type: 'file',
          ref: 'invoice:XKBKNABJK:FA-2026-00031',
          name: 'FA-2026-00031.pdf',
          mime: 'application/pdf',
          size: 34_210,
        },
      },
    ),
  form: ({ say }) =>
    say(
      { author: 'customer', text: 'Être rappelé' },
      {
        text: 'Sur quel numéro et quand pouvons-nous vous appeler ?',
        card: {
          type: 'form',
          id: 'callback',
          submit: 'Demander le rappel',
          fields: [
            {
              name: 'phone',
              label: 'Numéro de téléphone',
              kind: 'tel',
              required: true,
              autocomplete: 'tel',
              hint: 'Exemple : 06 12 34 56 78',
              value: '12',
              error: 'Ce numéro est trop court : il en faut 10 chiffres.',
            },
            {
              name: 'slot',
              label: 'Créneau',
              kind: 'select',
              required: true,
              options: [{ value: 'a', label: 'Lundi 23, 9 h à 9 h 30' }],
            },
            { name: 'name', label: 'Votre nom', kind: 'text', autocomplete: 'name' },
            {
              name: 'consent',
              label: "J'accepte d'être appelé à ce numéro pour cette demande.",
              kind: 'checkbox',
              required: true,
            },
          ],
        },
      },
    ),
  rating: ({ say }) =>
    say(
      { author: 'customer', text: 'Non merci' },
      {
        text: 'Était-ce facile ?',
        card: {
          type: 'rating',
          scale: 'csat',
          options: ['Très facile', 'Facile', 'Moyen', 'Difficile', 'Très difficile'].map((label, index) => ({
            id: `r${index}`,
            label,
          })),
        },
      },
    ),
  agent: ({ say, show }) => {
    say(
      { author: 'customer', text: 'je veux parler à quelqu’un' },
      { author: 'system', text: 'Camille a rejoint la conversation.' },
      {
        author: 'agent',
        name: 'Camille, conseillère',
        text: 'Bonjour, je suis Camille. Je regarde votre commande tout de suite.',
      },
      { author: 'customer', text: 'merci !' },
    )
    show({
      handoff: { state: 'live', agent: 'Camille' },
      waitingFor: { kind: 'agent' },
      typing: 'agent',
      connection: 'online',
    })
  },
  offline: ({ say, show }) => {
    say(
      { author: 'customer', text: 'Et ma deuxième question', delivery: 'pending' },
      { author: 'customer', text: 'Allô ?', delivery: 'failed' },
    )
    show({ connection: 'offline' })
  },
  slot: ({ say, show }) => {
    say(
      { author: 'customer', text: 'Suivre ma commande' },
      {
        text: 'Quelle adresse e-mail avez-vous donnée pour cette commande ? Nous la demandons pour votre sécurité.',
      },
    )
    show({
      waitingFor: {
        kind: 'text',
        slot: {
          type: 'email',
          label: 'Adresse e-mail de la commande',
          autocomplete: 'email',
          inputMode: 'email',
        },
      },
    })
  },
  queue: ({ say, show }) => {
    say(
      { author: 'customer', text: 'Parler à un conseiller' },
      {
        text: 'Je transmets votre demande à un conseiller. Vous êtes n°\u00a01 dans la file.',
        choices: [
          { id: 'flow:callback', label: 'Être rappelé' },
          { id: 'command:menu', label: 'Menu' },
        ],
      },
    )
    show({ handoff: { state: 'waiting', position: 1 }, waitingFor: { kind: 'agent' }, connection: 'online' })
  },
}

/** Screens that are some keys away from a state: the state, then what is pressed, one after the other. */
export const presses: Readonly<Record<string, readonly [state: string, ...keys: string[]]>> = {
  menu: ['answer', '.menu-key'],
  erase: ['answer', '.menu-key', '.menu button:last-child'],
  shelf: ['home', '.rows button:nth-child(4)'],
  suggestions: ['home', 'textarea'],
}

/** Everything that can be on the screen while the panel is open. */
export const screens: readonly string[] = [...Object.keys(states), ...Object.keys(presses)]
