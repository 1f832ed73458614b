import { safeAddress } from '@comptoir/kb'
import type { VNode } from 'preact'
import { fill } from '../../i18n/texts.ts'
import { Picture } from '../Picture.tsx'
import { SafeLink } from '../SafeLink.tsx'
import { useScene } from '../scene.ts'
import type { CardProps } from './card-views.ts'
import { money } from './money.ts'

/** Something to look at, and where it leads: a page, a step on the customer's own screen, a product, a film. */
export function LookCardView({ card, words: { look: words } }: CardProps<'look'>): VNode {
  const { locale, send } = useScene()
  const { step, title, image, video, captions = '', alt = title ?? '', price, link } = card
  const film = video === undefined ? undefined : safeAddress(video)
  return (
    <section class="card article" aria-label={alt || undefined}>
      {step && step.of > 1 && <p class="quiet">{fill(words.step, { number: step.number, of: step.of })}</p>}
      {title !== undefined && <h3>{title}</h3>}
      {price && <p>{money(price, locale)}</p>}
      {image !== undefined && <Picture src={image} alt={alt} />}
      {film !== undefined && (
        <video src={film} controls preload="none" aria-label={alt}>
          <track kind="captions" src={safeAddress(captions)} srclang={locale} default />
        </video>
      )}
      {link && (
        <SafeLink href={link.href} onOpen={() => send({ type: 'LINK.OPEN', href: link.href })}>
          {link.label}
        </SafeLink>
      )}
    </section>
  )
}
