import { cleanup, configure, render } from '@testing-library/preact'
import type { RenderResult } from '@testing-library/preact'
import type { ConversationEvent, Message } from '@comptoir/bot-engine'
import type { VNode } from 'preact'
import { afterEach } from 'vitest'
import { texts as cardWords } from '../src/i18n/cards.fr.ts'
import { texts } from '../src/i18n/fr.ts'
import { ArticleCardView, plainText, RichText } from '../src/ui/answer-views.ts'
import { cardViews } from '../src/ui/cards/index.ts'
import { moreCards } from '../src/ui/cards/more-cards.ts'
import type { Cards } from '../src/ui/cards/card-views.ts'
import { drawMarks } from '../src/ui/Markdown.tsx'
import type { Scene } from '../src/ui/scene.ts'
import { SceneContext } from '../src/ui/scene.ts'

// What is waited for may have to wait for the machine.
configure({ asyncUtilTimeout: 15_000 })
afterEach(() => {
  cleanup()
  localStorage.clear()
})

// Everything that a conversation may have fetched is there.
drawMarks({ RichText, plainText })
export const cards: Cards = {
  views: { ...cardViews, ...moreCards, article: ArticleCardView },
  words: cardWords,
}

/** Draws a part of the panel in French, and tells what it sent and said. */
export function renderPart(
  part: VNode,
  scene: Partial<Scene> = {},
): RenderResult & { sent: ConversationEvent[]; said: string[] } {
  const sent: ConversationEvent[] = []
  const said: string[] = []
  const whole: Scene = {
    texts,
    locale: 'fr',
    send: (event) => sent.push(event),
    mintLink: async () => ({ href: '/invoice.pdf', expiresAt: '' }),
    upload: async ({ id, name }) => ({ ref: `upload:${id}`, name, mime: 'image/jpeg', size: 34_000 }),
    announce: (text) => said.push(text),
    whenStill: (work) => work(),
    unread: {},
    own: () => ({}),
    report: () => {},
    ...scene,
  }
  const wrap = (child: VNode): VNode => <SceneContext.Provider value={whole}>{child}</SceneContext.Provider>
  const result = render(wrap(part))
  return {
    ...result,
    rerender: (child: VNode) => result.rerender(wrap(child)),
    sent,
    said,
  } as RenderResult & {
    sent: ConversationEvent[]
    said: string[]
  }
}

/** A message of the bot, but for what the test says otherwise. */
export function message(fields: Partial<Message> = {}): Message {
  return { id: 'm1', at: '2026-11-21T13:32:00Z', author: 'bot', text: 'Bonjour', ...fields }
}
