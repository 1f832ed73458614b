import type { PostalAddress } from '../order.ts'
import type { Locale } from '../money.ts'

/** Someone of the demonstration. All have the same password, written on the page /demo. */
export interface Person {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly locale: Locale
  readonly phone?: string
  readonly address: PostalAddress
  /** How many days ago the account was opened; absent for guests, who have none. */
  readonly accountSince?: number
  readonly newsletter?: boolean
}

/** Printed on /demo: nobody real has it. */
export const demoPassword = 'Lavandieres-14'

/** The mission's example: an invoice that never came, an order paid and not sent yet, one that is not paid. */
export const gabriel: Person = person('Gabriel', 'Nelvet', 'gnelvet@example.fr', 412, {
  phone: '+33 6 39 98 14 01',
  address: ['17 rue Saint-Sauveur', '14000', 'Caen'],
})
export const ines: Person = person('Inès', 'Marchand', 'ines.marchand@example.fr', 230, {
  phone: '+33 6 39 98 75 02',
  address: ['8 rue Bichat', '75010', 'Paris'],
})
export const thomas: Person = person('Thomas', 'Le Goff', 'thomas.legoff@example.fr', 640, {
  phone: '+33 6 39 98 29 03',
  address: ['3 venelle du Port', '29200', 'Brest'],
})
export const amina: Person = person('Amina', 'Benali', 'amina.benali@example.fr', 95, {
  phone: '+33 6 39 98 69 04',
  address: ['26 rue de la République', '69002', 'Lyon'],
})
export const jeanne: Person = person('Jeanne', 'Dubreuil', 'jeanne.dubreuil@example.fr', 1210, {
  phone: '+33 2 61 91 14 05',
  address: ['2 chemin des Pommiers', '14200', 'Hérouville-Saint-Clair'],
})
export const marc: Person = person('Marc', 'Fontaine', 'marc.fontaine@example.fr', 58, {
  phone: '+33 6 39 98 44 06',
  address: ['14 quai de la Fosse', '44000', 'Nantes'],
})
export const lucie: Person = person('Lucie', 'Orsini', 'lucie.orsini@example.fr', 310, {
  address: ['5 cours Napoléon', '20000', 'Ajaccio'],
})
export const emily: Person = {
  ...person('Emily', 'Carter', 'emily.carter@example.com', 180, {
    phone: '+33 6 39 98 35 08',
    address: ['9 rue Saint-Georges', '35000', 'Rennes'],
  }),
  locale: 'en',
}
export const sean: Person = {
  ...person('Seán', "O'Brien", 'sean.obrien@example.ie', 144, {
    address: ['21 Dominick Street', 'H91 X2Y3', 'Galway', 'IE'],
  }),
  locale: 'en',
}
export const lotte: Person = {
  ...person('Lotte', 'Janssens', 'lotte.janssens@example.be', 260, {
    phone: '+32 470 00 00 10',
    address: ['33 rue du Bailli', '1000', 'Bruxelles', 'BE'],
  }),
}
export const katrin: Person = {
  ...person('Katrin', 'Vogel', 'katrin.vogel@example.de', 75, {
    address: ['Lindenstraße 12', '50674', 'Köln', 'DE'],
  }),
  locale: 'en',
}
export const didier: Person = person('Didier', 'Hoareau', 'didier.hoareau@example.re', 520, {
  address: ['11 rue des Vacoas', '97400', 'Saint-Denis', 'RE'],
})
export const claude: Person = {
  ...person('Claude', 'Rochat', 'claude.rochat@example.ch', 33, {
    address: ['4 avenue de la Gare', '1003', 'Lausanne', 'CH'],
  }),
}
export const ecole: Person = {
  ...person('Nadia', 'Lemoine', 'achats@ecole-des-quais.example', 702, {
    phone: '+33 2 61 91 14 14',
    address: ['1 place de la Fontaine', '14000', 'Caen'],
  }),
  address: {
    ...addressOf('Nadia Lemoine', ['1 place de la Fontaine', '14000', 'Caen']),
    company: 'École des Quais',
    siret: '000 000 000 00014',
  },
}
export const studio: Person = {
  ...person('Pieter', 'De Smet', 'pieter@studio-noord.example', 199, {
    address: ['Kammenstraat 40', '2000', 'Antwerpen', 'BE'],
  }),
  locale: 'en',
  address: {
    ...addressOf('Pieter De Smet', ['Kammenstraat 40', '2000', 'Antwerpen', 'BE']),
    company: 'Studio Noord BV',
    vatNumber: 'BE0000000097',
  },
}

/** People who ordered without an account. */
export const paul: Person = guest('Paul', 'Besnard', 'paul.besnard@example.fr', [
  '6 rue de Geôle',
  '14000',
  'Caen',
])
export const sophie: Person = guest('Sophie', 'Garnier', 'sophie.garnier@example.fr', [
  '19 rue Paradis',
  '13001',
  'Marseille',
])
export const hannah: Person = {
  ...guest('Hannah', 'Wright', 'hannah.wright@example.com', ['2 quai de Valmy', '75010', 'Paris']),
  locale: 'en',
}

export const accounts: readonly Person[] = [
  gabriel,
  ines,
  thomas,
  amina,
  jeanne,
  marc,
  lucie,
  emily,
  sean,
  lotte,
  katrin,
  didier,
  claude,
  ecole,
  studio,
]

type AddressParts = readonly [street: string, postcode: string, city: string, country?: string]

function person(
  firstName: string,
  lastName: string,
  email: string,
  accountSince: number,
  more: { readonly phone?: string; readonly address: AddressParts },
): Person {
  return {
    firstName,
    lastName,
    email,
    locale: 'fr',
    accountSince,
    ...(more.phone !== undefined && { phone: more.phone }),
    address: addressOf(`${firstName} ${lastName}`, more.address, more.phone),
  }
}

function guest(firstName: string, lastName: string, email: string, address: AddressParts): Person {
  return { firstName, lastName, email, locale: 'fr', address: addressOf(`${firstName} ${lastName}`, address) }
}

function addressOf(name: string, parts: AddressParts, phone?: string): PostalAddress {
  const [street, postcode, city, country = 'FR'] = parts
  return { name, lines: [street], postcode, city, country, ...(phone !== undefined && { phone }) }
}
