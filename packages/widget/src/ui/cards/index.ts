import { ArticleCardView } from './ArticleCardView.tsx'
import type { Cards } from './card-views.ts'
import { CopyCardView } from './CopyCardView.tsx'
import { FileCardView } from './FileCardView.tsx'
import { FormCardView } from './FormCardView.tsx'
import { LinksCardView } from './LinksCardView.tsx'
import { LookCardView } from './LookCardView.tsx'
import { OrderCardView } from './OrderCardView.tsx'
import { RatingCardView } from './RatingCardView.tsx'

/** What draws each kind of card. */
export const cardViews: Cards['views'] = {
  article: ArticleCardView,
  order: OrderCardView,
  file: FileCardView,
  form: FormCardView,
  rating: RatingCardView,
  links: LinksCardView,
  look: LookCardView,
  copy: CopyCardView,
}
