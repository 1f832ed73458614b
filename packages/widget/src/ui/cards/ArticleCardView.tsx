import type { VNode } from 'preact'
import { fill } from '../../i18n/texts.ts'
import { Picture } from '../Picture.tsx'
import { RichText } from '../RichText.tsx'
import { SafeLink } from '../SafeLink.tsx'
import type { CardProps } from './card-views.ts'

/** The way to do it, one screen at a time, with a picture of the customer's own screen where there is one. */
export function ArticleCardView({ card, words }: CardProps<'article'>): VNode | null {
  const { steps = [], title } = card
  if (steps.length === 0) return null
  return (
    <section class="card article" aria-label={title}>
      <ol class="steps" aria-label={words.article.steps}>
        {steps.map((step, index) => (
          <li>
            <strong>{step.title}</strong>
            <RichText text={step.text} />
            {step.image !== undefined && (
              <Picture
                src={step.image}
                alt={fill(words.article.picture, { number: index + 1, title: step.title })}
              />
            )}
            {step.link !== undefined && (
              <p>
                <SafeLink href={step.link}>{words.article.open}</SafeLink>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
