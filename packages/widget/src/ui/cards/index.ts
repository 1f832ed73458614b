import type { Message } from '@comptoir/bot-engine'
import { ArticleCardView } from './ArticleCardView.tsx'
import type { Cards } from './card-views.ts'
import { LinksCardView } from './LinksCardView.tsx'
import { OrderCardView } from './OrderCardView.tsx'

/** What draws each kind of card: at first those that most conversations show. */
export const cardViews: Cards['views'] = {
  article: ArticleCardView,
  order: OrderCardView,
  links: LinksCardView,
}

let loading: Promise<void> | undefined

/** Fetches what draws the cards of some messages; gives nothing when it is there already. */
export function fetchCardViews(messages: readonly Message[]): Promise<void> | undefined {
  if (messages.every(({ card }) => !card || cardViews[card.type])) return undefined
  loading ??= import('./more-cards.ts')
    .then(({ moreCards }) => void Object.assign(cardViews, moreCards))
    .finally(() => {
      loading = undefined
    })
  return loading
}
