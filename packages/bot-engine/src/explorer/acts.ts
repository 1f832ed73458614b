import type { ConversationEvent, ConversationView } from '../conversation.ts'
import type { ConversationSnapshot } from '../snapshot.ts'

/** Something a customer may do in a situation. */
export interface Act {
  /** As a line of the transcript. */
  readonly say: string
  readonly event: ConversationEvent
  /** It begins another flow. */
  readonly interrupts?: boolean
}

/** Right, wrong and ambiguous answers by the type of the awaited slot. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'order-reference': [
    'XKBKNABJK',
    '123',
    'julien.moreau@example.com',
    'XKBKNABJK julien.moreau@example.com 14000',
  ],
  email: ['julien.moreau@example.com', 'julien', 'au 14000 Caen'],
  postcode: ['14000', 'Caen'],
  phone: ['06 12 34 56 78', '0899 70 00 00'],
  number: ['2', 'beaucoup'],
  date: ['21/11/2026', 'hier'],
}

/** Every kind of act that is possible in a situation. */
export function actsFor(view: ConversationView, { state }: ConversationSnapshot): readonly Act[] {
  const { waitingFor } = view
  if (waitingFor.kind === 'agent') return [typed('une précision'), ...agentActs]
  const answers: Act[] = []
  if (waitingFor.kind === 'text')
    answers.push(
      ...(ANSWERS[waitingFor.slot?.type ?? ''] ?? ['quelque chose']).map((text) => ({
        ...typed(text),
      })),
    )
  if (waitingFor.kind === 'choice') {
    const frame = state.context.stack.at(-1)?.frame
    const prefix = `${frame?.flow}.${frame?.at}=`
    const last = view.messages.findLast(({ choices = [], card }) =>
      [...choices, ...(card?.type === 'rating' ? card.options : [])].some(({ id }) => id.startsWith(prefix)),
    )
    const options = [
      ...(last?.choices ?? []),
      ...(last?.card?.type === 'rating' ? last.card.options : []),
    ].filter(({ id }) => id.startsWith(prefix))
    answers.push(
      ...options.map(({ id, label }) => ({
        say: `customer: ${label}`,
        event: { type: 'CHOICE.PICK', id } as const,
      })),
    )
  }
  if (waitingFor.kind === 'form') answers.push(...formActs(view, waitingFor.id))
  return [
    ...answers,
    typed('zzz qqq'),
    typed('quels sont les frais de livraison ?'),
    ...(['menu', 'back', 'restart', 'repeat'] as const).map((name) => ({
      say: `(${name})`,
      event: { type: 'COMMAND', name } as const,
    })),
    { say: '(track-order)', event: { type: 'FLOW.START', flow: 'track-order' }, interrupts: true },
  ]
}

const agentActs: readonly Act[] = [
  { say: '(menu)', event: { type: 'COMMAND', name: 'menu' } },
  { say: '(the agent closes)', event: { type: 'PAGE.CHANGE', url: 'agent:close' } },
]

function formActs(view: ConversationView, id: string): readonly Act[] {
  const card = view.messages.findLast(
    (message) => message.card?.type === 'form' && message.card.id === id,
  )?.card
  if (card?.type !== 'form') return []
  const right = Object.fromEntries(
    card.fields.map(({ name, kind, options }) => [
      name,
      kind === 'checkbox' ? true : (options?.[0]?.value ?? '0612345678'),
    ]),
  )
  return [
    { say: '(the form, filled in)', event: { type: 'FORM.SUBMIT', id, values: right } },
    { say: '(the form, empty)', event: { type: 'FORM.SUBMIT', id, values: {} } },
  ]
}

function typed(text: string): Act {
  return { say: `customer: ${text}`, event: { type: 'MESSAGE.SEND', text } }
}
