import { Hono } from 'hono'
import { html } from 'hono/html'
import { type Customer, updateCustomer } from '../../customers.ts'
import { endSessionsOf } from '../../session.ts'
import { formatDay } from '../../spoken.ts'
import type { ShopContext, ShopEnv } from '../../visit.ts'
import { checkbox, field, filledFrom, select } from '../field.ts'
import { accountPage, type Answer, signedIn } from './account-page.ts'

/** Who the customer is, and how they like to be written to. */
export function detailsPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/mon-compte/informations', signedIn(detailsPage))
  app.post('/mon-compte/informations', signedIn(saveDetails))
  app.get('/mon-compte/preferences', signedIn(preferencesPage))
  app.post('/mon-compte/preferences', signedIn(saveDetails))
  app.post(
    '/mon-compte/deconnecter-partout',
    signedIn((c, customer) => {
      const { ledger, path } = c.get('visit')
      endSessionsOf(ledger, customer.id)
      return c.redirect(path('/connexion'), 303)
    }),
  )
  return app
}

function detailsPage(c: ShopContext, customer: Customer): Answer {
  const { t, path } = c.get('visit')
  return accountPage(
    c,
    t('account.section.informations'),
    html`<form method="post" action="${path('/mon-compte/informations')}" class="panel stack">
        <div class="row">
          ${field({ name: 'firstName', label: t('field.firstName'), value: customer.firstName, required: true, autocomplete: 'given-name' })}
          ${field({ name: 'lastName', label: t('field.lastName'), value: customer.lastName, required: true, autocomplete: 'family-name' })}
        </div>
        ${field({ name: 'phone', label: t('address.phone'), type: 'tel', value: customer.phone, autocomplete: 'tel' })}
        <button class="button">${t('account.save')}</button>
      </form>
      <dl class="facts">
        <dt>${t('field.email')}</dt>
        <dd>${customer.email}</dd>
        <dt>${t('account.since')}</dt>
        <dd>${formatDay(customer.since, c.get('visit').locale)}</dd>
      </dl>
      <details class="panel">
        <summary>${t('account.changeEmail')}</summary>
        <form method="post" action="${path('/mon-compte/informations/email')}" class="stack">
          ${field({ name: 'email', label: t('account.newEmail'), type: 'email', required: true, autocomplete: 'email' })}
          ${field({ name: 'password', label: t('signIn.password'), type: 'password', required: true, autocomplete: 'current-password' })}
          <button class="button">${t('account.save')}</button>
        </form>
      </details>
      <section class="panel stack" aria-labelledby="security">
        <h2 id="security">${t('account.security')}</h2>
        <p><a href="${path('/mot-de-passe-oublie')}">${t('account.changePassword')}</a></p>
        <form method="post" action="${path('/mon-compte/deconnecter-partout')}">
          <button class="button quiet">${t('account.signOutEverywhere')}</button>
        </form>
      </section>`,
  )
}

function preferencesPage(c: ShopContext, customer: Customer): Answer {
  const { t, path } = c.get('visit')
  return accountPage(
    c,
    t('account.section.preferences'),
    html`<form method="post" action="${path('/mon-compte/preferences')}" class="panel stack">
      ${select({
        name: 'locale',
        label: t('account.mailLanguage'),
        value: customer.locale,
        options: [
          ['fr', 'Français'],
          ['en', 'English'],
        ],
      })}
      ${checkbox({ name: 'newsletter', label: t('register.newsletter'), checked: customer.newsletter })}
      <button class="button">${t('account.save')}</button>
      <p class="hint">${t('account.newsletterHint')}</p>
    </form>`,
  )
}

async function saveDetails(c: ShopContext, customer: Customer): Promise<Response> {
  const { ledger, session, path, t, here } = c.get('visit')
  const form = filledFrom(await c.req.parseBody())
  const preferences = here.startsWith('/mon-compte/preferences')
  updateCustomer(ledger, customer.id, {
    firstName: form['firstName'] || customer.firstName,
    lastName: form['lastName'] || customer.lastName,
    phone: form['phone'] ?? customer.phone ?? '',
    locale: preferences ? (form['locale'] === 'en' ? 'en' : 'fr') : customer.locale,
    newsletter: preferences ? form['newsletter'] === 'yes' : customer.newsletter,
  })
  session.update({ notice: { kind: 'good', text: t('account.saved') } })
  return c.redirect(path(preferences ? '/mon-compte/preferences' : '/mon-compte/informations'), 303)
}
