import type { Message } from './message.ts'

const AUTHORS: readonly unknown[] = ['customer', 'bot', 'agent', 'system']

/** Is it a message as this package writes them? Cards are checked where they are drawn. */
export function isMessage(value: unknown): value is Message {
  if (!isRecord(value)) return false
  const { id, at, author, text: words, seq, choices, card } = value
  return (
    typeof id === 'string' &&
    id !== '' &&
    typeof words === 'string' &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    AUTHORS.includes(author) &&
    (seq === undefined || (typeof seq === 'number' && Number.isInteger(seq) && seq > 0)) &&
    (choices === undefined ||
      (Array.isArray(choices) &&
        choices.every(
          (choice) =>
            isRecord(choice) && typeof choice['id'] === 'string' && typeof choice['label'] === 'string',
        ))) &&
    (card === undefined || (isRecord(card) && typeof card['type'] === 'string'))
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
