import type { ConversationEvent } from '@comptoir/bot-engine'
import type { RefObject, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Session, SessionState, Shortcut } from '../session.ts'
import { Composer } from './Composer.tsx'
import { ContactLinks } from './ContactLinks.tsx'
import { Erase } from './Erase.tsx'
import type { MenuItem } from './Header.tsx'
import { Header } from './Header.tsx'
import { Home } from './Home.tsx'
import { Notice } from './Notice.tsx'
import { useScene } from './scene.ts'
import { saveAsFile } from './save-as-file.ts'

export interface PanelProps {
  readonly session: Session
  /** The composer's field, for whoever opens the panel. */
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly title: RefObject<HTMLHeadingElement | null>
  readonly onClose: () => void
}

/** Everything between the launcher's two clicks: the first screen or the conversation, and the composer. */
export function Panel({ session, field, title, onClose }: PanelProps): VNode {
  const { texts, locale, send, announce } = useScene()
  const state = useSession(session)
  const log = useRef<HTMLDivElement>(null)
  const [atHome, setAtHome] = useState<boolean>()
  const [erasing, setErasing] = useState(false)
  const { view, early, talk } = state
  const messages = view?.messages ?? []
  // The greeting alone is no conversation yet.
  const begun = early.length > 0 || messages.length > 1
  const home = atHome ?? !begun

  /** A conversation act: whatever was shown, the conversation is what the customer wants to see now. */
  const act = (event: ConversationEvent): void => {
    setAtHome(false)
    send(event)
  }
  /** The button that was pressed is gone. On a touch screen the keyboard is not wanted uncalled. */
  const settle = (): void => {
    const touch = matchMedia('(pointer: coarse)').matches
    requestAnimationFrame(() => (touch ? log.current : field.current)?.focus())
  }
  const onItem = (item: MenuItem): void => {
    if (item === 'human') act(shortcutEvent('handoff'))
    else if (item === 'restart') act({ type: 'COMMAND', name: 'restart' })
    else if (item === 'erase') setErasing(true)
    else if (talk) {
      const { name, content } = talk.transcript(messages, texts, locale, state.shop ?? texts.panel.title)
      saveAsFile(name, content)
    }
  }
  const erase = (): void => {
    setErasing(false)
    setAtHome(undefined)
    announce(texts.erase.done)
    void session.erase()
    settle()
  }

  const header = (
    <Header
      title={title}
      shop={state.shop}
      handoff={view?.handoff}
      onHome={home || state.phase === 'failed' ? undefined : () => setAtHome(true)}
      items={begun ? ['human', 'restart', 'transcript', 'erase'] : ['human']}
      onItem={onItem}
      onClose={onClose}
    />
  )
  if (state.phase === 'failed') {
    return (
      <>
        {header}
        <ContactLinks contact={state.contact} unsent={early} onRetry={() => session.retry()} />
      </>
    )
  }
  return (
    <>
      {header}
      {home ? (
        <Home
          state={state}
          resumable={begun}
          onResume={() => {
            setAtHome(false)
            settle()
          }}
          onArticle={(id) => {
            act({ type: 'ARTICLE.OPEN', id })
            settle()
          }}
          onShortcut={(flow) => {
            act(shortcutEvent(flow))
            settle()
          }}
        />
      ) : (
        <Conversation state={state} log={log} onPick={settle} />
      )}
      {erasing && <Erase onErase={erase} onKeep={() => setErasing(false)} />}
      <Notice
        text={
          view?.connection === 'offline' ? texts.notice.offline : state.kept ? undefined : texts.notice.memory
        }
      />
      <Composer
        field={field}
        waitingFor={home ? undefined : view?.waitingFor}
        suggest={state.library?.suggest}
        onSend={(text) => act({ type: 'MESSAGE.SEND', text })}
        onArticle={(id) => {
          act({ type: 'ARTICLE.OPEN', id })
          settle()
        }}
      />
    </>
  )
}

/** The conversation; or, while what draws it is on its way, what the customer has said so far. */
function Conversation(props: {
  state: SessionState
  log: RefObject<HTMLDivElement | null>
  onPick: () => void
}): VNode {
  const { texts } = useScene()
  const { talk, view, early } = props.state
  if (talk) return <talk.MessageList view={view} early={early} log={props.log} onPick={props.onPick} />
  return (
    <div class="early" aria-busy="true">
      {early.map((text) => (
        <p>{text}</p>
      ))}
      <p class="quiet">{texts.home.loading}</p>
    </div>
  )
}

/**
 * The greeting offers the same ways, so pressing one here is picking it there: it stands in the conversation as
 * what the customer said. Asking for a human is a command, understood at every point; the others are flows.
 */
function shortcutEvent(flow: Shortcut): ConversationEvent {
  return { type: 'CHOICE.PICK', id: flow === 'handoff' ? 'command:human' : `flow:${flow}` }
}

/** Draws again at each change of the session, but nothing moves under a finger. */
function useSession(session: Session): Session['state'] {
  const { whenStill } = useScene()
  const [state, setState] = useState(session.state)
  useEffect(() => {
    const take = (): void => setState(session.state)
    // Something may have come between the first drawing and now.
    take()
    return session.subscribe(() => whenStill(take))
  }, [session])
  return state
}
