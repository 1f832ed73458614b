import { html } from 'hono/html'
import type { CustomerRequest } from '../requests.ts'
import { formatInstant } from '../spoken.ts'
import type { ShopContext } from '../visit.ts'
import { page } from './layout.ts'

/** Says that a request has come in: its number, when, and what happens next. */
export function receiptPage(c: ShopContext, request: CustomerRequest): Response | Promise<Response> {
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
