import company from '../content/company.json' with { type: 'json' }
import { serviceHours } from './hours.ts'

/** What `/comptoir/config.json` tells the widget of this shop. */
export function widgetConfig(): unknown {
  return {
    shop: company.name,
    faq: { fr: '/comptoir/faq.fr.json', en: '/comptoir/faq.en.json' },
    desk: '/desk',
    contact: {
      phone: company.phone,
      email: company.email,
      page: { fr: '/contact', en: '/en/contact' },
    },
    hours: serviceHours,
    privacy: { fr: '/confidentialite', en: '/en/confidentialite' },
    theme: { accent: '#a3472b' },
  }
}
