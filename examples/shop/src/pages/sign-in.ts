import { Hono } from 'hono'
import { html } from 'hono/html'
import { changePassword, registerCustomer, signIn } from '../customers.ts'
import { passwordLinkHolds, sendPasswordLink, usePasswordLink } from '../password-links.ts'
import { Refusal } from '../refusal.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { checkbox, field, type Filled, filledFrom } from './field.ts'
import { page } from './layout.ts'

/** Signing in and out, opening an account, a forgotten password. */
export function signInPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()

  app.get('/connexion', (c) => signInPage(c, { back: c.req.query('retour') }))
  app.post('/connexion', async (c) => {
    const { ledger, session, path, t } = c.get('visit')
    const form = filledFrom(await c.req.parseBody())
    const result = signIn(ledger, form['email'] ?? '', form['password'] ?? '')
    if ('failed' in result)
      return signInPage(c, { back: form['back'], email: form['email'], error: t(`signIn.${result.failed}`) })
    session.update({ customerId: result.customer.id })
    session.renew()
    return c.redirect(path(inside(form['back'])), 303)
  })
  app.post('/deconnexion', (c) => {
    const { session, path, t } = c.get('visit')
    session.forget('customerId', 'tracked', 'placed', 'checkout')
    session.update({ notice: { kind: 'good', text: t('signIn.out') } })
    session.renew()
    return c.redirect(path('/'), 303)
  })

  app.get('/inscription', (c) => registrationPage(c))
  app.post('/inscription', async (c) => {
    const { ledger, session, path, t, locale } = c.get('visit')
    const form = filledFrom(await c.req.parseBody())
    try {
      const customer = registerCustomer(ledger, {
        firstName: form['firstName'] ?? '',
        lastName: form['lastName'] ?? '',
        email: form['email'] ?? '',
        password: form['password'] ?? '',
        locale,
        newsletter: form['newsletter'] === 'yes',
      })
      session.update({
        customerId: customer.id,
        notice: { kind: 'good', text: t('register.done', { name: customer.firstName }) },
      })
      session.renew()
      return c.redirect(path('/mon-compte'), 303)
    } catch (error) {
      if (error instanceof Refusal) return registrationPage(c, form, error.in(t))
      throw error
    }
  })

  app.get('/mot-de-passe-oublie', forgottenPage)
  app.post('/mot-de-passe-oublie', async (c) => {
    const { ledger, session, t, locale, demo } = c.get('visit')
    const email = filledFrom(await c.req.parseBody())['email'] ?? ''
    sendPasswordLink(ledger, email, demo.origin())
    session.update({ notice: { kind: 'good', text: t('forgotten.sent') } })
    return c.redirect(locale === 'en' ? '/en/mot-de-passe-oublie' : '/mot-de-passe-oublie', 303)
  })

  app.get('/nouveau-mot-de-passe/:id/:token', (c) => newPasswordPage(c))
  app.post('/nouveau-mot-de-passe/:id/:token', async (c) => {
    const { ledger, session, path, t } = c.get('visit')
    if (!linkHolds(c)) return newPasswordPage(c)
    const id = c.req.param('id')
    const password = filledFrom(await c.req.parseBody())['password'] ?? ''
    try {
      changePassword(ledger, id, password)
    } catch (error) {
      if (error instanceof Refusal) return newPasswordPage(c, error.in(t))
      throw error
    }
    usePasswordLink(ledger, id)
    session.update({ notice: { kind: 'good', text: t('forgotten.changed') } })
    return c.redirect(path('/connexion'), 303)
  })
  return app
}

/** Sign-in stands on its own page, and in the place of an account page that somebody asks for without being signed in. */
export function signInPage(
  c: ShopContext,
  options: {
    readonly back?: string | undefined
    readonly email?: string | undefined
    readonly error?: string
  } = {},
): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  return page(
    c,
    {
      title: t('signIn.title'),
      main: html`<h1>${t('signIn.title')}</h1>
        ${options.back ? html`<p>${t('signIn.first')}</p>` : ''}
        ${options.error ? html`<p class="notice bad" role="alert">${options.error}</p>` : ''}
        <form method="post" action="${path('/connexion')}" class="panel stack">
          <input type="hidden" name="back" value="${inside(options.back)}" />
          ${field({
            name: 'email',
            label: t('field.email'),
            type: 'email',
            value: options.email,
            required: true,
            autocomplete: 'username',
          })}
          ${field({
            name: 'password',
            label: t('signIn.password'),
            type: 'password',
            required: true,
            autocomplete: 'current-password',
          })}
          <button class="button">${t('account.signIn')}</button>
          <p>
            <a href="${path('/mot-de-passe-oublie')}">${t('forgotten.title')}</a> ·
            <a href="${path('/inscription')}">${t('register.title')}</a> ·
            <a href="${path('/suivi-commande')}">${t('signIn.guest')}</a>
          </p>
        </form>
        <p class="hint">${t('signIn.demo')} <a href="${path('/demo')}">${t('footer.demo')}</a></p>`,
    },
    options.error ? 400 : 200,
  )
}

function registrationPage(c: ShopContext, form: Filled = {}, error?: string): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  return page(
    c,
    {
      title: t('register.title'),
      main: html`<h1>${t('register.title')}</h1>
        <p>${t('register.intro')}</p>
        ${error ? html`<p class="notice bad" role="alert">${error}</p>` : ''}
        <form method="post" action="${path('/inscription')}" class="panel stack">
          <div class="row">
            ${field({ name: 'firstName', label: t('field.firstName'), value: form['firstName'], required: true, autocomplete: 'given-name', maxlength: 40 })}
            ${field({ name: 'lastName', label: t('field.lastName'), value: form['lastName'], required: true, autocomplete: 'family-name', maxlength: 40 })}
          </div>
          ${field({ name: 'email', label: t('field.email'), type: 'email', value: form['email'], required: true, autocomplete: 'email' })}
          ${field({ name: 'password', label: t('signIn.password'), type: 'password', required: true, autocomplete: 'new-password', hint: t('register.passwordHint') })}
          ${checkbox({ name: 'newsletter', label: t('register.newsletter') })}
          <button class="button">${t('register.go')}</button>
          <p class="hint">
            ${t('register.privacy')} <a href="${path('/confidentialite')}">${t('footer.privacy')}</a>
          </p>
        </form>`,
    },
    error ? 400 : 200,
  )
}

function forgottenPage(c: ShopContext): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  return page(c, {
    title: t('forgotten.title'),
    main: html`<h1>${t('forgotten.title')}</h1>
      <p>${t('forgotten.intro')}</p>
      <form method="post" action="${path('/mot-de-passe-oublie')}" class="panel stack">
        ${field({ name: 'email', label: t('field.email'), type: 'email', required: true, autocomplete: 'email' })}
        <button class="button">${t('forgotten.go')}</button>
      </form>
      <p class="hint">
        ${t('forgotten.demo')} <a href="${path('/back-office/courriers')}">${t('backOffice.mails')}</a>
      </p>`,
  })
}

function newPasswordPage(c: ShopContext, error?: string): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  const holds = linkHolds(c)
  return page(
    c,
    {
      title: t('forgotten.new'),
      main: html`<h1>${t('forgotten.new')}</h1>
        ${error ? html`<p class="notice bad" role="alert">${error}</p>` : ''}
        ${
          holds
            ? html`<form method="post" class="panel stack">
                ${field({ name: 'password', label: t('signIn.password'), type: 'password', required: true, autocomplete: 'new-password', hint: t('register.passwordHint') })}
                <button class="button">${t('forgotten.save')}</button>
              </form>`
            : html`<p>${t('forgotten.expired')}</p>
                <p><a class="button" href="${path('/mot-de-passe-oublie')}">${t('forgotten.title')}</a></p>`
        }`,
    },
    holds && !error ? 200 : 400,
  )
}

function linkHolds(c: ShopContext): boolean {
  const { ledger } = c.get('visit')
  return passwordLinkHolds(ledger, c.req.param('id') ?? '', c.req.param('token') ?? '')
}

/** Only pages of this shop are gone back to. */
function inside(back: string | undefined): string {
  return back && /^\/(?![/\\])/.test(back) ? back.replace(/^\/en(?=\/|$)/, '') || '/' : '/mon-compte'
}
