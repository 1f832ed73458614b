import { html } from 'hono/html'
import type { ShopContext } from '../visit.ts'
import { page } from './layout.ts'

export function notFoundPage(c: ShopContext): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  return page(
    c,
    {
      title: t('notFound.title'),
      main: html`<h1>${t('notFound.title')}</h1>
        <p>${t('notFound.text')}</p>
        <p>
          <a class="button" href="${path('/recherche')}">${t('notFound.search')}</a>
          <a class="button quiet" href="${path('/')}">${t('nav.home')}</a>
        </p>`,
    },
    404,
  )
}

/** The shop said no: the sentence, and the way back. */
export function errorPage(c: ShopContext, sentence: string): Response | Promise<Response> {
  const { t, path } = c.get('visit')
  return page(
    c,
    {
      title: t('refused.title'),
      main: html`<h1>${t('refused.title')}</h1>
        <p class="notice bad" role="alert">${sentence}</p>
        <p><a class="button quiet" href="${path('/')}">${t('nav.home')}</a></p>`,
    },
    409,
  )
}
