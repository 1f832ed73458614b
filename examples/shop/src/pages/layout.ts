import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import company from '../../content/company.json' with { type: 'json' }
import { basketCount } from '../basket.ts'
import { catalogue } from '../catalogue.ts'
import type { ShopContext, Visit } from '../visit.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export interface PageContent {
  readonly title: string
  readonly description?: string
  readonly main: Html
  /** Payment pages carry no script at all: nothing may stand beside a card number. */
  readonly withoutChat?: boolean
  readonly wide?: boolean
}

/** A whole page: head, the shop's header, its content, its footer, and the one line that brings the chat. */
export function page(
  c: ShopContext,
  content: PageContent,
  status: 200 | 400 | 403 | 404 | 409 | 429 | 500 = 200,
): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, locale, session } = visit
  const notice = session.data.notice
  if (notice) session.forget('notice')
  const title =
    content.title === company.name
      ? `${company.name}, ${t('site.motto')}`
      : `${content.title} – ${company.name}`
  return c.html(
    html`<!doctype html>
      <html lang="${locale}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <meta name="description" content="${content.description ?? t('site.description')}" />
          <link rel="icon" href="/assets/img/mark.svg" type="image/svg+xml" />
          <link rel="alternate" hreflang="fr" href="${visit.here}" />
          <link rel="alternate" hreflang="en" href="${inEnglish(visit.here)}" />
          <link rel="stylesheet" href="/assets/shop.css" />
          ${content.withoutChat ? '' : chat(visit)}
        </head>
        <body>
          <a class="skip" href="#content">${t('site.skip')}</a>
          ${header(visit)}
          <main id="content" class="${content.wide ? 'wide' : 'measure'}">
            ${notice ? html`<p class="notice ${notice.kind}" role="status">${notice.text}</p>` : ''}
            ${content.main}
          </main>
          ${footer(visit)}
        </body>
      </html>`,
    status,
  )
}

/** The one line; and for a customer who is logged in, the shop's word for who it is. */
function chat(visit: Visit): Html {
  const identify = visit.identity
    ? html`<script nonce="${visit.nonce}">
        ${raw(
          `window.comptoir=window.comptoir||function(){(window.comptoir.q=window.comptoir.q||[]).push(arguments)};window.comptoir('identify',${JSON.stringify(visit.identity)})`,
        )}
      </script>`
    : ''
  // One line, as a shop's developer would paste it: where the rest is, the launcher's colour, and how to reach
  // people should the rest not be there.
  const ways = `data-accent="#a3472b" data-phone="${company.phone}" data-page="${visit.path('/contact')}"`
  const desk = visit.demo.desk === undefined ? '' : ` data-desk="${visit.demo.desk}"`
  const tag = `<script async src="/comptoir/comptoir.js" data-config="/comptoir/config.json" ${ways}${desk}></script>`
  return html`${identify}${raw(tag)}`
}

function header(visit: Visit): Html {
  const { t, locale, path, session, customer } = visit
  const count = basketCount(session.basket)
  const accountLabel = customer ? customer.firstName : t('nav.account')
  return html`
    <header>
      <p class="ribbon">${t('site.ribbon')}</p>
      <div class="top">
        <a class="brand" href="${path('/')}">
          <img src="/assets/img/mark.svg" alt="" width="34" height="34" />
          <span>Atelier Nelvet</span>
        </a>
        <nav class="categories" aria-label="${t('nav.categories')}">
          <ul>
            ${catalogue.categories.map(
              (category) =>
                html`<li>
                  <a href="${path(`/${category.slug}`)}" ${current(visit, `/${category.slug}`)}
                    >${t(`nav.${category.id}` as 'nav.lamps')}</a
                  >
                </li>`,
            )}
          </ul>
        </nav>
        <div class="tools">
          <a class="tool" href="${path('/recherche')}">${icon('search')}<span>${t('nav.search')}</span></a>
          <a class="tool" href="${path('/mon-compte')}">${icon('person')}<span>${accountLabel}</span></a>
          <a class="tool" href="${path('/panier')}"
            >${icon('basket')}<span
              >${t('nav.cart')}${count > 0 ? html` <b class="count">${count}</b>` : ''}</span
            ></a
          >
          <span class="languages" role="group" aria-label="${t('nav.language')}">
            <a
              href="${visit.here}"
              lang="fr"
              hreflang="fr"
              ${locale === 'fr' ? raw(' aria-current="true"') : ''}
              >FR</a
            >
            <a
              href="${inEnglish(visit.here)}"
              lang="en"
              hreflang="en"
              ${locale === 'en' ? raw(' aria-current="true"') : ''}
              >EN</a
            >
          </span>
        </div>
      </div>
    </header>
  `
}

function footer(visit: Visit): Html {
  const { t, path } = visit
  const link = (to: string, label: string): Html => html`<li><a href="${path(to)}">${label}</a></li>`
  return html`
    <footer class="bottom">
      <div class="columns">
        <section>
          <h2>${t('footer.service')}</h2>
          <p>
            <a class="phone" href="tel:+33261910042">${company.phone}</a
            ><br />${t('footer.notSurcharged')}<br />${t('footer.hours')}
          </p>
          <ul>
            ${link('/contact', t('footer.contact'))} ${link('/suivi-commande', t('footer.track'))}
            ${link('/mon-compte/retours', t('footer.returns'))} ${link('/sav', t('footer.repair'))}
            ${link('/reclamation', t('footer.complaint'))}
          </ul>
        </section>
        <section>
          <h2>${t('footer.shopping')}</h2>
          <ul>
            ${link('/boutique', t('footer.store'))} ${link('/offres', t('footer.offers'))}
            ${link('/carte-cadeau', t('nav.gift-cards'))} ${link('/carte-cadeau/solde', t('footer.balance'))}
            ${link('/guides', t('footer.guides'))} ${link('/guide-des-tailles', t('footer.sizes'))}
            ${link('/notices', t('footer.manuals'))} ${link('/pieces-detachees', t('footer.parts'))}
            ${link('/pro/devis', t('footer.business'))}
          </ul>
        </section>
        <section>
          <h2>${t('footer.rights')}</h2>
          <ul>
            <li><a class="strong" href="${path('/retractation')}">${t('footer.withdraw')}</a></li>
            ${link('/garantie', t('footer.guarantee'))} ${link('/mediation', t('footer.mediation'))}
            ${link('/cgv', t('footer.terms'))} ${link('/mentions-legales', t('footer.legal'))}
            ${link('/confidentialite', t('footer.privacy'))} ${link('/cookies', t('footer.cookies'))}
            ${link('/accessibilite', t('footer.accessibility'))}
          </ul>
        </section>
        <section>
          <h2>${t('footer.house')}</h2>
          <p>Atelier Nelvet<br />8 rue des Lavandières<br />14000 Caen<br />${t('footer.storeHours')}</p>
          <ul>
            ${link('/recrutement', t('footer.jobs'))} ${link('/presse', t('footer.press'))}
            ${link('/demo', t('footer.demo'))}
          </ul>
        </section>
      </div>
      <form method="post" action="${path('/newsletter')}" class="newsletter">
        <h2>${t('newsletter.title')}</h2>
        <p id="newsletter-text">${t('newsletter.text')}</p>
        <div class="row">
          <input
            type="email"
            name="email"
            required
            autocomplete="email"
            aria-label="${t('newsletter.title')}"
            aria-describedby="newsletter-text"
            placeholder="${t('field.email')}"
          />
          <button class="button">${t('newsletter.go')}</button>
        </div>
      </form>
      <p class="small">${t('footer.fiction')}</p>
    </footer>
  `
}

/** A picture of the set: drawn with the text's own colour, said by the words beside it. */
export function icon(name: 'search' | 'person' | 'basket' | 'pdf' | 'check'): Html {
  const paths = {
    search: '<circle cx="10" cy="10" r="6"/><path d="m15 15 6 6"/>',
    person: '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
    basket: '<path d="M3 9h18l-2 11H5zM8 9l3-6M16 9l-3-6"/>',
    pdf: '<path d="M6 2h8l5 5v15H6zM14 2v5h5M9 13h7M9 17h7"/>',
    check: '<path d="m4 12 5 6L20 6"/>',
  }
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${raw(paths[name])}
  </svg>`
}

/** The way back, above a page's title. */
export function breadcrumb(visit: Visit, ...steps: readonly (readonly [to: string, label: string])[]): Html {
  return html`<nav class="crumbs" aria-label="${visit.t('nav.crumbs')}">
    <ol>
      <li><a href="${visit.path('/')}">${visit.t('nav.home')}</a></li>
      ${steps.map(([to, label]) => html`<li><a href="${visit.path(to)}">${label}</a></li>`)}
    </ol>
  </nav>`
}

/** The English address of a page; the home page is `/en`, with no slash after it. */
function inEnglish(here: string): string {
  return `/en${/^\/(\?|$)/.test(here) ? here.slice(1) : here}`
}

function current(visit: Visit, to: string): Html | string {
  return visit.here.split('?')[0] === to ? raw(' aria-current="page"') : ''
}
