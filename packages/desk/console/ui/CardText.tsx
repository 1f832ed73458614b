import type { Card } from '@comptoir/bot-engine'
import type { JSX } from 'preact'
import { useLanguage } from '../language.tsx'
import { fill } from '../texts.ts'
import { FileView, type FileViewProps } from './FileView.tsx'

/** A card as text: what the customer was shown, or answered. */
export function CardText({
  card,
  mintLink,
}: {
  readonly card: Card
  readonly mintLink: FileViewProps['mintLink']
}): JSX.Element {
  const { texts } = useLanguage()
  switch (card.type) {
    case 'article':
      return (
        <div class="card">
          <p class="card-title">{fill(texts.card.article, { title: card.title })}</p>
          {card.steps && (
            <ol>
              {card.steps.map((step, index) => (
                <li key={index}>
                  {step.title}
                  {step.text && ` – ${step.text}`}
                </li>
              ))}
            </ol>
          )}
        </div>
      )
    case 'order':
      return (
        <p class="card card-title">
          {fill(texts.card.order, {
            reference: card.order.reference,
            status: texts.status[card.order.status],
          })}
        </p>
      )
    case 'file':
      return <FileView card={card} mintLink={mintLink} />
    case 'form':
      return (
        <div class="card">
          <p class="card-title">{texts.card.form}</p>
          <dl class="pairs">
            {card.fields.map(({ name, label, value }) => (
              <div key={name}>
                <dt>{label}</dt>
                <dd>
                  {typeof value === 'boolean'
                    ? value
                      ? texts.card.yes
                      : texts.card.no
                    : value || texts.card.empty}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )
    case 'rating': {
      const picked = card.options.find(({ id }) => id === card.picked)
      return (
        <p class="card card-title">
          {texts.card.rating}
          {picked && ` – ${picked.label}`}
        </p>
      )
    }
    case 'look':
      return (
        <div class="card">
          {(card.title ?? card.alt) && <p class="card-title">{card.title ?? card.alt}</p>}
          {card.link && (
            <p>
              {card.link.label} <span class="quiet">({card.link.href})</span>
            </p>
          )}
        </div>
      )
    case 'copy':
      return <pre class="card">{card.value}</pre>
    case 'custom':
      // What it is about the message says.
      return <p class="card quiet">{card.kind}</p>
    case 'links':
      return (
        <div class="card">
          <p class="card-title">{texts.card.links}</p>
          <ul>
            {card.links.map(({ label, href }) => (
              <li key={href}>
                {label} <span class="quiet">({href})</span>
              </li>
            ))}
          </ul>
        </div>
      )
  }
}
