import type { Message } from '@comptoir/bot-engine'
import type { ComponentType } from 'preact'
import type { CardTexts, Texts } from '../i18n/texts.ts'
import { cardViews } from './cards/index.ts'
import css from './conversation.css?inline'
import { announcement } from './message-text.ts'
import type { MessageListProps } from './MessageList.tsx'
import { MessageList } from './MessageList.tsx'
import type { NewsListProps } from './NewsList.tsx'
import { NewsList } from './NewsList.tsx'
import { transcript } from './transcript.ts'

/** All that draws a conversation. It arrives with the engine, since before that there is nothing to draw. */
export interface Talk {
  readonly MessageList: ComponentType<Omit<MessageListProps, 'cards'>>
  readonly NewsList: ComponentType<Omit<NewsListProps, 'words'>>
  readonly announcement: (message: Message, texts: Texts) => string
  readonly transcript: typeof transcript
  /** What the panel's style sheet leaves to this one. */
  readonly css: string
}

export function createTalk(words: CardTexts): Talk {
  const cards = { views: cardViews, words }
  return {
    MessageList: (props) => MessageList({ ...props, cards }),
    NewsList: (props) => NewsList({ ...props, words: words.news }),
    announcement,
    transcript,
    css,
  }
}
