import type { Message } from '@comptoir/bot-engine'
import type { VNode } from 'preact'
import { unbrokenWords } from './unbroken-words.tsx'

type RichText = Pick<typeof import('./answer-views.ts'), 'RichText' | 'plainText'>

let rich: RichText | undefined

/** From now on marks are drawn, and left out where a text is only heard. */
export function drawMarks(views: RichText): void {
  rich = views
}

/** Whether what reads Markdown is missing, and a message is written in it: most of what the bot asks is not. */
export function missesMarks(message: Pick<Message, 'author' | 'text'>): boolean {
  return !rich && isTheBots(message) && MARKS.test(message.text)
}

/** Draws what the bot says. Before marks can be drawn they show as they were written. */
export function Markdown({ text }: { text: string }): VNode {
  return rich && MARKS.test(text) ? <rich.RichText text={text} /> : <p>{unbrokenWords(text.trim())}</p>
}

/** What a message says without marks. People write plain text, only the bot writes Markdown. */
export function messageText(message: Pick<Message, 'author' | 'text'>): string {
  const { text } = message
  return isTheBots(message) && rich && MARKS.test(text) ? rich.plainText(text) : text
}

function isTheBots({ author }: Pick<Message, 'author'>): boolean {
  return author === 'bot' || author === 'system'
}

/** Anything that could mean more than its letters: a sign of the Markdown subset, the beginning of a list, a new line. */
const MARKS = /[*_[\\\n\r]|^\s*(?:[-+]|\d{1,9}[.)])\s/
