import type { News } from '@comptoir/kb'
import type { VNode } from 'preact'
import type { CardTexts } from '../i18n/texts.ts'
import { Markdown } from './Markdown.tsx'

export interface NewsListProps {
  readonly news: readonly News[]
  readonly words: CardTexts['news']
  readonly onArticle: (id: string) => void
}

/** What the shop wants known today, on the first screen: an incident stands out, an offer does not shout. */
export function NewsList({ news, words, onArticle }: NewsListProps): VNode {
  return (
    <ul class="news" aria-label={words.name}>
      {news.map(({ id, text, kind, article }) => (
        <li key={id} data-kind={kind}>
          <Markdown text={text} />
          {article !== undefined && (
            <button type="button" class="inline" onClick={() => onArticle(article)}>
              {words.more}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
