import type { JSX } from 'preact'
import type { Queue, QueueEntry } from '../../src/agent-api.ts'
import { elapsed } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { fill } from '../texts.ts'

export interface QueueListProps {
  readonly queue: Queue
  readonly now: number
  /** The conversation that is open beside the list. */
  readonly selected: string | undefined
  readonly onOpen: (conversationId: string) => void
}

/** Who waits, first come first, and whom this agent has. */
export function QueueList({ queue, now, selected, onOpen }: QueueListProps): JSX.Element {
  const { texts } = useLanguage()
  return (
    <section class="queue" aria-label={texts.queue.title}>
      <h2>
        {texts.queue.waiting} {queue.waiting.length > 0 && <span class="badge">{queue.waiting.length}</span>}
      </h2>
      <Entries entries={queue.waiting} none={texts.queue.nobody} {...{ now, selected, onOpen }} />
      <h2>{texts.queue.mine}</h2>
      <Entries entries={queue.mine} none={texts.queue.none} {...{ now, selected, onOpen }} />
      {queue.records.overdue > 0 && (
        <p class="notice">{fill(texts.queue.lateRecords, { count: queue.records.overdue })}</p>
      )}
    </section>
  )
}

interface EntriesProps extends Omit<QueueListProps, 'queue'> {
  readonly entries: readonly QueueEntry[]
  readonly none: string
}

function Entries({ entries, none, now, selected, onOpen }: EntriesProps): JSX.Element {
  const { texts } = useLanguage()
  if (entries.length === 0) return <p class="quiet">{none}</p>
  return (
    <ul>
      {entries.map(({ conversationId, topic, locale, since, said }) => (
        <li key={conversationId}>
          <button
            type="button"
            class="entry"
            aria-current={conversationId === selected ? 'true' : undefined}
            onClick={() => onOpen(conversationId)}
          >
            <span class="entry-topic" dir="auto">
              {topic}
            </span>
            {said !== undefined && (
              <span class="entry-said" dir="auto">
                {said}
              </span>
            )}
            <span class="entry-since">
              {fill(texts.queue.since, { time: elapsed(since, now, texts) })} · {locale.toUpperCase()}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
