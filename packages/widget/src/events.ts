/**
 * What a page may listen to with `comptoir('on', name, listener)`. No event carries what people wrote, so a page
 * can hand them to its own figures as they are, under its own consent.
 */
export interface ComptoirEvents {
  /** The panel is shown. */
  open: undefined
  close: undefined
  /** A message entered the conversation, whoever wrote it. */
  message: { readonly author: 'customer' | 'bot' | 'agent' | 'system' }
  /** The number of messages that came while the panel was closed. */
  unread: { readonly count: number }
  /** A flow such as `get-invoice` began, or the conversation left it. */
  flow: { readonly id: string | undefined }
  /** The conversation with a person: `none`, `waiting`, `live`, `closed` or `ended`. */
  handoff: { readonly state: string }
  /** Something of the widget could not work; the same sentence stands in the console. */
  error: { readonly code: string; readonly message: string }
}

export type EventName = keyof ComptoirEvents
export type Listener<Name extends EventName = EventName> = (detail: ComptoirEvents[Name]) => void
export type Emit = <Name extends EventName>(name: Name, detail: ComptoirEvents[Name]) => void
