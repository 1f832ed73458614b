import {
  createOutbox,
  fileToUpload,
  newMessageId,
  type FileCard,
  type HandoffState,
  type Message,
  type Outbox,
  type OutboxStorage,
} from '@comptoir/bot-engine'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { AgentConversation } from '../src/agent-api.ts'
import { RefusedError, type AgentClient } from './agent-client.ts'
import type { Listen } from './live-events.ts'

/** A conversation as it is on the screen: what the service has, then what is still on its way. */
export interface OpenConversation {
  readonly state: 'loading' | 'ready' | 'failed' | 'gone'
  readonly detail?: AgentConversation
  readonly messages: readonly Message[]
  readonly customerTyping: boolean
  /** The customer has read the messages up to this seq. */
  readonly customerRead: number
  send(text: string): void
  /** Hands a file in and sends it. Rejects with a {@link RefusedError}. */
  attach(file: File): Promise<void>
  /** Sends a message again that had failed. */
  resend(message: Message): void
  reload(): void
  replace(detail: AgentConversation): void
}

/** The customer's typing is believed for so long without another word of it. */
const typingMs = 8000

/**
 * Opens a conversation: loads it, listens to it, and carries the agent's messages through an outbox, so that a
 * message written while the service is away arrives once and in its place.
 */
export function useConversation(
  id: string,
  {
    client,
    listen,
    storage,
  }: { readonly client: AgentClient; readonly listen: Listen; readonly storage: OutboxStorage },
): OpenConversation {
  const [state, setState] = useState<OpenConversation['state']>('loading')
  const [detail, setDetail] = useState<AgentConversation>()
  const [stored, setStored] = useState<readonly Message[]>([])
  const [unsent, setUnsent] = useState<readonly Message[]>([])
  const [customerTyping, setCustomerTyping] = useState(false)
  const [customerRead, setCustomerRead] = useState(0)
  const [attempt, setAttempt] = useState(0)
  const known = useRef<readonly Message[]>([])
  const outbox = useRef<Outbox>(undefined)

  const onItsWay = useRef<readonly Message[]>([])
  const wait = (messages: readonly Message[]): void => {
    onItsWay.current = messages
    setUnsent(messages)
  }

  const take = (messages: readonly Message[]): void => {
    const bySeq = new Map([...known.current, ...messages].map((message) => [message.seq ?? 0, message]))
    known.current = [...bySeq.values()].sort((one, other) => (one.seq ?? 0) - (other.seq ?? 0))
    setStored(known.current)
    if (messages.some(({ author }) => author === 'customer')) setCustomerTyping(false)
  }

  useEffect(() => {
    let left = false
    let stop: (() => void) | undefined
    let typingTimer: ReturnType<typeof setTimeout> | undefined

    const box = createOutbox({
      storage,
      key: `comptoir-console:${id}`,
      put: (message) => client.putMessage(id, message),
      onSettled: (messageId, result) => {
        if (left) return
        const message = onItsWay.current.find((one) => one.id === messageId)
        const others = onItsWay.current.filter((one) => one.id !== messageId)
        // The stream may have brought it first; either way it stands once, at its seq.
        if (message && 'seq' in result) take([{ ...message, seq: result.seq, delivery: 'sent' }])
        wait(message && 'failed' in result ? [...others, { ...message, delivery: 'failed' }] : others)
      },
    })
    outbox.current = box
    const restore = async (): Promise<void> => {
      await box.ready
      if (!left) wait(box.waiting.map((message) => ({ ...message, delivery: 'pending' })))
    }
    void restore()

    const last = (): number => known.current.at(-1)?.seq ?? 0
    const rescue = async (): Promise<void> => {
      const missing = await client.messagesAfter(id, last()).catch(() => [])
      if (!left && missing.length > 0) take(missing)
    }

    void (async () => {
      try {
        const found = await client.conversation(id)
        if (left) return
        known.current = []
        take(found.messages)
        setDetail(found)
        setState('ready')
      } catch (error) {
        if (!left) setState(error instanceof RefusedError && error.status === 404 ? 'gone' : 'failed')
        return
      }
      stop = listen(`/conversations/${encodeURIComponent(id)}/stream?after=${last()}`, {
        events: {
          message: (data) => {
            const message = data as Message
            // One that comes too early is fetched with those before it.
            if ((message.seq ?? 0) > last() + 1) void rescue()
            else take([message])
            wait(onItsWay.current.filter((one) => one.id !== message.id))
          },
          digest: (data) => {
            if ((data as { last: number }).last > last()) void rescue()
          },
          typing: (data) => {
            clearTimeout(typingTimer)
            setCustomerTyping((data as { on: boolean }).on)
            typingTimer = setTimeout(() => setCustomerTyping(false), typingMs)
          },
          read: (data) => setCustomerRead((data as { seq: number }).seq),
          handoff: (data) => {
            const handoff = data as HandoffState
            setDetail((before) => before && withHandoff(before, handoff))
          },
        },
        onConnection: (online) => {
          if (online) box.flush()
        },
        onRefused: () => {
          void client.conversation(id).catch((error: unknown) => {
            if (!left && error instanceof RefusedError && error.status === 404) setState('gone')
          })
        },
      })
    })()

    return () => {
      left = true
      stop?.()
      box.stop()
      clearTimeout(typingTimer)
    }
  }, [id, attempt, client, listen, storage])

  useReading(client, id, detail?.handoff?.mine === true, stored.at(-1)?.seq ?? 0)

  const messages = useMemo(() => {
    const storedIds = new Set(stored.map((message) => message.id))
    return [...stored, ...unsent.filter((message) => !storedIds.has(message.id))]
  }, [stored, unsent])

  const send = (message: Message): void => {
    wait([...onItsWay.current.filter((one) => one.id !== message.id), { ...message, delivery: 'pending' }])
    outbox.current?.add(message)
  }

  const write = (text: string, card?: FileCard): void => {
    const now = Date.now()
    send({
      id: newMessageId(now),
      author: 'agent',
      text,
      ...(card ? { card } : {}),
      at: new Date(now).toISOString(),
    })
  }

  return {
    state,
    ...(detail ? { detail } : {}),
    messages,
    customerTyping,
    customerRead,
    send: (text) => write(text),
    attach: async (file) => {
      const kept = await client.upload(id, await fileToUpload(file, file.name))
      write(kept.name, { type: 'file', ...kept })
    },
    resend: send,
    reload: () => {
      setState('loading')
      setAttempt((count) => count + 1)
    },
    replace: (found) => {
      take(found.messages)
      setDetail(found)
    },
  }
}

/** Tells the customer that the agent who has the conversation has read on, while the console is in front. */
function useReading(client: AgentClient, id: string, mine: boolean, last: number): void {
  const told = useRef(0)
  useEffect(() => {
    told.current = 0
  }, [id])
  useEffect(() => {
    const tell = (): void => {
      if (!mine || last <= told.current || document.hidden) return
      told.current = last
      void client.markRead(id, last).catch(() => {})
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [client, id, mine, last])
}

/** The stream tells the customer's side of the handoff; whose it is was told when it was taken. */
function withHandoff(detail: AgentConversation, state: HandoffState): AgentConversation {
  const { handoff } = detail
  if (!handoff || state.state === 'closed') return detail
  if (state.state === 'live') return { ...detail, handoff: { ...handoff, state: 'live', agent: state.agent } }
  return { ...detail, handoff: { ...handoff, state: state.state, mine: false } }
}
