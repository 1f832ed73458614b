import type { Faq } from '@comptoir/kb'

/** The FAQ of a small bicycle shop, in English: what the tests of this folder ask. */
export const bicycleShop: Faq = {
  locale: 'en',
  categories: [
    { id: 'orders', label: 'Orders' },
    { id: 'delivery', label: 'Delivery', parent: 'orders' },
    { id: 'workshop', label: 'Workshop' },
  ],
  articles: [
    {
      id: 'invoice',
      category: 'orders',
      question: 'How do I download my invoice?',
      variants: ['where is my receipt', 'I need a bill for my accountant'],
      keywords: ['invoice', 'PDF'],
      answer: 'Open **your orders** and choose [Invoice](/orders).',
      action: 'get-invoice',
      related: ['track'],
    },
    {
      id: 'cancel',
      category: 'orders',
      question: 'How do I cancel my order?',
      variants: ['stop my order before it is shipped', 'I ordered by mistake'],
      answer: 'Until it is packed, cancel it from your orders.',
    },
    {
      id: 'track',
      category: 'delivery',
      question: 'Where is my parcel?',
      variants: ['track my order', 'when will my bicycle arrive'],
      keywords: ['tracking'],
      answer: 'Every parcel has a tracking page.',
      action: 'track-order',
      related: ['invoice'],
    },
    {
      id: 'damaged',
      category: 'delivery',
      question: 'My parcel arrived damaged. What should I do?',
      variants: ['the box was crushed', 'the frame is dented'],
      answer: 'Send us photos within three days.',
    },
    {
      id: 'brakes',
      category: 'workshop',
      question: 'How much does a brake service cost?',
      variants: ['price to adjust my brakes', 'brake pads replacement'],
      answer: 'From €25, pads included.',
    },
    {
      id: 'puncture',
      category: 'workshop',
      question: 'Can you repair a puncture while I wait?',
      variants: ['flat tyre', 'fix my inner tube today'],
      answer: 'Yes, in twenty minutes.',
    },
  ],
  news: [
    { id: 'sale', text: 'Spring sale until Sunday.', validTo: '2026-04-12' },
    {
      id: 'strike',
      kind: 'incident',
      text: 'Carriers are on strike.',
      article: 'track',
      validFrom: '2026-04-01',
    },
  ],
}
