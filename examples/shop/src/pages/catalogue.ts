import { Hono } from 'hono'
import { html } from 'hono/html'
import { catalogue, type Product, productBySlug } from '../catalogue.ts'
import { formatMoney } from '../money.ts'
import type { ShopContext, ShopEnv, Visit } from '../visit.ts'
import { field, select } from './field.ts'
import { breadcrumb, type Html, page } from './layout.ts'
import { priceText, productCard, stockText } from './product-card.ts'

/** The shelves, the articles and the search. */
export function cataloguePages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  for (const category of catalogue.categories)
    app.get(`/${category.slug}`, (c) => {
      const visit = c.get('visit')
      const { locale } = visit
      const products = catalogue.products.filter((product) => product.category === category.id)
      return page(c, {
        title: category.name[locale],
        description: category.intro[locale],
        wide: true,
        main: html`${breadcrumb(visit)}
          <h1>${category.name[locale]}</h1>
          <p class="lead">${category.intro[locale]}</p>
          ${
            category.id === 'gift-cards'
              ? html`<p><a href="${visit.path('/carte-cadeau/solde')}">${visit.t('footer.balance')}</a></p>`
              : ''
          }
          <ul class="grid">
            ${products.map((product) => productCard(visit, product))}
          </ul>`,
      })
    })
  app.get('/produits/:slug', (c) => {
    const product = productBySlug(c.req.param('slug'))
    return product ? productPage(c, product) : c.notFound()
  })
  app.get('/recherche', searchPage)
  return app
}

function productPage(c: ShopContext, product: Product): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, locale, path } = visit
  const category = catalogue.categories.find(({ id }) => id === product.category)
  const related = catalogue.products
    .filter((other) => other.category === product.category && other.sku !== product.sku)
    .slice(0, 4)
  return page(c, {
    title: product.name[locale],
    description: product.summary[locale],
    wide: true,
    main: html`${breadcrumb(visit, ...(category ? [[`/${category.slug}`, category.name[locale]] as const] : []))}
      <article class="product">
        <img
          class="picture"
          src="/assets/img/${product.sku.toLowerCase()}.svg"
          alt="${t('product.pictureOf', { name: product.name[locale] })}"
          width="640"
          height="640"
        />
        <div class="buy">
          <h1>${product.name[locale]}</h1>
          <p class="lead">${product.summary[locale]}</p>
          <p class="price big">
            ${priceText(visit, product)}
            <small
              >${t('product.vatIncluded')}${product.ecoContribution ? html`, ${t('product.eco', { amount: formatMoney(product.ecoContribution, locale) })}` : ''}</small
            >
          </p>
          <dl class="stock">
            <dt>${t('product.online')}</dt>
            <dd>${stockText(visit, product)}</dd>
            ${
              product.kind === 'article'
                ? html`<dt>${t('product.storeCaen')}</dt>
                    <dd>${product.madeToOrder ? t('product.onDisplay') : t('product.storeStock')}</dd>`
                : ''
            }
          </dl>
          <form method="post" action="${path('/panier/ajouter')}" class="stack">
            <input type="hidden" name="sku" value="${product.sku}" />
            ${options(visit, product)}
            <div class="row">
              ${field({
                name: 'quantity',
                label: t('product.quantity'),
                type: 'number',
                value: '1',
                required: true,
                className: 'narrow',
                inputmode: 'numeric',
              })}
              <button class="button">${t('product.add')}</button>
            </div>
          </form>
          <p class="aside">${aside(visit, product)}</p>
        </div>
      </article>
      <section class="details">
        <div>
          <h2>${t('product.description')}</h2>
          <p>${product.description[locale]}</p>
        </div>
        <div>
          <h2>${t('product.dimensions')}</h2>
          <p>${product.dimensions[locale]}</p>
          <p><a href="${path('/guide-des-tailles')}">${t('footer.sizes')}</a></p>
        </div>
        <div>
          <h2>${t('product.making')}</h2>
          <p>${product.materials[locale]}</p>
        </div>
        <div>
          <h2>${t('product.documents')}</h2>
          <p><a href="${path('/notices')}">${t('footer.manuals')}</a></p>
          <p><a href="${path('/garantie')}">${t('product.guarantee')}</a></p>
        </div>
      </section>
      ${
        related.length > 0
          ? html`<section>
              <h2>${t('product.related')}</h2>
              <ul class="grid">
                ${related.map((other) => productCard(visit, other))}
              </ul>
            </section>`
          : ''
      }`,
  })
}

function options(visit: Visit, product: Product): Html {
  const { t, locale } = visit
  return html`${
    product.choice
      ? select({
          name: 'choice',
          label: product.choice.label[locale],
          options: product.choice.values.map((value, index) => [String(index), value[locale]] as const),
        })
      : ''
  }
  ${
    product.engraving
      ? field({
          name: 'engraving',
          label: t('product.engraving'),
          maxlength: 25,
          hint: t('product.engravingHint'),
        })
      : ''
  }
  ${
    product.kind === 'gift-card'
      ? field({
          name: 'amount',
          label: t('product.amount'),
          type: 'number',
          value: '50',
          required: true,
          inputmode: 'numeric',
          hint: t('product.amountHint'),
        })
      : ''
  }`
}

function aside(visit: Visit, product: Product): string {
  const { t } = visit
  if (product.kind === 'digital') return t('product.digitalAside')
  if (product.kind === 'gift-card') return t('product.giftCardAside')
  if (product.madeToOrder) return t('product.madeToOrderAside')
  if (product.hygiene) return t('product.hygieneAside')
  return product.bulky ? t('product.bulkyAside') : t('product.articleAside')
}

function searchPage(c: ShopContext): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, locale, path } = visit
  const query = (c.req.query('q') ?? '').slice(0, 80)
  const words = plain(query).split(/\s+/).filter(Boolean)
  const found =
    words.length === 0
      ? []
      : catalogue.products.filter((product) => {
          const text = plain(
            [product.name[locale], product.summary[locale], product.description[locale], product.sku].join(
              ' ',
            ),
          )
          return words.every((word) => text.includes(word.replace(/s$/, '')))
        })
  return page(c, {
    title: t('nav.search'),
    wide: true,
    main: html`<h1>${t('nav.search')}</h1>
      <form method="get" action="${path('/recherche')}" class="row" role="search">
        ${field({ name: 'q', label: t('search.label'), value: query, maxlength: 80 })}
        <button class="button">${t('search.go')}</button>
      </form>
      ${
        query === ''
          ? ''
          : html`<p role="status">
              ${t(found.length === 1 ? 'search.one' : 'search.found', { count: found.length, query })}
            </p>`
      }
      <ul class="grid">
        ${found.map((product) => productCard(visit, product))}
      </ul>`,
  })
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
