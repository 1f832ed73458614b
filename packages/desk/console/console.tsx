import type { OutboxStorage } from '@comptoir/bot-engine'
import type { JSX } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Me, Queue } from '../src/agent-api.ts'
import type { AgentClient } from './agent-client.ts'
import { Language, TimeZone, useLanguage } from './language.tsx'
import type { Listen } from './live-events.ts'
import { fill, preferredLocale, rememberLocale, textsOf, type Locale } from './texts.ts'
import { CallbackList } from './ui/CallbackList.tsx'
import { ConversationView } from './ui/ConversationView.tsx'
import { NewPassword } from './ui/NewPassword.tsx'
import { QueueList } from './ui/QueueList.tsx'
import { SignIn } from './ui/SignIn.tsx'
import { TopBar, type View } from './ui/TopBar.tsx'

export interface ConsoleProps {
  readonly client: AgentClient
  readonly listen: Listen
  readonly storage: OutboxStorage
}

/** Waiting times are told in minutes: they are looked at again this often. */
const tickMs = 10_000

/** The agents' console: sign in, then conversations and callbacks. */
export function Console({ client, listen, storage }: ConsoleProps): JSX.Element {
  const [locale, setLocale] = useState<Locale>(preferredLocale)
  const [me, setMe] = useState<Me | 'nobody'>()
  const [ended, setEnded] = useState(false)

  useEffect(() => {
    document.documentElement.lang = locale
    document.title = textsOf(locale).appTitle
  }, [locale])

  useEffect(() => {
    void client.me().then(
      (found) => setMe(found ?? 'nobody'),
      () => setMe('nobody'),
    )
  }, [client])

  const leave = useCallback((): void => {
    setEnded(true)
    setMe('nobody')
  }, [])

  return (
    <Language.Provider value={locale}>
      {me === 'nobody' && (
        <SignIn
          ended={ended}
          ways={client.signInWays}
          onSignIn={async (login, password, code) => {
            setMe(await client.signIn(login, password, ...(code === undefined ? [] : [code])))
            setEnded(false)
          }}
        />
      )}
      {me && me !== 'nobody' && me.mustChangePassword && (
        <NewPassword
          onChange={async (current, password) => setMe(await client.changePassword(current, password))}
        />
      )}
      {me && me !== 'nobody' && !me.mustChangePassword && (
        <TimeZone.Provider value={me.timeZone}>
          <Desk
            {...{ me, client, listen, storage }}
            onMe={setMe}
            onEnded={leave}
            onLocale={(wanted) => {
              rememberLocale(wanted)
              setLocale(wanted)
            }}
          />
        </TimeZone.Provider>
      )}
    </Language.Provider>
  )
}

/** Calls back when the session is over; when the service is away altogether, the stream tries again by itself. */
async function whenSignedOut(client: AgentClient, onEnded: () => void): Promise<void> {
  const me = await client.me().catch(() => 'away' as const)
  if (me === undefined) onEnded()
}

interface DeskProps extends ConsoleProps {
  readonly me: Me
  readonly onMe: (me: Me | 'nobody') => void
  readonly onEnded: () => void
  readonly onLocale: (locale: Locale) => void
}

function Desk({ me, client, listen, storage, onMe, onEnded, onLocale }: DeskProps): JSX.Element {
  const { texts } = useLanguage()
  const [queue, setQueue] = useState<Queue>()
  const [view, setView] = useState<View>('conversations')
  const [selected, setSelected] = useState<string>()
  const [online, setOnline] = useState(true)
  const [revision, setRevision] = useState(0)
  const [now, setNow] = useState(Date.now)

  useEffect(
    () =>
      listen('/stream', {
        events: {
          queue: (data) => {
            setQueue(data as Queue)
            setNow(Date.now())
          },
          callbacks: () => setRevision((count) => count + 1),
        },
        onConnection: setOnline,
        onRefused: () => {
          void whenSignedOut(client, onEnded)
        },
      }),
    [client, listen, onEnded],
  )

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [])

  const waiting = queue?.waiting.length ?? 0
  useEffect(() => {
    document.title = (waiting > 0 ? `(${waiting}) ` : '') + texts.appTitle
  }, [waiting, texts])

  const open = (conversationId: string): void => {
    setSelected(conversationId)
    setView('conversations')
  }
  const newest = queue?.waiting.at(-1)

  return (
    <div class={selected && view === 'conversations' ? 'desk one-open' : 'desk'}>
      <TopBar
        {...{ me, queue, view, online, onLocale }}
        onView={setView}
        onState={(state) => void client.setState(state).then(onMe, () => setOnline(false))}
        onSignOut={() => void client.signOut().finally(() => onMe('nobody'))}
      />
      <p class="unseen" role="status">
        {newest ? fill(texts.queue.arrived, { topic: newest.topic }) : ''}
      </p>
      <main>
        {view === 'callbacks' && <CallbackList client={client} revision={revision} onOpen={open} />}
        {view === 'conversations' && (
          <div class="work">
            <h1 class="unseen">{texts.queue.title}</h1>
            {queue && <QueueList queue={queue} now={now} selected={selected} onOpen={open} />}
            {selected ? (
              <ConversationView
                key={selected}
                id={selected}
                {...{ now, client, listen, storage }}
                onBack={() => setSelected(undefined)}
              />
            ) : (
              <p class="quiet empty">{texts.conversation.none}</p>
            )}
          </div>
        )}
      </main>
    </div>
  )
}
