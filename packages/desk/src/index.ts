export { createDesk, type Desk } from './desk.ts'
export { createDesks, type DesksOptions } from './desks.ts'
export type {
  AgentSeed,
  CallbackOptions,
  DeskOptions,
  Limits,
  OpenIdOptions,
  ShopOptions,
} from './settings.ts'
export { hashPassword } from './password.ts'
export type { Rate } from './rate-limit.ts'
export type { Peer } from './network.ts'
export type { LogLine } from './log.ts'
export type { AgentRole } from './store/store.ts'
export type * from './agent-api.ts'
export { createSmtpMailer, type Mail, type Mailer, type MailOptions } from './mail/mailer.ts'
