import type { JSX } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { AgentCallback } from '../../src/agent-api.ts'
import type { AgentClient } from '../agent-client.ts'
import { day, moment, phone, time } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { problemText } from '../problem-text.ts'
import { fill, type Texts } from '../texts.ts'

export interface CallbackListProps {
  readonly client: AgentClient
  /** Goes up whenever the service says that the list has changed. */
  readonly revision: number
  readonly onOpen: (conversationId: string) => void
}

type Outcome = 'reached' | 'no-answer' | 'done'

/** The calls that were promised, by due time: number, consent, and what came of them. */
export function CallbackList({ client, revision, onOpen }: CallbackListProps): JSX.Element {
  const { texts, timeZone } = useLanguage()
  const [show, setShow] = useState<'open' | 'all'>('open')
  const [callbacks, setCallbacks] = useState<readonly AgentCallback[]>()
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)

  const load = useCallback(async (): Promise<void> => {
    try {
      setCallbacks(await client.callbacks(show))
    } catch (error) {
      setProblem(problemText(error, texts))
    }
  }, [client, show, texts])
  useEffect(() => void load(), [load, revision])

  const record = async (id: string, outcome: Outcome, note: string): Promise<void> => {
    setProblem('')
    try {
      const { state } = await client.recordOutcome(id, outcome, note)
      setSaid(fill(texts.callback.recorded, { state: stateText(state, texts) }))
      // The button that was pressed may go away with its callback: the keyboard stays in the list.
      heading.current?.focus()
    } catch (error) {
      setProblem(problemText(error, texts))
    }
    await load()
  }

  return (
    <section class="callbacks" aria-label={texts.callback.title}>
      <div class="callbacks-head">
        <h1 ref={heading} tabIndex={-1}>
          {texts.callback.title}
        </h1>
        <label>
          {texts.callback.filter}{' '}
          <select
            value={show}
            onChange={({ currentTarget }) => setShow(currentTarget.value === 'all' ? 'all' : 'open')}
          >
            <option value="open">{texts.callback.open}</option>
            <option value="all">{texts.callback.all}</option>
          </select>
        </label>
      </div>
      <p class="quiet">{fill(texts.callback.zone, { zone: timeZone })}</p>
      <p class="problem" role="alert">
        {problem}
      </p>
      <p class="said" role="status">
        {said}
      </p>
      {callbacks?.length === 0 && <p class="quiet">{texts.callback.none}</p>}
      <ul class="callback-list">
        {callbacks?.map((callback) => (
          <PromisedCall key={callback.id} callback={callback} onRecord={record} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

function PromisedCall({
  callback,
  onRecord,
  onOpen,
}: {
  readonly callback: AgentCallback
  readonly onRecord: (id: string, outcome: Outcome, note: string) => Promise<void>
  readonly onOpen: (conversationId: string) => void
}): JSX.Element {
  const { texts, locale, timeZone } = useLanguage()
  const [note, setNote] = useState(callback.note ?? '')
  const { id, from, to, overdue, state, attempts, maxAttempts, consent, agent } = callback
  const open = state === 'due' || state === 'reached'
  const due = fill(texts.callback.due, {
    day: day(from, locale, timeZone),
    from: time(from, locale, timeZone),
    to: time(to, locale, timeZone),
  })
  const name = callback.name ?? phone(callback.phone)

  return (
    <li class={overdue ? 'callback overdue' : 'callback'}>
      <article aria-label={`${name}, ${due}`}>
        <h2>
          <time datetime={from}>{due}</time>{' '}
          {overdue && <span class="badge late">{texts.callback.overdue}</span>}
          {state !== 'due' && <span class="badge">{stateText(state, texts)}</span>}
        </h2>
        <p>
          {callback.name && (
            <>
              <bdi>{callback.name}</bdi> ·{' '}
            </>
          )}
          <a
            href={`tel:${callback.phone}`}
            aria-label={fill(texts.callback.call, { phone: phone(callback.phone) })}
          >
            {phone(callback.phone)}
          </a>{' '}
          <span class="quiet">({callback.locale.toUpperCase()})</span>
        </p>
        <p>
          {texts.callback.reason}
          {locale === 'fr' ? '\u00A0: ' : ': '}
          <bdi>{callback.reason}</bdi>
        </p>
        <p class="quiet">
          {consent.commercial ? texts.callback.consentCommercial : texts.callback.consentService},{' '}
          {fill(texts.callback.consentAt, {
            date: moment(consent.at, locale, timeZone),
            version: consent.textVersion,
          })}
        </p>
        {attempts > 0 && <p>{fill(texts.callback.attempts, { count: attempts, max: maxAttempts })}</p>}
        {!open && (callback.note || agent) && (
          <p>
            <bdi>{callback.note}</bdi>{' '}
            {agent && <span class="quiet">{fill(texts.callback.by, { name: agent })}</span>}
          </p>
        )}
        {open && (
          <div class="outcome" role="group" aria-label={`${texts.callback.outcome} – ${name}`}>
            <label>
              {texts.callback.note}
              <input
                value={note}
                maxLength={500}
                onInput={({ currentTarget }) => setNote(currentTarget.value)}
              />
            </label>
            {state === 'due' && (
              <>
                <button type="button" onClick={() => onRecord(id, 'reached', note)}>
                  {texts.callback.reached}
                </button>
                <button type="button" onClick={() => onRecord(id, 'no-answer', note)}>
                  {texts.callback.noAnswer}
                </button>
              </>
            )}
            <button type="button" class="primary" onClick={() => onRecord(id, 'done', note)}>
              {texts.callback.done}
            </button>
          </div>
        )}
        <p>
          <button type="button" class="link" onClick={() => onOpen(callback.conversationId)}>
            {texts.callback.conversation}
          </button>
        </p>
      </article>
    </li>
  )
}

function stateText(state: AgentCallback['state'], { callback }: Texts): string {
  return {
    due: callback.stateDue,
    reached: callback.stateReached,
    done: callback.stateDone,
    missed: callback.stateMissed,
  }[state]
}
