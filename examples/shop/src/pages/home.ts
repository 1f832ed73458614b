import { html } from 'hono/html'
import { catalogue, productBySku } from '../catalogue.ts'
import type { ShopContext } from '../visit.ts'
import { page } from './layout.ts'
import { productCard } from './product-card.ts'

const featured = [
  'LMP-FALAISE',
  'DEC-VASE',
  'JOU-BATEAU',
  'PAP-CARNET',
  'TAB-ATELIER',
  'LMP-GALET',
  'DEC-HORLOGE',
  'FIC-DRAGON',
]

export function homePage(c: ShopContext): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path, locale } = visit
  const products = featured.flatMap((sku) => productBySku(sku) ?? [])
  return page(c, {
    title: 'Atelier Nelvet',
    wide: true,
    main: html`
      <section class="hero">
        <div class="words">
          <p class="eyebrow">${t('home.eyebrow')}</p>
          <h1>${t('home.title')}</h1>
          <p class="lead">${t('home.lead')}</p>
          <p>
            <a class="button" href="${path('/lampes')}">${t('home.see')}</a>
            <a class="button quiet" href="${path('/boutique')}">${t('home.visit')}</a>
          </p>
        </div>
        <img src="/assets/img/hero.svg" alt="" width="720" height="560" />
      </section>
      <ul class="promises">
        <li><b>${t('home.promise.made')}</b>${t('home.promise.madeText')}</li>
        <li><b>${t('home.promise.delivery')}</b>${t('home.promise.deliveryText')}</li>
        <li><b>${t('home.promise.returns')}</b>${t('home.promise.returnsText')}</li>
        <li><b>${t('home.promise.people')}</b>${t('home.promise.peopleText')}</li>
      </ul>
      <section>
        <h2>${t('home.featured')}</h2>
        <ul class="grid">
          ${products.map((product) => productCard(visit, product))}
        </ul>
      </section>
      <section>
        <h2>${t('home.rooms')}</h2>
        <ul class="tiles">
          ${catalogue.categories.map(
            (category) =>
              html`<li>
                <a class="tile tile-${category.id}" href="${path(`/${category.slug}`)}">
                  <b>${category.name[locale]}</b><span>${category.intro[locale]}</span>
                </a>
              </li>`,
          )}
        </ul>
      </section>
      <section class="story">
        <img src="/assets/img/workshop.svg" alt="" width="560" height="380" loading="lazy" />
        <div>
          <h2>${t('home.storyTitle')}</h2>
          <p>${t('home.story1')}</p>
          <p>${t('home.story2')}</p>
          <p><a href="${path('/garantie')}">${t('home.storyLink')}</a></p>
        </div>
      </section>
    `,
  })
}
