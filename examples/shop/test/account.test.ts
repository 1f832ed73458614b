import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demoPassword } from '../src/seed/customers.ts'
import { type Shop } from '../src/shop.ts'
import { seedOnce } from './seeded-shop.ts'
import { signIn, type Visit, type Visitor, visitorOf } from './visitor.ts'

let shop: Shop
let visitor: Visitor
const shops = seedOnce()
beforeEach(() => {
  shop = shops.open()
  visitor = visitorOf(shop)
})
afterEach(() => shops.close())
afterAll(() => shops.remove())

describe('signing in', () => {
  test('shows the orders; signing out hides them', async () => {
    const home = await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    expect(home.text).toContain('Bonjour Gabriel')
    await visitor.post('/deconnexion')
    expect((await visitor.get('/mon-compte/commandes')).text).toContain(
      'Connectez-vous pour ouvrir cette page',
    )
  })

  test('leads back to the page that was asked for, and nowhere else', async () => {
    expect((await signInFor('/mon-compte/retours')).path).toBe('/mon-compte/retours')
    expect((await signInFor('//evil.example/')).path).toBe('/mon-compte')
    expect((await signInFor('https://evil.example/')).path).toBe('/mon-compte')
  })

  test('after five failures the account rests for fifteen minutes', async () => {
    for (let time = 1; time <= 5; time += 1) await signIn(visitor, 'gnelvet@example.fr', 'wrong password')
    expect((await signIn(visitor, 'gnelvet@example.fr', demoPassword)).text).toContain(
      'verrouillé pendant 15 minutes',
    )
    shop.clock.advance(16 * 60_000)
    expect((await signIn(visitor, 'gnelvet@example.fr', demoPassword)).text).toContain('Bonjour Gabriel')
  })

  test('says the same whether the account exists or not', async () => {
    const known = await signIn(visitor, 'gnelvet@example.fr', 'wrong password')
    const unknown = await signIn(visitorOf(shop), 'nobody@example.fr', 'wrong password')
    expect(known.text.replace('gnelvet', 'nobody')).toBe(unknown.text)
  })

  test('another site cannot post for the customer', async () => {
    const answer = await shop.fetch(
      new Request('http://localhost:3000/deconnexion', {
        method: 'POST',
        headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    )
    expect(answer.status).toBe(403)
  })
})

describe('security', () => {
  test('every device can be signed out at once', async () => {
    const other = visitorOf(shop)
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    await signIn(other, 'gnelvet@example.fr', demoPassword)
    await visitor.post('/mon-compte/deconnecter-partout')
    expect((await other.get('/mon-compte')).text).toContain('Connectez-vous')
  })
})

describe('another e-mail', () => {
  test('is confirmed from the new address, and told to the old one', async () => {
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    const form = { email: 'gabriel@example.org', password: demoPassword }
    expect((await visitor.post('/mon-compte/informations/email', form)).text).toContain(
      'lien de confirmation',
    )
    const mail = shop.ledger.database
      .prepare("select body from mail where recipient = 'gabriel@example.org'")
      .get()
    const link = /http:\/\/localhost:3000(\S+)/.exec(String(mail?.['body']))?.[1] ?? ''
    expect((await visitor.get(link)).text).toContain('gabriel@example.org')
    expect((await visitor.get('/mon-compte/commandes')).text).toContain('XKBKNABJK')
    const warning = shop.ledger.database.prepare('select recipient from mail order by id desc limit 1').get()
    expect(warning?.['recipient']).toBe('gnelvet@example.fr')
  })
})

describe('the newsletter', () => {
  test('sends a code once the address is confirmed, and nothing before', async () => {
    await visitor.post('/newsletter', { email: 'new@example.fr' })
    const mails = () =>
      shop.ledger.database.prepare("select body from mail where recipient = 'new@example.fr'").all()
    expect(JSON.stringify(mails())).not.toContain('BIENVENUE10')
    const link = /http:\/\/localhost:3000(\S+)/.exec(String(mails()[0]?.['body']))?.[1] ?? ''
    expect((await visitor.get(`${link}x`)).status).toBe(404)
    expect((await visitor.get(link)).text).toContain('votre code de bienvenue')
    expect(JSON.stringify(mails())).toContain('BIENVENUE10')
  })
})

describe('an account of one’s own', () => {
  test('brings in the orders placed as a guest with the same address', async () => {
    const page = await visitor.post('/inscription', {
      firstName: 'Sophie',
      lastName: 'Garnier',
      email: 'sophie.garnier@example.fr',
      password: 'dix caractères au moins',
    })
    expect(page.text).toContain('Bienvenue, Sophie')
    expect((await visitor.get('/mon-compte/commandes')).text).toContain('JDMRXTWLB')
  })

  test('needs ten characters, and an address that is not taken', async () => {
    expect((await register('new@example.fr', 'court')).text).toContain('10 caractères au moins')
    expect((await register('gnelvet@example.fr', 'assez long ici')).text).toContain('déjà utilisé')
  })

  test('a forgotten password is chosen anew by the link of the mail, once', async () => {
    const sentence = 'Si cette adresse a un compte'
    expect((await visitor.post('/mot-de-passe-oublie', { email: 'nobody@example.fr' })).text).toContain(
      sentence,
    )
    expect((await visitor.post('/mot-de-passe-oublie', { email: 'gnelvet@example.fr' })).text).toContain(
      sentence,
    )
    const mail = shop.ledger.database.prepare('select body from mail order by id desc limit 1').get()
    const link = /http:\/\/localhost:3000(\S+)/.exec(String(mail?.['body']))?.[1] ?? ''
    await visitor.post(link, { password: 'tout-nouveau-2026' })
    expect((await signIn(visitor, 'gnelvet@example.fr', 'tout-nouveau-2026')).text).toContain(
      'Bonjour Gabriel',
    )
    expect((await visitor.get(link)).text).toContain('expiré')
  })
})

describe('orders in the account', () => {
  test('the invoice whose mail failed can be opened and sent again', async () => {
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    const order = await visitor.get('/mon-compte/commandes/XKBKNABJK')
    expect(order.text).toContain("n'a pas pu être remis")
    const number = /FA-\d{4}-\d{5}/.exec(order.text)?.[0]
    const pdf = await visitor.get(`/mon-compte/commandes/XKBKNABJK/factures/${number}.pdf`)
    expect(pdf.headers.get('content-disposition')).toContain(`Facture-${number}.pdf`)
    const sent = await visitor.post(`/mon-compte/commandes/XKBKNABJK/factures/${number}/renvoyer`)
    expect(sent.text).toContain('renvoyée à gnelvet@example.fr')
    expect(sent.text).toContain('Envoyée par e-mail')
  })

  test('are nobody else’s', async () => {
    await signIn(visitor, 'ines.marchand@example.fr', demoPassword)
    expect((await visitor.get('/mon-compte/commandes/XKBKNABJK')).status).toBe(404)
    expect((await visitor.post('/mon-compte/commandes/PZQMWTRLC/annuler')).status).toBe(404)
  })

  test('can be cancelled, changed and complained about where they stand', async () => {
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    expect((await visitor.post('/mon-compte/commandes/PZQMWTRLC/annuler')).text).toContain(
      'Votre commande est annulée',
    )
    const problem = await visitor.post('/mon-compte/commandes/XKBKNABJK/probleme', {
      problem: 'defective',
      message: 'Elle clignote.',
    })
    expect(problem.text).toMatch(/Votre demande PB-\d{4}-\d{4} est enregistrée/)
    expect(problem.text).toContain('Article défectueux')
    const form = await visitor.get('/mon-compte/commandes/XKBKNABJK/retour')
    const line = /name="(line-\d+)"/.exec(form.html)?.[1] ?? ''
    const asked = await visitor.post('/mon-compte/commandes/XKBKNABJK/retour', {
      [line]: '1',
      reason: 'changed-mind',
      solution: 'refund',
      way: 'store',
    })
    expect(asked.text).toContain('Demande de retour')
    expect((await visitor.get('/mon-compte/retours')).text).toContain('Demande de retour')
  })

  test('can be taken back into the basket, to order otherwise', async () => {
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    expect((await visitor.get('/mon-compte/commandes/PZQMWTRLC/modifier')).text).toContain(
      'Modifier la commande',
    )
    const basket = await visitor.post('/mon-compte/commandes/PZQMWTRLC/reprendre')
    expect(basket.text).toContain('Bateau Vire-vent')
    expect(basket.text).toContain('la commande PZQMWTRLC est annulée')
  })

  test('can be ordered again, size and all', async () => {
    await signIn(visitor, 'lucie.orsini@example.fr', demoPassword)
    const basket = await visitor.post('/mon-compte/commandes/PKRWSVTNL/recommander')
    expect(basket.text).toContain("Tablier d'atelier")
    expect(basket.text).toContain('Taille : S')
  })

  test('what the shop refuses is a sentence, not a failure', async () => {
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    const refused = await visitor.post('/mon-compte/commandes/XKBKNABJK/annuler')
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('cette action ne lui convient pas')
  })
})

describe('tracking without an account', () => {
  test('reference and e-mail show where the order stands, and nothing personal', async () => {
    const page = await track({ reference: 'JDMRXTWLB', email: 'sophie.garnier@example.fr' })
    expect(page.text).toContain('Livrée')
    expect(page.text).not.toContain('rue Paradis')
    expect(page.text).toContain('donnez aussi le code postal')
    const number = shop.ledger.database
      .prepare(
        "select number from invoice where order_id = (select id from shop_order where reference = 'JDMRXTWLB')",
      )
      .get()?.['number']
    const path = `/mon-compte/commandes/JDMRXTWLB/factures/${number}.pdf`
    expect((await visitor.get(path)).status).toBe(404)
    const full = await track({
      reference: 'JDMRXTWLB',
      email: 'sophie.garnier@example.fr',
      postcode: '13001',
    })
    expect(full.text).toContain('rue Paradis')
    expect((await visitor.get(path)).status).toBe(200)
  })

  test('without the postcode nothing can be done to the order but pay and withdraw', async () => {
    await track({ reference: 'BWXKLPTRS', email: 'paul.besnard@example.fr' })
    const page = await visitor.get('/suivi-commande/BWXKLPTRS')
    expect(page.text).toContain('Payer autrement')
    expect(page.text).not.toContain('Annuler la commande')
    expect((await visitor.post('/mon-compte/commandes/BWXKLPTRS/annuler')).status).toBe(404)
    await track({ reference: 'BWXKLPTRS', email: 'paul.besnard@example.fr', postcode: '14000' })
    expect((await visitor.get('/suivi-commande/BWXKLPTRS')).text).toContain('Annuler la commande')
  })

  test('every mismatch reads the same', async () => {
    const wrong = [
      { reference: 'JDMRXTWLB', email: 'other@example.fr', postcode: '' },
      { reference: 'ZZZZZZZZZ', email: 'sophie.garnier@example.fr', postcode: '' },
      { reference: 'JDMRXTWLB', email: 'sophie.garnier@example.fr', postcode: '75001' },
    ]
    for (const claim of wrong) {
      const page = await track(claim)
      expect(page.status).toBe(200)
      expect(page.text).toContain('Ces informations ne correspondent à aucune commande')
    }
  })

  test('twenty look-ups an hour, no more', async () => {
    for (let time = 1; time <= 20; time += 1) await track({ reference: 'ZZZZZZZZZ', email: 'a@b.fr' })
    expect((await track({ reference: 'ZZZZZZZZZ', email: 'a@b.fr' })).text).toContain('Trop de recherches')
  })
})

describe('withdrawing from a contract', () => {
  const statement = {
    name: 'Inès Marchand',
    email: 'ines.marchand@example.fr',
    reference: 'MRSZTKVLP',
    items: '',
  }

  test('takes two steps, no reason and no account, and is acknowledged with date and time', async () => {
    const confirm = await visitor.post('/retractation', statement)
    expect(confirm.text).toContain('Confirmer la rétractation')
    expect(confirm.text).not.toContain('Motif')
    const received = await visitor.post('/retractation', { ...statement, step: 'confirm' })
    expect(received.text).toMatch(/Numéro RV-\d{4}-\d{4}, reçue le/)
    const mail = shop.ledger.database
      .prepare('select recipient, body from mail order by id desc limit 1')
      .get()
    expect(mail?.['recipient']).toBe(statement.email)
    expect(String(mail?.['body'])).toMatch(/reçue le .*\d\d:\d\d:\d\d/)
  })

  test('is received for a reference nobody knows, too', async () => {
    const received = await visitor.post('/retractation', {
      ...statement,
      reference: 'QQQQQQQQQ',
      step: 'confirm',
    })
    expect(received.text).toContain('Votre rétractation est reçue')
  })

  test('is seen in the account, and not offered again', async () => {
    await visitor.post('/retractation', { ...statement, reference: 'DHLQVTRMZ', step: 'confirm' })
    await signIn(visitor, 'ines.marchand@example.fr', demoPassword)
    const order = await visitor.get('/mon-compte/commandes/DHLQVTRMZ')
    expect(order.text).toContain('Rétractation')
    expect(order.html).not.toContain('/retractation?commande=')
  })
})

function signInFor(back: string): Promise<Visit> {
  return visitor.post('/connexion', { email: 'gnelvet@example.fr', password: demoPassword, back })
}

function register(email: string, password: string): Promise<Visit> {
  return visitor.post('/inscription', { firstName: 'A', lastName: 'B', email, password })
}

function track(form: Readonly<Record<string, string>>): Promise<Visit> {
  return visitor.post('/suivi-commande', form)
}
