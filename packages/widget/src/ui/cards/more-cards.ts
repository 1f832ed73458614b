import type { Cards } from './card-views.ts'
import { CopyCardView } from './CopyCardView.tsx'
import { CustomCardView } from './CustomCardView.tsx'
import { FileCardView } from './FileCardView.tsx'
import { FormCardView } from './FormCardView.tsx'
import { LookCardView } from './LookCardView.tsx'
import { RatingCardView } from './RatingCardView.tsx'

/** What draws the cards that come up in some flows only, fetched with the first of them. */
export const moreCards: Cards['views'] = {
  file: FileCardView,
  form: FormCardView,
  rating: RatingCardView,
  look: LookCardView,
  copy: CopyCardView,
  custom: CustomCardView,
}
