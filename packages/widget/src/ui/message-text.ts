import type { Message } from '@comptoir/bot-engine'
import type { Texts } from '../i18n/texts.ts'
import { fill } from '../i18n/texts.ts'
import { messageText } from './Markdown.tsx'

/** Who speaks, in the page's language: `Assistant`, `Camille, conseillère`, `Vous`. */
export function authorName(message: Pick<Message, 'author' | 'name'>, texts: Texts): string {
  switch (message.author) {
    case 'customer':
      return texts.log.you
    case 'bot':
      return texts.log.bot
    case 'agent':
      return message.name ?? texts.log.agent
    case 'system':
      return texts.log.system
  }
}

/** What a screen reader hears when the message arrives: once, with its author and the replies it offers. */
export function announcement(message: Message, texts: Texts): string {
  const said = fill(texts.log.announce, { author: authorName(message, texts), text: messageText(message) })
  const labels = (message.choices ?? []).map((choice) => choice.label).join(', ')
  return labels === '' ? said : `${said} ${fill(texts.log.choices, { choices: labels })}`
}
