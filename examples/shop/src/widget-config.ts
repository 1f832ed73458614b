import type { OpeningHours } from '@comptoir/bot-engine'
import texts from '../content/chat-texts.json' with { type: 'json' }
import company from '../content/company.json' with { type: 'json' }

/**
 * What `/comptoir/config.json` tells the widget of this shop.
 *
 * @param hasIndex whether there is an index of the FAQ in that language, made beforehand
 */
export function widgetConfig(hours: OpeningHours, hasIndex: (locale: 'fr' | 'en') => boolean): unknown {
  return {
    shop: company.name,
    faq: { fr: '/comptoir/faq.fr.json', en: '/comptoir/faq.en.json' },
    ...(hasIndex('fr') &&
      hasIndex('en') && { index: { fr: '/comptoir/faq.fr.index.json', en: '/comptoir/faq.en.index.json' } }),
    desk: '/desk',
    contact: {
      phone: company.phone,
      email: company.email,
      page: { fr: '/contact', en: '/en/contact' },
    },
    hours,
    // What the chat says otherwise here, and the pictures of this shop's own pages.
    texts,
    privacy: { fr: '/confidentialite', en: '/en/confidentialite' },
    theme: { accent: '#a3472b' },
  }
}
