import type { ConversationEvent } from '@comptoir/bot-engine'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Locale } from '../i18n/locale.ts'
import type { Texts } from '../i18n/texts.ts'
import type { Session } from '../session.ts'
import type { Settings } from '../settings.ts'
import type { WhenStill } from './stillness.ts'

/** What every part of the panel may use. */
export interface Scene {
  readonly texts: Texts
  readonly locale: Locale
  readonly send: (event: ConversationEvent) => void
  readonly mintLink: Session['mintLink']
  readonly upload: Session['upload']
  /** Says a short text to screen readers, politely. */
  readonly announce: (text: string) => void
  readonly whenStill: WhenStill
  /** What the shop's own code has brought. */
  readonly own: () => Settings['own']
  readonly report: Session['report']
  /** The first message that came while the panel was closed, until the customer answers. */
  readonly unread: { from?: string | undefined }
}

export const SceneContext: ReturnType<typeof createContext<Scene | undefined>> = createContext<
  Scene | undefined
>(undefined)

/** @throws {Error} outside of a panel */
export function useScene(): Scene {
  const scene = useContext(SceneContext)
  if (!scene)
    throw new Error('A part of the panel was drawn outside of it: wrap it in SceneContext.Provider.')
  return scene
}
