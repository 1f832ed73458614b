import type { CommandName, ConversationEvent } from './conversation.ts'
import { refusedEvent, type LogEntry } from './messages.ts'

const COMMANDS: readonly CommandName[] = ['human', 'menu', 'back', 'restart', 'stop', 'repeat']

/** Longest id, token or address that is taken from outside. */
const LONGEST = 8192

/**
 * Lets through the events of the list and nothing else: what comes from buttons, the page or the server can
 * never reach a machine under a name of its own choosing, such as `xstate.stop`.
 */
export function checkEvent(
  event: unknown,
): { readonly event: ConversationEvent } | { readonly refused: LogEntry } {
  if (!isRecord(event)) return { refused: refusedEvent(typeof event, 'an object with a type') }
  const { type, text, id, values, name, flow, input, token, url } = event
  const refuse = (expected: string): { readonly refused: LogEntry } => ({
    refused: refusedEvent(type, expected),
  })
  switch (type) {
    case 'MESSAGE.SEND':
      return typeof text === 'string' ? { event: { type, text } } : refuse('a text')
    case 'CHOICE.PICK':
      return isWord(id) ? { event: { type, id } } : refuse('the id of a choice')
    case 'FORM.SUBMIT':
      return isWord(id) && isRecord(values)
        ? { event: { type, id, values } }
        : refuse('the id of a form and its values')
    case 'COMMAND': {
      const command = COMMANDS.find((known) => known === name)
      return command ? { event: { type, name: command } } : refuse(`one of ${COMMANDS.join(', ')}`)
    }
    case 'FLOW.START':
      return isWord(flow) && (input === undefined || isRecord(input))
        ? { event: { type, flow, ...(input ? { input } : {}) } }
        : refuse('the id of a flow')
    case 'ARTICLE.OPEN':
      return isWord(id) ? { event: { type, id } } : refuse('the id of an article')
    case 'CUSTOMER.IDENTIFY':
      return isWord(token) ? { event: { type, token } } : refuse('a token')
    case 'PAGE.CHANGE':
      return isWord(url) ? { event: { type, url } } : refuse('an address')
    default:
      return refuse('an event of the list in the documentation')
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST
}
