import type { ConversationEvent } from '@comptoir/bot-engine'
import type { SessionState } from './session.ts'
import type { Settings } from './settings.ts'

/** A conversation with everything it stands on. */
export interface OpenConversation {
  send(event: ConversationEvent): void
  mintLink(ref: string): Promise<{ href: string; expiresAt: string }>
  erase(): Promise<void>
  stop(): void
}

export interface OpenOptions {
  /** More of the session is there. */
  readonly onChange: (change: Partial<SessionState>) => void
  /** Something did not work and was survived. */
  readonly onError: (error: unknown) => void
}

export async function openConversation(settings: Settings, options: OpenOptions): Promise<OpenConversation> {
  void settings
  void options
  throw new Error('x')
}
