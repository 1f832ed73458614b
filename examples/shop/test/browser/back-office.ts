import type { Page } from 'playwright-core'

/** The shop's own people, who move orders on. */
export interface BackOffice {
  readonly page: Page
  /** Opens the page of an order. */
  opensOrder(reference: string): Promise<void>
  /** Presses a button of the order's page. */
  does(act: string): Promise<void>
  /** Sends all that is left as one parcel. */
  sendsParcel(trackingNumber: string): Promise<void>
  /** Notes what the carrier reported. */
  notes(event: { readonly status: string; readonly words: string; readonly town: string }): Promise<void>
}

/** Enters the back office in a window of its own. */
export async function enterBackOffice(page: Page, shop: string, password: string): Promise<BackOffice> {
  const main = page.getByRole('main')
  const press = async (name: string): Promise<void> => {
    await main.getByRole('button', { name, exact: true }).click()
    await main.getByRole('status').getByText("C'est fait.").waitFor()
  }
  await page.goto(`${shop}/back-office`)
  await main.getByLabel('Mot de passe').fill(password)
  await main.getByRole('button', { name: 'Entrer' }).click()
  await main.getByRole('heading', { name: 'Horloge de la boutique' }).waitFor()
  return {
    page,
    async opensOrder(reference) {
      await page.goto(`${shop}/back-office/commandes/${reference}`)
    },
    does: press,
    async sendsParcel(trackingNumber) {
      await main.getByLabel('Numéro de suivi').fill(trackingNumber)
      await press('Expédier un colis')
    },
    async notes({ status, words, town }) {
      await main.getByLabel('Statut').selectOption({ label: status })
      await main.getByLabel('Mots du transporteur (facultatif)').fill(words)
      await main.getByLabel('Ville').fill(town)
      await press('Enregistrer le passage')
    },
  }
}
