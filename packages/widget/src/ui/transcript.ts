import type { Message } from '@comptoir/bot-engine'
import type { Texts } from '../i18n/texts.ts'
import { fill } from '../i18n/texts.ts'
import { day, shortDay, timeOfDay } from './dates.ts'
import { messageText } from './Markdown.tsx'
import { authorName } from './message-text.ts'

/** The conversation as a text file: a title, then one paragraph a message, with its author and time. */
export function transcript(
  messages: readonly Message[],
  texts: Texts,
  locale: string,
  shop: string,
  now: string = new Date().toISOString(),
): { name: string; content: string } {
  const lines = messages.map((message) =>
    [
      `[${shortDay(message.at, locale)} ${timeOfDay(message.at, locale)}] ${authorName(message, texts)}`,
      messageText(message),
    ].join('\n'),
  )
  const title = fill(texts.transcript.title, { shop, date: day(now, locale) })
  return {
    name: fill(texts.transcript.fileName, { date: now.slice(0, 10) }),
    content: `${[title, ...lines].join('\n\n')}\n`,
  }
}
