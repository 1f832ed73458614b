/** What draws answers of the FAQ: fetched with the first text that has marks, or the first article. */
export { plainText } from '@comptoir/kb'
export { ArticleCardView } from './cards/ArticleCardView.tsx'
export { RichText } from './RichText.tsx'
