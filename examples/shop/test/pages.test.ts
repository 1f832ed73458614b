import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '../src/catalogue.ts'
import { demoPassword } from '../src/seed/customers.ts'
import { createShop, type Shop } from '../src/shop.ts'
import { signIn, visitorOf } from './visitor.ts'

/** Every address that the answers of the FAQ lead to. */
const paths = [
  '/accessibilite',
  '/bon-de-commande',
  '/boutique',
  '/carte-cadeau',
  '/carte-cadeau/solde',
  '/cgv',
  '/confidentialite',
  '/contact',
  '/cookies',
  '/garantie',
  '/guide-des-tailles',
  '/guides',
  '/licences',
  '/mediation',
  '/mentions-legales',
  '/mon-compte/adresses',
  '/mon-compte/avoirs',
  '/mon-compte/commandes',
  '/mon-compte/donnees',
  '/mon-compte/fidelite',
  '/mon-compte/informations',
  '/mon-compte/parrainage',
  '/mon-compte/preferences',
  '/mon-compte/retours',
  '/mon-compte/telechargements',
  '/mot-de-passe-oublie',
  '/notices',
  '/offres',
  '/panier',
  '/pieces-detachees',
  '/presse',
  '/pro/cgv',
  '/pro/compte',
  '/pro/devis',
  '/reclamation',
  '/recrutement',
  '/retour-cadeau',
  '/retractation',
  '/sav',
  '/suivi-commande',
]
const others = [
  '/',
  '/demo',
  '/connexion',
  '/inscription',
  '/recherche?q=lampe',
  '/back-office',
  '/mon-compte',
]
const shelves = catalogue.categories.map(({ slug }) => `/${slug}`)
const products = catalogue.products.map(({ slug }) => `/produits/${slug}`)
const everywhere = [...paths, ...others, ...shelves, ...products].flatMap((path) => [
  path,
  path === '/' ? '/en' : `/en${path}`,
])

const scriptTag =
  '<script async src="/comptoir/comptoir.js" data-config="/comptoir/config.json" data-accent="#a3472b" data-phone="02 61 91 00 42" data-page='

let shop: Shop
beforeAll(() => {
  shop = createShop()
})
afterAll(() => shop.close())

describe('every page, in both languages', () => {
  test('there are the forty that the answers lead to', () => {
    expect(paths).toHaveLength(40)
  })

  test.each(everywhere)('%s answers, says its language and carries the one line', async (path) => {
    const page = await visitorOf(shop).get(path)
    expect(page.status).toBe(200)
    expect(page.html).toContain(`<html lang="${path.startsWith('/en') ? 'en' : 'fr'}">`)
    expect(page.html).toMatch(/<h1[ >]/)
    expect(page.html).toContain(scriptTag)
    expect(page.html.match(/<script/g)).toHaveLength(1)
    expect(page.html).not.toMatch(/ style=| on[a-z]+="/)
  })

  test('visiting sets no cookie', async () => {
    const page = await visitorOf(shop).get('/')
    expect(page.headers.get('set-cookie')).toBeNull()
  })

  test('each links to its other language', async () => {
    const page = await visitorOf(shop).get('/en/cgv')
    expect(page.html).toContain('href="/cgv"')
    expect((await visitorOf(shop).get('/cgv')).html).toContain('href="/en/cgv"')
  })

  test('a slash at the end does no harm, nor does a question after the home page', async () => {
    expect((await visitorOf(shop).get('/en/')).path).toBe('/en')
    expect((await visitorOf(shop).get('/mon-compte/')).path).toBe('/mon-compte')
    expect((await visitorOf(shop).get('/?parrain=C1001')).html).toContain('href="/en?parrain=C1001"')
  })

  test('what is not there is said so, and leads on', async () => {
    const page = await visitorOf(shop).get('/en/nothing-here')
    expect(page.status).toBe(404)
    expect(page.text).toContain('This page does not exist')
  })
})

describe('the policy of every page', () => {
  test('is strict: nothing inline, nothing from elsewhere', async () => {
    const { headers } = await visitorOf(shop).get('/')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toMatch(/https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a nonce is used once', async () => {
    const visitor = visitorOf(shop)
    const [first, second] = await Promise.all([visitor.get('/'), visitor.get('/')])
    expect(nonceOf(first.headers)).not.toBe('')
    expect(nonceOf(first.headers)).not.toBe(nonceOf(second.headers))
  })
})

describe('who is logged in', () => {
  test('is told to the chat by a short-lived word of the shop, in a script with the nonce', async () => {
    const visitor = visitorOf(shop)
    await signIn(visitor, 'gnelvet@example.fr', demoPassword)
    const page = await visitor.get('/mon-compte/commandes')
    const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1]
    expect(page.html).toContain(`<script nonce="${nonce}">`)
    expect(page.html).toContain(scriptTag)
    const token = /'identify',"([^"]+)"/.exec(page.html)?.[1] ?? ''
    const claims: Record<string, unknown> = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    )
    expect(claims).toMatchObject({ iss: 'http://localhost:3000', aud: 'comptoir-desk' })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBeLessThanOrEqual(900)
    expect(claims['jti']).toBeTypeOf('string')
    expect(page.text).toContain('XKBKNABJK')
  })
})

describe('what stands beside the pages', () => {
  test('the config and the FAQ of the chat', async () => {
    const config: unknown = await (await fileAt('/comptoir/config.json')).json()
    expect(config).toMatchObject({
      shop: 'Atelier Nelvet',
      desk: '/desk',
      faq: { fr: '/comptoir/faq.fr.json' },
    })
    const faq = await fileAt('/comptoir/faq.en.json')
    expect(faq.headers.get('content-type')).toContain('json')
    expect(await faq.text()).toContain('invoice.not-received')
  })

  test('files come small, and not again when they have not changed', async () => {
    const plain = await fileAt('/comptoir/faq.fr.json')
    const small = await fileAt('/comptoir/faq.fr.json', { 'accept-encoding': 'gzip, br' })
    expect(small.headers.get('content-encoding')).toBe('br')
    expect((await small.arrayBuffer()).byteLength).toBeLessThan((await plain.arrayBuffer()).byteLength / 3)
    const again = await fileAt('/comptoir/faq.fr.json', { 'if-none-match': plain.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  test('nothing outside the folders is served', async () => {
    for (const path of [
      '/assets/../package.json',
      '/assets/%2e%2e/package.json',
      '/comptoir/%2e%2e%2fpackage.json',
    ])
      expect((await fileAt(path)).status).toBe(404)
  })
})

function nonceOf(headers: Headers): string {
  return /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? ''
}

function fileAt(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return shop.fetch(new Request(`http://localhost:3000${path}`, { headers }))
}
