import type { OpeningHours } from '@comptoir/bot-engine'
import company from '../content/company.json' with { type: 'json' }

/** What `/comptoir/config.json` tells the widget of this shop. */
export function widgetConfig(hours: OpeningHours): unknown {
  return {
    shop: company.name,
    faq: { fr: '/comptoir/faq.fr.json', en: '/comptoir/faq.en.json' },
    desk: '/desk',
    contact: {
      phone: company.phone,
      email: company.email,
      page: { fr: '/contact', en: '/en/contact' },
    },
    hours,
    privacy: { fr: '/confidentialite', en: '/en/confidentialite' },
    theme: { accent: '#a3472b' },
  }
}
