import type { ConversationEvent } from './conversation.ts'

/** What each event has to carry; the sentence says it. */
const SHAPES: Readonly<
  Record<ConversationEvent['type'], readonly [fits: (event: Shape) => boolean, expected: string]>
> = {
  'MESSAGE.SEND': [({ text }) => typeof text === 'string', 'a text'],
  'CHOICE.PICK': [({ id }) => isWord(id), 'the id of a choice'],
  'FORM.SUBMIT': [({ id, values }) => isWord(id) && isRecord(values), 'the id of a form and its values'],
  COMMAND: [({ name }) => COMMANDS.includes(name), 'the name of a command'],
  'FLOW.START': [
    ({ flow, input }) => isWord(flow) && (input === undefined || isRecord(input)),
    'the id of a flow',
  ],
  'ARTICLE.OPEN': [({ id }) => isWord(id), 'the id of an article'],
  'CUSTOMER.IDENTIFY': [({ token }) => isWord(token), 'a token'],
  'PAGE.CHANGE': [({ url }) => isWord(url), 'an address'],
}

const COMMANDS: readonly unknown[] = ['human', 'menu', 'back', 'restart', 'stop', 'repeat']

type Shape = Readonly<Record<string, unknown>>

/**
 * Lets through the events of the list and nothing else: what comes from buttons, the page or the server can
 * never reach a machine under a name of its own choosing, such as `xstate.stop`. Gives what was expected, or
 * nothing where the event fits.
 */
export function faultOfEvent(event: unknown): string | undefined {
  if (!isRecord(event)) return 'an object with a type'
  const type = String(event['type'])
  if (!isEventType(type)) return `one of ${Object.keys(SHAPES).join(', ')}`
  const [fits, expected] = SHAPES[type]
  return fits(event) ? undefined : expected
}

function isEventType(type: string): type is ConversationEvent['type'] {
  return Object.hasOwn(SHAPES, type)
}

function isRecord(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An id, token or address as they come from outside. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 8192
}
