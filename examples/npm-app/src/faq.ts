import type { Faq } from '@comptoir/kb'

/** A FAQ as a content team writes it; usually a JSON file. */
export const faq: Faq = {
  locale: 'en',
  categories: [{ id: 'orders', label: 'Orders' }],
  articles: [
    {
      id: 'invoice.download',
      category: 'orders',
      question: 'Where do I find my invoice?',
      variants: ['get my invoice', 'download a receipt', 'I did not receive the invoice'],
      keywords: ['invoice', 'receipt', 'bill'],
      answer: 'Your invoice is under **My account > Orders**.',
      action: 'get-invoice',
    },
    {
      id: 'delivery.cost',
      category: 'orders',
      question: 'How much is delivery?',
      variants: ['shipping cost', 'delivery price', 'is delivery free'],
      keywords: ['delivery', 'shipping', 'price'],
      answer: 'Delivery is €4.90, and free from €49.',
    },
  ],
}
