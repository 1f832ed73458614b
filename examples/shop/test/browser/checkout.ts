import type { Customer } from './customer.ts'

const words = {
  fr: {
    add: 'Ajouter au panier',
    checkOut: 'Commander',
    email: 'E-mail',
    name: 'Nom et prénom',
    line: 'Adresse',
    postcode: 'Code postal',
    town: 'Ville',
    toDelivery: 'Continuer vers la livraison',
    toPayment: 'Continuer vers le paiement',
    card: 'Numéro de carte',
    expiry: 'Expiration (MM/AA)',
    code: 'Cryptogramme',
    terms: /J'ai lu et j'accepte/,
    order: /Commander avec obligation de paiement/,
  },
  en: {
    add: 'Add to basket',
    checkOut: 'Check out',
    email: 'E-mail',
    name: 'Full name',
    line: 'Address',
    postcode: 'Postcode',
    town: 'Town',
    toDelivery: 'Continue to delivery',
    toPayment: 'Continue to payment',
    card: 'Card number',
    expiry: 'Expiry (MM/YY)',
    code: 'Security code',
    terms: /I have read and accept/,
    order: /Order with obligation to pay/,
  },
} as const

export interface Purchase {
  /** The article's page. */
  readonly article: string
  readonly email: string
  readonly postcode: string
}

/**
 * Buys one article as a guest, from its page to the confirmation, paid by the demonstration's card.
 *
 * @param onPayment looks at the payment page before anything is filled in there
 * @returns the order's reference
 */
export async function buy(
  { page, locale, visits }: Customer,
  { article, email, postcode }: Purchase,
  onPayment: () => Promise<void> = async () => {},
): Promise<string> {
  const said = words[locale]
  const main = page.getByRole('main')
  const press = (name: string | RegExp): Promise<void> =>
    main.getByRole('button', { name, exact: typeof name === 'string' }).click()
  const fill = (label: string, value: string): Promise<void> =>
    main.getByLabel(label, { exact: true }).first().fill(value)

  await visits(article)
  await press(said.add)
  await press(said.checkOut)
  await fill(said.email, email)
  await fill(said.name, 'Camille Durand')
  await fill(said.line, '5 rue Froide')
  await fill(said.postcode, postcode)
  await fill(said.town, 'Caen')
  await press(said.toDelivery)
  await press(said.toPayment)
  await page.waitForURL(/\/commande\/paiement/)
  await onPayment()
  await fill(said.card, '4242 4242 4242 4242')
  await fill(said.expiry, '12/30')
  await fill(said.code, '123')
  await main.getByLabel(said.terms).check()
  await press(said.order)
  await page.waitForURL(/\/commande\/confirmation\//)
  const reference = await main
    .getByText(/^[A-Z]{9}$/)
    .first()
    .innerText()
  return reference.trim()
}
