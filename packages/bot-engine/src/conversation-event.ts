import type { ConversationEvent } from './conversation.ts'

/** Does the event carry what its type asks for? */
const FITS: Readonly<Record<ConversationEvent['type'], (event: Shape) => boolean>> = {
  'MESSAGE.SEND': ({ text }) => typeof text === 'string',
  'MESSAGE.RETRY': ({ id }) => isWord(id),
  'CHOICE.PICK': ({ id }) => isWord(id),
  'FORM.SUBMIT': ({ id, values }) => isWord(id) && isRecord(values),
  COMMAND: ({ name }) =>
    ['human', 'menu', 'back', 'restart', 'stop', 'repeat'].some((known) => known === name),
  'FLOW.START': ({ flow, input = {} }) => isWord(flow) && isRecord(input),
  'ARTICLE.OPEN': ({ id }) => isWord(id),
  'CUSTOMER.IDENTIFY': ({ token }) => isWord(token),
  'PAGE.CHANGE': ({ url }) => isWord(url),
  'FILE.ATTACH': ({ ref, name, mime }) => isWord(ref) && isWord(name) && isWord(mime),
  'MESSAGES.READ': () => true,
  'LINK.OPEN': ({ href }) => isWord(href),
}

type Shape = Readonly<Record<string, unknown>>

/**
 * Lets through the events of the list and nothing else: what comes from buttons, the page or the server can
 * never reach a machine under a name of its own choosing, such as `xstate.stop`. Gives what was expected, or
 * nothing where the event fits.
 */
export function faultOfEvent(event: unknown): string | undefined {
  const type = isRecord(event) ? event['type'] : undefined
  if (!isRecord(event) || !isEventType(type)) return `a type among ${Object.keys(FITS).join(', ')}`
  return FITS[type](event) ? undefined : 'the fields that its type has in the documentation'
}

function isEventType(type: unknown): type is ConversationEvent['type'] {
  return typeof type === 'string' && Object.hasOwn(FITS, type)
}

function isRecord(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An id, token or address as they come from outside. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 8192
}
