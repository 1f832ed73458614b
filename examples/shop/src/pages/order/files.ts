import { Hono } from 'hono'
import { html } from 'hono/html'
import { type Download, filesOf, recordDownload, renewDownload } from '../../downloads.ts'
import { zipOfModel } from '../../model-file.ts'
import { type Order, orderOfLine } from '../../order.ts'
import { stateOf } from '../../orders.ts'
import { signatureFits } from '../../signed-link.ts'
import { formatDay } from '../../spoken.ts'
import type { ShopContext, ShopEnv, Visit } from '../../visit.ts'
import type { Answer } from '../account/account-page.ts'
import { type Html, page } from '../layout.ts'
import { back, orderBase, withOwnOrder } from './access.ts'

/** The files of an order: from its page, and from the link in a mail. */
export function filePages(secret: string): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get(
    `${orderBase}/fichiers/:line`,
    withOwnOrder((c, order) => giveFile(c, order, Number(c.req.param('line'))) ?? c.notFound()),
  )
  app.post(
    `${orderBase}/fichiers/:line/renouveler`,
    withOwnOrder((c, order) => {
      const { ledger, session, t, demo } = c.get('visit')
      const file = renewDownload(ledger, order, Number(c.req.param('line')), {
        origin: demo.origin(),
        secret,
      })
      session.update({
        notice: {
          kind: 'good',
          text: t('order.renewed', { file: file.line.name, email: order.email }),
        },
      })
      return back(c, order)
    }),
  )
  // Guests have the link of their mail: it says which file and until when, and is signed.
  app.get('/fichiers/:line/:until/:signature', (c) => {
    const { ledger } = c.get('visit')
    const { line, until, signature } = c.req.param()
    const genuine = signatureFits(secret, `/fichiers/${line}/${until}`, signature)
    const inTime = Number(until) > ledger.clock.now().getTime()
    const order = genuine && inTime ? orderOfLine(ledger, Number(line)) : undefined
    return (order && giveFile(c, order, Number(line))) ?? expiredPage(c)
  })
  return app
}

/** A file with what is left of its downloads, and the way to more. */
export function fileItem({ t, path, locale }: Visit, order: Order, file: Download): Html {
  const base = `/mon-compte/commandes/${order.reference}/fichiers/${file.line.id}`
  return html`<b>${file.line.name}</b><br /><small
      >${t('order.downloadsLeft', { count: file.remaining })} ·
      ${t('order.availableUntil', { day: formatDay(file.availableUntil, locale) })}</small
    >
    <p class="row">${file.remaining > 0 ? html`<a href="${path(base)}">${t('downloads.get')}</a>` : ''}</p>
    <form method="post" action="${path(`${base}/renouveler`)}">
      <button class="link">${t('order.renewDownload')}</button>
    </form>`
}

/** The file itself, while it may be fetched; each time counts. */
function giveFile(c: ShopContext, order: Order, lineId: number): Response | undefined {
  const { ledger } = c.get('visit')
  const file = filesOf(ledger, order).find(({ line }) => line.id === lineId)
  if (!file || file.remaining === 0 || !stateOf(ledger, order).actions.includes('download')) return undefined
  recordDownload(ledger, lineId)
  c.header('Content-Type', 'application/zip')
  c.header('Content-Disposition', `attachment; filename="${file.line.sku.toLowerCase()}.zip"`)
  return c.body(zipOfModel(file.line.sku))
}

function expiredPage(c: ShopContext): Answer {
  const { t } = c.get('visit')
  return page(
    c,
    {
      title: t('files.link'),
      main: html`<h1>${t('files.link')}</h1>
        <p>${t('files.expired')}</p>`,
    },
    404,
  )
}
