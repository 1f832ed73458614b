import type { Page } from 'playwright-core'

/** A message as the customer sees it in the log. */
export interface Line {
  readonly id: string
  readonly author: string
  /** What its bubble says, with plain single spaces. */
  readonly text: string
  /** What its card says. */
  readonly card: string
}

/** What the log shows now; empty while there is no log. */
export async function readTranscript(page: Page): Promise<readonly Line[]> {
  const lines = await page.evaluate(() => {
    const log = document.querySelector('comptoir-chat')?.shadowRoot?.querySelector('[role=log]')
    return [...(log?.querySelectorAll('[data-author]') ?? [])].map((message) => ({
      id: message.getAttribute('data-id') ?? '',
      author: message.getAttribute('data-author') ?? '',
      text: message.querySelector<HTMLElement>('.bubble')?.innerText ?? '',
      card: message.querySelector<HTMLElement>('.card')?.innerText ?? '',
    }))
  })
  return lines.map((line) => ({ ...line, text: plain(line.text), card: plain(line.card) }))
}

/** The transcript on one line each, as a person would quote it. */
export function quote(lines: readonly Line[]): string {
  return lines
    .map(({ author, text, card }) => `  ${author}: ${text}${card === '' ? '' : ` [${card}]`}`)
    .join('\n')
}

/** Non-breaking and narrow spaces read like any other. */
export function plain(text: string): string {
  return text.replaceAll(/[\s\u00A0\u202F]+/g, ' ').trim()
}
