import type { InvoiceView, Milestone, ShipmentView } from '@comptoir/bot-engine'
import type { JSX } from 'preact'
import type { AgentConversation, AgentOrder } from '../../src/agent-api.ts'
import { amount, moment } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { fill } from '../texts.ts'
import { SafeLink } from './SafeLink.tsx'

/** What the customer has proven, and the orders that this opens, as the shop has them now. */
export function OrderPanel({ conversation }: { readonly conversation: AgentConversation }): JSX.Element {
  const { texts } = useLanguage()
  const { verification, orders, ordersUnavailable } = conversation
  const [first, ...others] = orders
  return (
    <aside class="order" aria-label={texts.order.title}>
      <h2>{texts.order.title}</h2>
      {verification.level === 0 ? (
        <p class="quiet">{texts.order.unverified}</p>
      ) : (
        <p>
          <span class="badge verified">{fill(texts.order.level, { level: verification.level })}</span>
        </p>
      )}
      {verification.level > 0 && !verification.live && <p class="notice">{texts.order.lapsed}</p>}
      {ordersUnavailable && <p class="notice">{texts.order.unavailable}</p>}
      {first && <Order order={first} />}
      {others.length > 0 && (
        <>
          <h3>{texts.order.others}</h3>
          {others.map((order) => (
            <details key={order.reference}>
              <summary>
                {order.reference} – {texts.status[order.status]}
              </summary>
              <Order order={order} />
            </details>
          ))}
        </>
      )}
    </aside>
  )
}

function Order({ order }: { readonly order: AgentOrder }): JSX.Element {
  const { texts, locale, timeZone } = useLanguage()
  const { reference, status, placedAt, paid, total, items, milestones, shipments, shipTo, links } = order
  return (
    <article class="order-sheet">
      <h3>
        {reference} <span class="badge">{texts.status[status]}</span>
      </h3>
      <p class="quiet">{fill(texts.order.placed, { date: moment(placedAt, locale, timeZone) })}</p>
      <dl class="pairs">
        <div>
          <dt>{texts.order.total}</dt>
          <dd>
            {amount(total, locale)} · {paid ? texts.order.paid : texts.order.unpaid}
          </dd>
        </div>
        <div>
          <dt>{texts.order.customer}</dt>
          <dd dir="auto">{order.customerName}</dd>
        </div>
        <div>
          <dt>{texts.order.shipTo}</dt>
          <dd dir="auto">
            {order.shippingMethod}
            {shipTo && ` · ${[...shipTo.lines, `${shipTo.postcode} ${shipTo.city}`].join(', ')}`}
          </dd>
        </div>
        <div>
          <dt>{texts.order.payment}</dt>
          <dd>{order.paymentMethod}</dd>
        </div>
      </dl>
      <h4>{texts.order.timeline}</h4>
      <ol class="timeline">
        {milestones.map((milestone, index) => (
          <Step key={index} milestone={milestone} />
        ))}
      </ol>
      {shipments.length > 0 && <h4>{texts.order.parcels}</h4>}
      {shipments.map((shipment) => (
        <Parcel key={shipment.id} shipment={shipment} />
      ))}
      {order.invoices && order.invoices.length > 0 && (
        <>
          <h4>{texts.order.invoices}</h4>
          <ul class="plain-list">
            {order.invoices.map((invoice) => (
              <Invoice key={invoice.number} invoice={invoice} />
            ))}
          </ul>
        </>
      )}
      <h4>{texts.order.items}</h4>
      <ul class="plain-list">
        {items.map(({ sku, name, quantity }) => (
          <li key={sku} dir="auto">
            {quantity} × {name}
          </li>
        ))}
      </ul>
      {(links.backOffice || links.customer) && (
        <p class="order-links">
          {links.backOffice && <SafeLink href={links.backOffice}>{texts.order.backOffice}</SafeLink>}
          {links.customer && <SafeLink href={links.customer}>{texts.order.customerPage}</SafeLink>}
        </p>
      )}
    </article>
  )
}

function Step({ milestone: { kind, at, expected } }: { readonly milestone: Milestone }): JSX.Element {
  const { texts, locale, timeZone } = useLanguage()
  return (
    <li class={expected ? 'expected' : undefined}>
      <span>
        {texts.milestone[kind]}
        {expected && ` (${texts.order.expected})`}
      </span>
      {at && <time datetime={at}>{moment(at, locale, timeZone)}</time>}
    </li>
  )
}

function Parcel({ shipment }: { readonly shipment: ShipmentView }): JSX.Element {
  const { texts, locale, timeZone } = useLanguage()
  const { carrier, trackingNumber, trackingUrl, status, events } = shipment
  const newest = events.at(-1)
  return (
    <div class="parcel">
      <p>
        {carrier} · {texts.shipment[status]}
      </p>
      {newest && (
        <p class="quiet" dir="auto">
          {moment(newest.at, locale, timeZone)} – {newest.label}
          {newest.place && `, ${newest.place}`}
        </p>
      )}
      {trackingUrl ? (
        <SafeLink href={trackingUrl}>{fill(texts.order.track, { number: trackingNumber ?? '' })}</SafeLink>
      ) : (
        trackingNumber && <p>{trackingNumber}</p>
      )}
    </div>
  )
}

function Invoice({ invoice }: { readonly invoice: InvoiceView }): JSX.Element {
  const { texts, locale, timeZone } = useLanguage()
  const { number, kind, issuedAt, total, mail } = invoice
  const sent =
    mail &&
    { sent: texts.order.mailSent, failed: texts.order.mailFailed, 'not-sent': texts.order.mailNotSent }[
      mail.state
    ]
  return (
    <li>
      {fill(kind === 'invoice' ? texts.order.invoice : texts.order.credit, { number })}{' '}
      <span class="quiet">
        {moment(issuedAt, locale, timeZone)} · {amount(total, locale)}
        {sent && ` · ${sent}`}
      </span>
    </li>
  )
}
