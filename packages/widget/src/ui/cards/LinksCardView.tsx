import type { VNode } from 'preact'
import { SafeLink } from '../SafeLink.tsx'
import type { CardProps } from './card-views.ts'

/** Pages and ways of contact to open. */
export function LinksCardView({ card, words }: CardProps<'links'>): VNode {
  return (
    <ul class="card links" aria-label={words.links.name}>
      {card.links.map(({ label, href }) => (
        <li>
          <SafeLink href={href}>{label}</SafeLink>
        </li>
      ))}
    </ul>
  )
}
