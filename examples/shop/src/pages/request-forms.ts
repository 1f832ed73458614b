import { Hono } from 'hono'
import { html } from 'hono/html'
import { findOrder } from '../order.ts'
import { type CustomerRequest, recordRequest, type RequestKind } from '../requests.ts'
import { formatDay, formatInstant } from '../spoken.ts'
import { formatMoney } from '../money.ts'
import type { TextKey } from '../texts.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { receiveWithdrawal } from '../withdrawals.ts'
import { findVoucher } from '../vouchers.ts'
import { contentOf } from './content-page.ts'
import { field, type Filled, filledFrom } from './field.ts'
import { type Html, page } from './layout.ts'

interface RequestForm {
  readonly path: string
  readonly kind: RequestKind
  /** Besides name, e-mail and, where it fits, the order's reference. */
  readonly fields: readonly { readonly name: TextKey; readonly rows?: number; readonly required?: boolean }[]
  readonly reference: 'none' | 'optional' | 'required'
}

/** The pages on which a customer asks for something in writing. Their introductions are content pages. */
const forms: readonly RequestForm[] = [
  {
    path: '/contact',
    kind: 'contact',
    reference: 'optional',
    fields: [
      { name: 'field.subject', required: true },
      { name: 'field.message', rows: 6, required: true },
    ],
  },
  {
    path: '/reclamation',
    kind: 'complaint',
    reference: 'optional',
    fields: [
      { name: 'field.facts', rows: 6, required: true },
      { name: 'field.expected', rows: 3 },
    ],
  },
  {
    path: '/sav',
    kind: 'repair',
    reference: 'optional',
    fields: [
      { name: 'field.article', required: true },
      { name: 'field.fault', rows: 5, required: true },
    ],
  },
  {
    path: '/retour-cadeau',
    kind: 'gift-return',
    reference: 'required',
    fields: [
      { name: 'field.items', required: true },
      { name: 'field.wish', rows: 3 },
    ],
  },
  {
    path: '/pro/devis',
    kind: 'quote',
    reference: 'none',
    fields: [
      { name: 'field.company', required: true },
      { name: 'field.siret' },
      { name: 'field.items', rows: 5, required: true },
      { name: 'field.date' },
    ],
  },
  {
    path: '/pro/compte',
    kind: 'business-account',
    reference: 'none',
    fields: [
      { name: 'field.company', required: true },
      { name: 'field.siret', required: true },
      { name: 'field.vatNumber' },
    ],
  },
]

export function requestPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  for (const form of forms) {
    app.get(form.path, (c) => formPage(c, form))
    app.post(form.path, async (c) => {
      const { ledger, customer, locale, t } = c.get('visit')
      const filled = filledFrom(await c.req.parseBody())
      const missing = form.fields.some(({ name, required }) => required && !filled[bare(name)])
      if (missing || !filled['name'] || !isEmail(filled['email']))
        return formPage(c, form, filled, t('checkout.incomplete'))
      const order = filled['reference'] ? findOrder(ledger, filled['reference']) : undefined
      const request = recordRequest(ledger, {
        kind: form.kind,
        // Who gives a reference that is not theirs writes to us like anybody: it is not tied to the order.
        order: order && order.email.toLowerCase() === filled['email'].toLowerCase() ? order : undefined,
        customerId: customer?.id,
        email: filled['email'],
        name: filled['name'],
        locale,
        values: Object.fromEntries(
          ['reference', ...form.fields.map(({ name }) => bare(name))].map((name) => [
            name,
            (filled[name] ?? '').slice(0, 4000),
          ]),
        ),
      })
      return receipt(c, request)
    })
  }
  withdrawalRoutes(app)
  app.get('/carte-cadeau/solde', (c) => balancePage(c))
  app.post('/carte-cadeau/solde', (c) => balancePage(c))
  return app
}

function formPage(
  c: ShopContext,
  form: RequestForm,
  filled: Filled = {},
  error?: string,
): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  const content = contentOf(c, form.path)
  return page(
    c,
    {
      title: content.title,
      main: html`${content.body} ${error ? html`<p class="notice bad" role="alert">${error}</p>` : ''}
        <form method="post" action="${path(form.path)}" class="panel stack" id="form">
          ${identityFields(c, filled, form.reference)}
          ${form.fields.map((spec) =>
            field({
              name: bare(spec.name),
              label: t(spec.name),
              value: filled[bare(spec.name)],
              ...(spec.rows && { rows: spec.rows }),
              ...(spec.required && { required: true }),
              maxlength: spec.rows ? 4000 : 120,
            }),
          )}
          <button class="button">${t('form.send')}</button>
          <p class="hint">
            ${t('form.privacy')} <a href="${path('/confidentialite')}">${t('footer.privacy')}</a>
          </p>
        </form>`,
    },
    error ? 400 : 200,
  )
}

function identityFields(c: ShopContext, filled: Filled, reference: RequestForm['reference']): Html {
  const { t, customer } = c.get('visit')
  const name = customer && `${customer.firstName} ${customer.lastName}`
  return html`${field({
    name: 'name',
    label: t('field.name'),
    value: filled['name'] ?? name,
    required: true,
    autocomplete: 'name',
    maxlength: 80,
  })}
  ${field({
    name: 'email',
    label: t('field.email'),
    type: 'email',
    value: filled['email'] ?? customer?.email,
    required: true,
    autocomplete: 'email',
  })}
  ${
    reference === 'none'
      ? ''
      : field({
          name: 'reference',
          label: t('field.reference'),
          value: filled['reference'] ?? c.req.query('commande'),
          required: reference === 'required',
          maxlength: 12,
          hint: t('field.referenceHint'),
        })
  }`
}

/**
 * The withdrawal function (C. conso. L221-21, D221-5): name, contract and an address for the receipt; then one button
 * that confirms. No reason, no sign-in, no look at whether the right still stands: that is for a person, later.
 */
function withdrawalRoutes(app: Hono<ShopEnv>): void {
  app.get('/retractation', (c) => withdrawalPage(c))
  app.post('/retractation', async (c) => {
    const { t } = c.get('visit')
    const filled = filledFrom(await c.req.parseBody())
    if (!filled['name'] || !filled['reference'] || !isEmail(filled['email']))
      return withdrawalPage(c, filled, t('checkout.incomplete'))
    return filled['step'] === 'confirm' ? declareWithdrawal(c, filled) : confirmWithdrawal(c, filled)
  })
}

function withdrawalPage(c: ShopContext, filled: Filled = {}, error?: string): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  const content = contentOf(c, '/retractation')
  return page(
    c,
    {
      title: content.title,
      main: html`${content.body} ${error ? html`<p class="notice bad" role="alert">${error}</p>` : ''}
        <form method="post" action="${path('/retractation')}" class="panel stack" id="form">
          ${identityFields(c, filled, 'required')}
          ${field({
            name: 'items',
            label: t('withdrawal.items'),
            value: filled['items'],
            rows: 3,
            maxlength: 2000,
            hint: t('withdrawal.itemsHint'),
          })}
          <button class="button">${t('withdrawal.next')}</button>
        </form>`,
    },
    error ? 400 : 200,
  )
}

function confirmWithdrawal(c: ShopContext, filled: Filled): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  const kept = ['name', 'email', 'reference', 'items'] as const
  return page(c, {
    title: t('withdrawal.confirmTitle'),
    main: html`<h1>${t('withdrawal.confirmTitle')}</h1>
      <p>${t('withdrawal.statement')}</p>
      <dl class="facts panel">
        ${kept.map(
          (name) =>
            html`<dt>${t(`field.${name}`)}</dt>
              <dd>${filled[name] || t('withdrawal.whole')}</dd>`,
        )}
      </dl>
      <form method="post" action="${path('/retractation')}" class="row">
        ${kept.map((name) => html`<input type="hidden" name="${name}" value="${filled[name] ?? ''}" />`)}
        <input type="hidden" name="step" value="confirm" />
        <button class="button">${t('withdrawal.confirm')}</button>
      </form>`,
  })
}

function declareWithdrawal(c: ShopContext, filled: Filled): Response | Promise<Response> {
  const { ledger, customer, locale } = c.get('visit')
  const { name = '', email = '', reference = '', items = '' } = filled
  const request = receiveWithdrawal(ledger, {
    name,
    email,
    reference,
    items,
    locale,
    customerId: customer?.id,
  })
  return receipt(c, request)
}

function receipt(c: ShopContext, request: CustomerRequest): Response | Promise<Response> {
  const { t, locale, path } = c.get('visit')
  const deadline = t(`request.promise.${request.kind}`)
  return page(c, {
    title: t('form.received'),
    main: html`<h1>${t('form.received')}</h1>
      <div class="panel">
        <p>
          ${t('form.receivedText', { number: request.number, at: formatInstant(request.at, locale), email: request.email })}
        </p>
        <p>${deadline}</p>
      </div>
      <p><a class="button quiet" href="${path('/')}">${t('nav.home')}</a></p>`,
  })
}

/** What is left on a gift card or a credit note, for whoever has its code. */
async function balancePage(c: ShopContext): Promise<Response> {
  const { t, path, ledger, locale } = c.get('visit')
  const code = c.req.method === 'POST' ? (filledFrom(await c.req.parseBody())['code'] ?? '') : ''
  const voucher = code === '' ? undefined : findVoucher(ledger, code)
  const content = contentOf(c, '/carte-cadeau/solde')
  return page(c, {
    title: content.title,
    main: html`${content.body}
      ${
        code === ''
          ? ''
          : html`<p class="notice ${voucher ? 'good' : 'bad'}" role="status">
              ${
                voucher
                  ? t('balance.is', {
                      amount: formatMoney(voucher.balance, locale),
                      day: formatDay(voucher.expiresAt, locale),
                    })
                  : t('balance.unknown')
              }
            </p>`
      }
      <form method="post" action="${path('/carte-cadeau/solde')}" class="panel row">
        ${field({ name: 'code', label: t('balance.code'), value: code, required: true, maxlength: 24 })}
        <button class="button">${t('balance.go')}</button>
      </form>`,
  })
}

function bare(name: string): string {
  return name.replace(/^field\./, '')
}

function isEmail(text: string | undefined): text is string {
  return text !== undefined && /^\S+@\S+\.\S+$/.test(text)
}
