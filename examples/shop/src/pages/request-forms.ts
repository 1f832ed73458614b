import { Hono } from 'hono'
import { html } from 'hono/html'
import { findOrder } from '../order.ts'
import { recordRequest, type RequestKind } from '../requests.ts'
import { formatDay } from '../spoken.ts'
import { formatMoney } from '../money.ts'
import type { TextKey } from '../texts.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { findVoucher } from '../vouchers.ts'
import { contentOf } from './content-page.ts'
import { field, type Filled, filledFrom } from './field.ts'
import { identityFields, isEmail } from './identity-fields.ts'
import { page } from './layout.ts'
import { receiptPage } from './request-receipt.ts'

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
      return receiptPage(c, request)
    })
  }
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
