import { html } from 'hono/html'
import type { Customer } from '../../customers.ts'
import type { ShopContext } from '../../visit.ts'
import { type Html, page } from '../layout.ts'
import { signInPage } from '../sign-in.ts'

export type Answer = Response | Promise<Response>

/** Hands over the customer; whoever is not signed in finds the sign-in form in the page's place. */
export function signedIn(answer: (c: ShopContext, customer: Customer) => Answer): (c: ShopContext) => Answer {
  return (c) => {
    const { customer, here } = c.get('visit')
    return customer ? answer(c, customer) : signInPage(c, { back: here })
  }
}

const sections = [
  'commandes',
  'retours',
  'telechargements',
  'avoirs',
  'fidelite',
  'parrainage',
  'adresses',
  'informations',
  'preferences',
  'donnees',
] as const

/** A page of the account, with its sections beside it. */
export function accountPage(c: ShopContext, title: string, main: Html): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path } = visit
  return page(c, {
    title,
    wide: true,
    main: html`<div class="account">
      <nav class="panel" aria-label="${t('nav.account')}">
        <ul class="plain">
          ${sections.map(
            (section) =>
              html`<li>
                <a
                  href="${path(`/mon-compte/${section}`)}"
                  ${visit.here.startsWith(`/mon-compte/${section}`) ? html`aria-current="page"` : ''}
                  >${t(`account.section.${section}`)}</a
                >
              </li>`,
          )}
        </ul>
        <form method="post" action="${path('/deconnexion')}">
          <button class="link">${t('account.signOut')}</button>
        </form>
      </nav>
      <div class="stack">
        <h1>${title}</h1>
        ${main}
      </div>
    </div>`,
  })
}
