export { createConversation } from './create-conversation.ts'
export type {
  CommandName,
  Conversation,
  ConversationEvent,
  ConversationOptions,
  ConversationView,
  ShopFacts,
  WaitingFor,
  WaitingSlot,
} from './conversation.ts'
export type { Knowledge, KnowledgeArticle, KnowledgeCandidate, KnowledgeReply } from './knowledge.ts'
export type * from './message.ts'
export type * from './order.ts'
export type * from './desk-records.ts'
export type * from './request.ts'
export type * from './acts.ts'
export { actLevels, deliverySituations, refusalReasons, returnReasons } from './acts.ts'
export { refundMeans, requestKinds, requestStates, withdrawalExceptions } from './request.ts'
export type * from './ports.ts'
export { PortError } from './ports.ts'
export type * from './flow/flow.ts'
export { extendFlows, type FlowLibrary, type FlowTexts } from './flow/library.ts'
export { mask, type MaskedKind, type MaskedText } from './mask.ts'
export { parsePhone, type Phone, type PhoneFault } from './phone.ts'
export {
  callbackSlots,
  checkOpeningHours,
  hoursText,
  isOpen,
  nextOpening,
  type CallbackSlotOptions,
  type HoursRange,
  type OpeningHours,
  type Weekday,
} from './opening-hours.ts'
export { frenchHolidays, type HolidayRegion } from './holidays.ts'
export { systemClock } from './clock.ts'
export { newMessageId } from './message-id.ts'
export { fileToUpload } from './file-to-upload.ts'
export {
  createMemoryStorage,
  createOutbox,
  type Outbox,
  type OutboxOptions,
  type OutboxStorage,
} from './outbox.ts'
export { connectDesk, type ConnectDeskOptions, type DeskConnection } from './http-desk.ts'
export type { LogEntry } from './messages.ts'
