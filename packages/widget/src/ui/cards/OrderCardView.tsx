import type { Milestone, OrderView, ShipmentView } from '@comptoir/bot-engine'
import type { VNode } from 'preact'
import { fill } from '../../i18n/texts.ts'
import { day, dayAndTime, shortDay, weekday } from '../dates.ts'
import { SafeLink } from '../SafeLink.tsx'
import { useScene } from '../scene.ts'
import type { CardTexts } from '../../i18n/texts.ts'
import type { CardProps } from './card-views.ts'
import { money } from './money.ts'

type Words = CardTexts['order']

/** An order: where it stands, what it has been through, what comes next, and its parcels. */
export function OrderCardView({ card, words: { order: words } }: CardProps<'order'>): VNode {
  const { locale } = useScene()
  const { order } = card
  const title = fill(words.title, { reference: order.reference })
  return (
    <section class="card order" aria-label={title}>
      <div class="order-head">
        <h3>{title}</h3>
        <p class="badge">{words.status[order.status]}</p>
        <p class="quiet">
          {fill(words.placed, { date: day(order.placedAt, locale) })} · {words.total}{' '}
          {money(order.total, locale)}
        </p>
      </div>
      <ol class="timeline" aria-label={words.timeline}>
        {order.milestones.map((milestone) => (
          <MilestoneRow milestone={milestone} words={words} />
        ))}
      </ol>
      {order.shipments.map((shipment, index) => (
        <Shipment
          shipment={shipment}
          words={words}
          number={order.shipments.length > 1 ? index + 1 : undefined}
        />
      ))}
      {!card.part && <Items order={order} words={words} />}
    </section>
  )
}

/** Nothing is expected any more. */
const ARRIVED: ReadonlySet<ShipmentView['status']> = new Set(['Delivered', 'AvailableForPickup'])

/** Done or expected is said in words; the mark beside it only repeats it. */
function MilestoneRow({ milestone, words }: { milestone: Milestone; words: Words }): VNode {
  const { locale } = useScene()
  const date = milestone.at === undefined ? undefined : shortDay(milestone.at, locale)
  return (
    <li data-state={milestone.expected ? 'expected' : 'done'}>
      <strong>{words.milestone[milestone.kind]}</strong>{' '}
      <span class="quiet">
        {milestone.expected
          ? date === undefined
            ? words.expected
            : fill(words.expectedOn, { date })
          : (date ?? words.done)}
      </span>
    </li>
  )
}

function Shipment({
  shipment,
  number,
  words,
}: {
  shipment: ShipmentView
  number: number | undefined
  words: Words
}): VNode {
  const { locale } = useScene()
  const { carrier, trackingNumber, trackingUrl, eta, events, status, locale: own = locale } = shipment
  return (
    <div class="shipment">
      {number !== undefined && <h4>{fill(words.parcel, { number })}</h4>}
      <dl>
        <dt>{words.carrier}</dt>
        <dd>
          {carrier} · {words.shipment[status]}
        </dd>
        {trackingNumber !== undefined && (
          <>
            <dt>{words.tracking}</dt>
            <dd class="code">{trackingNumber}</dd>
          </>
        )}
      </dl>
      {eta !== undefined && !ARRIVED.has(status) && <p>{fill(words.eta, { date: weekday(eta, locale) })}</p>}
      {trackingUrl !== undefined && (
        <p>
          <SafeLink href={trackingUrl}>{fill(words.follow, { carrier })}</SafeLink>
        </p>
      )}
      {events.length > 0 && (
        <details>
          <summary>{words.events}</summary>
          <ol class="events">
            {events.map((event) => (
              <li>
                {own === locale ? event.label : words.shipment[event.status]}
                {event.place !== undefined && `, ${event.place}`}{' '}
                <span class="quiet">{dayAndTime(Date.parse(event.at), locale)}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

function Items({ order, words }: { order: OrderView; words: Words }): VNode {
  return (
    <ul class="items" aria-label={words.items}>
      {order.items.map((item) => (
        <li>
          {fill(words.quantity, { count: item.quantity, name: item.name })}
          {item.digital && <span class="quiet"> ({words.digital})</span>}
        </li>
      ))}
    </ul>
  )
}
