import type { OutboxStorage } from '@comptoir/bot-engine'
import type { JSX } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { AgentConversation } from '../../src/agent-api.ts'
import type { AgentClient } from '../agent-client.ts'
import { elapsed } from '../format.ts'
import { useLanguage } from '../language.tsx'
import type { Listen } from '../live-events.ts'
import { problemText } from '../problem-text.ts'
import { fill, type Texts } from '../texts.ts'
import { useConversation } from '../use-conversation.ts'
import { Composer } from './Composer.tsx'
import { MessageList } from './MessageList.tsx'
import { OrderPanel } from './OrderPanel.tsx'

export interface ConversationViewProps {
  readonly id: string
  readonly now: number
  readonly client: AgentClient
  readonly listen: Listen
  readonly storage: OutboxStorage
  readonly onBack: () => void
}

/** One conversation: read whole, answered live, with the verified order beside it. */
export function ConversationView({
  id,
  now,
  client,
  listen,
  storage,
  onBack,
}: ConversationViewProps): JSX.Element {
  const { texts } = useLanguage()
  const conversation = useConversation(id, { client, listen, storage })
  const [problem, setProblem] = useState('')
  const [justTaken, setJustTaken] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const { detail, state } = conversation
  const handoff = detail?.handoff

  const mintLink = useCallback((ref: string) => client.mintLink(id, ref), [client, id])

  // Opening is a gesture of the agent: the reader is taken along, once per conversation.
  useEffect(() => heading.current?.focus(), [id])

  const attempt = async (action: () => Promise<unknown>): Promise<void> => {
    setProblem('')
    try {
      await action()
    } catch (error) {
      setProblem(problemText(error, texts))
    }
  }

  return (
    <div class="conversation">
      <section class="talk" aria-label={texts.conversation.title}>
        <div class="talk-head">
          <button type="button" class="back" onClick={onBack}>
            {texts.conversation.back}
          </button>
          <h2 ref={heading} tabIndex={-1} dir="auto">
            {handoff?.topic ?? texts.conversation.title}
          </h2>
          {detail && <p class="quiet">{standing(detail, now, texts)}</p>}
          {handoff?.state === 'waiting' && (
            <button
              type="button"
              class="primary"
              onClick={() =>
                attempt(async () => {
                  const taken = await client.take(id)
                  setJustTaken(true)
                  conversation.replace(taken)
                })
              }
            >
              {texts.conversation.take}
            </button>
          )}
          {handoff?.mine && (
            <button
              type="button"
              onClick={() =>
                attempt(async () => {
                  await client.close(id)
                  // The button goes away with the handoff: the keyboard stays in the conversation.
                  heading.current?.focus()
                })
              }
            >
              {texts.conversation.close}
            </button>
          )}
        </div>
        <p class="problem" role="alert">
          {problem}
        </p>
        {state === 'loading' && <p class="quiet">{texts.conversation.loading}</p>}
        {state === 'gone' && <p class="notice">{texts.conversation.gone}</p>}
        {state === 'failed' && (
          <p class="notice">
            {texts.conversation.failedLoad}{' '}
            <button type="button" onClick={conversation.reload}>
              {texts.conversation.retryLoad}
            </button>
          </p>
        )}
        {detail && state === 'ready' && (
          <>
            <Facts conversation={detail} />
            <MessageList
              messages={conversation.messages}
              customerTyping={conversation.customerTyping}
              customerRead={conversation.customerRead}
              onResend={conversation.resend}
              mintLink={mintLink}
            />
            {handoff?.mine && (
              <Composer
                key={id}
                focus={justTaken}
                onSend={conversation.send}
                onFile={(file) => attempt(() => conversation.attach(file))}
                onTyping={(on) => void client.typing(id, on).catch(() => {})}
              />
            )}
          </>
        )}
      </section>
      {detail && state === 'ready' && <OrderPanel conversation={detail} />}
    </div>
  )
}

function Facts({
  conversation: { handoff },
}: {
  readonly conversation: AgentConversation
}): JSX.Element | null {
  const { texts } = useLanguage()
  const names: Readonly<Record<string, string>> = texts.fact
  const facts = Object.entries(handoff?.facts ?? {})
  if (facts.length === 0) return null
  return (
    <details class="facts" open>
      <summary>{texts.conversation.facts}</summary>
      <dl class="pairs">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt dir="auto">{Object.hasOwn(names, label) ? names[label] : label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function standing({ handoff }: AgentConversation, now: number, { conversation, ...texts }: Texts): string {
  if (!handoff) return conversation.without
  if (handoff.state === 'ended') return conversation.ended
  if (handoff.mine) return conversation.live
  if (handoff.state === 'live') return fill(conversation.with, { name: handoff.agent ?? conversation.agent })
  return fill(conversation.waiting, { time: elapsed(handoff.since, now, { conversation, ...texts }) })
}
