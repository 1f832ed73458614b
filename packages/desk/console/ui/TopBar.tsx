import type { JSX } from 'preact'
import type { Me, Queue } from '../../src/agent-api.ts'
import { useLanguage } from '../language.tsx'
import { fill, type Locale } from '../texts.ts'

export type View = 'conversations' | 'callbacks'

export interface TopBarProps {
  readonly me: Me
  readonly queue: Queue | undefined
  readonly view: View
  readonly online: boolean
  readonly onView: (view: View) => void
  readonly onState: (state: 'available' | 'paused') => void
  readonly onLocale: (locale: Locale) => void
  readonly onSignOut: () => void
}

/** Who is signed in and whether they take conversations, and the way between the two views. */
export function TopBar({
  me,
  queue,
  view,
  online,
  onView,
  onState,
  onLocale,
  onSignOut,
}: TopBarProps): JSX.Element {
  const { texts, locale } = useLanguage()
  const paused = me.state === 'paused'
  const waiting = queue?.waiting.length ?? 0
  const { open = 0, overdue = 0 } = queue?.callbacks ?? {}

  return (
    <header class="bar">
      <p class="brand">{texts.appName}</p>
      <nav aria-label={texts.bar.views}>
        <ul>
          <Tab current={view === 'conversations'} onPick={() => onView('conversations')}>
            {texts.bar.conversations}
            {waiting > 0 && <span class="badge">{waiting}</span>}
          </Tab>
          <Tab current={view === 'callbacks'} onPick={() => onView('callbacks')}>
            {texts.bar.callbacks}
            {open > 0 && <span class="badge">{open}</span>}
            {overdue > 0 && <span class="badge late">{fill(texts.bar.late, { count: overdue })}</span>}
          </Tab>
        </ul>
      </nav>
      <div class="person">
        <p class="me">
          <span class="me-name">{me.name}</span>
          <span class={paused ? 'state paused' : 'state'}>
            {paused ? texts.bar.paused : texts.bar.available}
          </span>
        </p>
        <button type="button" onClick={() => onState(paused ? 'available' : 'paused')}>
          {paused ? texts.bar.resume : texts.bar.pause}
        </button>
        <button
          type="button"
          lang={locale === 'fr' ? 'en' : 'fr'}
          onClick={() => onLocale(locale === 'fr' ? 'en' : 'fr')}
        >
          {locale === 'fr' ? 'English' : 'Français'}
        </button>
        <button type="button" onClick={onSignOut}>
          {texts.bar.signOut}
        </button>
      </div>
      <p class="offline" role="status">
        {online ? '' : texts.bar.offline}
      </p>
    </header>
  )
}

function Tab({
  current,
  onPick,
  children,
}: {
  readonly current: boolean
  readonly onPick: () => void
  readonly children: preact.ComponentChildren
}): JSX.Element {
  return (
    <li>
      <button type="button" class="tab" aria-current={current ? 'page' : undefined} onClick={onPick}>
        {children}
      </button>
    </li>
  )
}
