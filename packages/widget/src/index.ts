export { mount } from './mount.ts'
export { createHeadless } from './headless.ts'
export type { Headless } from './headless.ts'
export type { Library, Session, SessionState, Shortcut } from './session.ts'
export type { Comptoir } from './install.ts'
export type { Launcher } from './launcher.ts'
export type { Contact, Options } from './settings.ts'
export type { ComptoirEvents, EventName, Listener } from './events.ts'
export type { Theme } from './theme.ts'
export { defineCard } from './own-cards.ts'
export type { CardDrawer, CardTools, MountOptions, OwnCards, OwnFlows } from './own-cards.ts'
export type {
  Card,
  CustomCard,
  ConversationEvent,
  ConversationView,
  Message,
  QuickReply,
} from '@comptoir/bot-engine'
