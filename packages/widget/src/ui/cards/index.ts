import type { Message } from '@comptoir/bot-engine'
import { drawMarks, missesMarks } from '../Markdown.tsx'
import type { Cards } from './card-views.ts'
import { LinksCardView } from './LinksCardView.tsx'
import { OrderCardView } from './OrderCardView.tsx'

/** What draws each kind of card: at first those that most conversations show. */
export const cardViews: Cards['views'] = {
  order: OrderCardView,
  links: LinksCardView,
}

const loading: { answers?: Promise<void> | undefined; more?: Promise<void> | undefined } = {}

/** Fetches what draws some messages and their cards; gives nothing when it is there already. */
export function fetchViews(
  messages: readonly Pick<Message, 'author' | 'text' | 'card'>[],
): Promise<unknown> | undefined {
  const missing = messages.flatMap(({ card }) => (card && !cardViews[card.type] ? card.type : []))
  const answers = missing.includes('article') || messages.some(missesMarks)
  const more = missing.some((type) => type !== 'article')
  if (!answers && !more) return undefined
  return Promise.all([
    answers && (loading.answers ??= fetchAnswers()),
    more && (loading.more ??= fetchMore()),
  ])
}

async function fetchAnswers(): Promise<void> {
  try {
    const { ArticleCardView, RichText, plainText } = await import('../answer-views.ts')
    Object.assign(cardViews, { article: ArticleCardView })
    drawMarks({ RichText, plainText })
  } finally {
    loading.answers = undefined
  }
}

async function fetchMore(): Promise<void> {
  try {
    Object.assign(cardViews, (await import('./more-cards.ts')).moreCards)
  } finally {
    loading.more = undefined
  }
}
