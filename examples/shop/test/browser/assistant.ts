import type { Page } from 'playwright-core'
import { until } from './patience.ts'
import { type Line, quote, readTranscript } from './transcript.ts'

/** The other side of the conversation, as the customer reads it: each message is read once, in order. */
export interface Assistant {
  /** Waits for the next message that says so, and gives it; messages before it count as read. */
  says(words: RegExp): Promise<Line>
  /** Waits for a message of an agent. */
  agentSays(words: RegExp): Promise<Line>
  /** Waits for a line about the conversation itself, such as somebody joining it. */
  informs(words: RegExp): Promise<Line>
  /** Remembers what was said last, just before the customer does something that it will react to. */
  listens(): Promise<void>
  /** Waits until it has reacted and finished: nobody is writing, and the last word is new and not the customer's. */
  finishes(): Promise<readonly Line[]>
  /** Everything that stands in the log. */
  transcript(): Promise<readonly Line[]>
  /** The replies that are offered now, as their buttons read. */
  offers(): Promise<readonly string[]>
}

export function createAssistant(page: Page): Assistant {
  const read = new Set<string>()
  let before: string | undefined

  async function next(author: string, words: RegExp): Promise<Line> {
    return until(
      async () => {
        const lines = await readTranscript(page)
        const at = lines.findIndex(
          (line) => line.author === author && !read.has(line.id) && words.test(line.text),
        )
        if (at < 0) return undefined
        for (const line of lines.slice(0, at + 1)) read.add(line.id)
        return lines[at]
      },
      async () => `The ${author} never said ${words}. The log reads:\n${quote(await readTranscript(page))}`,
    )
  }

  return {
    says: (words) => next('bot', words),
    agentSays: (words) => next('agent', words),
    informs: (words) => next('system', words),
    async listens() {
      before = (await readTranscript(page)).at(-1)?.id
    },
    finishes: () =>
      until(
        async () => {
          const lines = await readTranscript(page)
          const writing = await page.locator('comptoir-chat .typing').count()
          const last = lines.at(-1)
          const over = writing === 0 && last && last.id !== before && last.author !== 'customer'
          return over ? lines : undefined
        },
        async () => `The assistant never finished. The log reads:\n${quote(await readTranscript(page))}`,
      ),
    transcript: () => readTranscript(page),
    offers: () =>
      page
        .getByRole('group', { name: /^(Réponses proposées|Suggested replies)$/ })
        .getByRole('button')
        .allInnerTexts(),
  }
}
