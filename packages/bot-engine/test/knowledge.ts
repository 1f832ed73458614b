import type { Knowledge, KnowledgeArticle, KnowledgeReply } from '@comptoir/bot-engine'

interface Shelf {
  readonly article: KnowledgeArticle
  /** Answers to questions that match this. */
  readonly on: RegExp
}

const shelves: Readonly<Record<string, readonly Shelf[]>> = {
  fr: [
    {
      on: /factur/i,
      article: {
        id: 'invoice.not-received',
        question: "Je n'ai pas reçu ma facture par e-mail.",
        answer: "La facture part au moment de l'expédition.",
        action: 'get-invoice',
      },
    },
    {
      on: /factur.* ou .*factur/i,
      article: {
        id: 'invoice.download',
        question: 'Comment télécharger la facture\u00A0?',
        answer: 'Dans votre compte.',
        action: 'get-invoice',
      },
    },
    {
      on: /commande|colis|suivre|suivi/i,
      article: {
        id: 'order.track',
        question: 'Où en est ma commande\u00A0?',
        answer: 'Suivez-la dans votre compte.',
        action: 'track-order',
      },
    },
    {
      on: /co[uû]te|frais|prix/i,
      article: {
        id: 'delivery.costs',
        question: 'Combien coûte la livraison\u00A0?',
        answer: 'La livraison Colissimo coûte **4,90 €**.',
      },
    },
    {
      on: /rappel/i,
      article: {
        id: 'contact.callback',
        question: 'Puis-je être rappelé par téléphone\u00A0?',
        answer: 'Oui, gratuitement.',
        action: 'callback',
      },
    },
    {
      on: /retour/i,
      article: {
        id: 'return.how',
        question: 'Comment retourner un article\u00A0?',
        answer: 'Demandez une étiquette dans [vos retours](/mon-compte/retours).',
        steps: [{ title: 'Choisir', text: "Choisissez l'article." }],
        action: 'gift-wrap',
      },
    },
  ],
  en: [
    {
      on: /invoice/i,
      article: {
        id: 'invoice.not-received',
        question: 'I have not received my invoice by e-mail.',
        answer: 'The invoice leaves at dispatch.',
        action: 'get-invoice',
      },
    },
    {
      on: /order|parcel|track/i,
      article: {
        id: 'order.track',
        question: 'Where is my order?',
        answer: 'Follow it in your account.',
        action: 'track-order',
      },
    },
    {
      on: /cost|price|fee/i,
      article: {
        id: 'delivery.costs',
        question: 'How much does delivery cost?',
        answer: 'Colissimo delivery costs **€4.90**.',
      },
    },
  ],
}

/** A knowledge base of a few lines: these tests speak of conversations, not of ranking. */
export function knowledge(locale: string): Knowledge {
  const all = shelves[locale] ?? []
  return {
    get: (id) => all.find(({ article }) => article.id === id)?.article,
    ask(question): KnowledgeReply {
      const found = all.filter(({ on }) => on.test(question)).map(({ article }) => article)
      if (/^(?:bonjour|hello)/i.test(question))
        return { kind: 'escalate', reply: locale === 'fr' ? 'Bonjour\u00A0!' : 'Hello!' }
      const [first, ...others] = found
      if (!first) return { kind: 'escalate' }
      if (question.includes(' et '))
        return { kind: 'answer', article: first, confidence: 0.9, alsoAsked: others }
      return others.length === 0 || !question.includes(' ou ')
        ? { kind: 'answer', article: first, confidence: 0.9 }
        : { kind: 'clarify', articles: [first, ...others] }
    },
  }
}
