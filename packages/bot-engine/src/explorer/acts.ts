import type { CommandName, ConversationEvent, ConversationView } from '../conversation.ts'
import type { SlotType } from '../flow/flow.ts'
import { allSlotReaders } from '../flow/all-slot-readers.ts'
import type { Correction } from './corrections.ts'
import type { Situation } from './situation.ts'
import { TEXTS } from './texts.ts'
import { DETOUR } from './stub-flows.ts'

/** What sort of thing an act is: an answer of one of four kinds, or something that comes in between. */
export type ActKind = 'valid' | 'invalid' | 'ambiguous' | 'silent' | 'interruption'

/** Something that may happen in a situation. */
export interface Act {
  readonly kind: ActKind
  /** As a line of the transcript. */
  readonly say: string
  /** What is sent; without one, time passes. */
  readonly event?: ConversationEvent
  /** Milliseconds that pass first. */
  readonly passes?: number
  /** Afterwards the flow asks the same again, with all that it knew. */
  readonly comesBack?: boolean
  /** Something is taken back: the flow is where it would be had it been said so in the first place. */
  readonly corrects?: Correction
  /** What comes of it is looked at, and not walked on from: it leads to where other ways lead too. */
  readonly ends?: boolean
}

/**
 * Every kind of act that is possible in a situation.
 *
 * @param places parts of addresses that the flow waits for somebody to come to
 * @param asked the slot that a text would fill
 * @param corrections what may be taken back there
 */
export function actsFor(
  { view, snapshot, now = 0 }: Situation,
  { places, words, wanted }: Repertoire,
  asked: string | undefined,
  corrections: readonly Correction[],
): readonly Act[] {
  const { waitingFor } = view
  if (waitingFor.kind === 'agent')
    return [typed('une précision', 'valid'), A_FILE, silence(view, now), command('menu'), command('repeat')]
  const answers: Act[] = []
  if (waitingFor.kind === 'text')
    answers.push(...textActs(waitingFor.slot?.type, wanted.get(asked ?? '') ?? []))
  if (waitingFor.kind === 'choice')
    answers.push(...choiceActs(view, snapshot.state.context.stack.at(-1)?.frame), typed(words.no, 'valid'))
  if (waitingFor.kind === 'form') answers.push(...formActs(view, waitingFor.id, wanted))
  return [
    ...answers,
    ...ALWAYS,
    { ...typed(words.wish, 'ambiguous'), comesBack: true },
    ...corrections.map((one) => corrected(words, one)),
    ...['other', ...places].flatMap(visit),
    silence(view, now),
  ]
}

/** What is said and done anywhere in the flow. */
export interface Repertoire {
  readonly places: readonly string[]
  readonly words: Words
  /** Slot → what its branches look for. */
  readonly wanted: ReadonlyMap<string, readonly string[]>
}

/** What a customer says, by language. */
export interface Words {
  readonly no: string
  readonly human: string
  /** Asks for another flow: {@link DETOUR}. */
  readonly wish: string
  /** Begins what takes something back. */
  readonly sorry: string
}

export function wordsIn(locale: string): Words {
  return locale === 'fr'
    ? {
        no: 'non',
        human: 'un conseiller',
        wish: "je voudrais d'abord une digression",
        sorry: "pardon, c'est",
      }
    : {
        no: 'no',
        human: 'an advisor',
        wish: 'i want a digression first',
        sorry: 'sorry, it is',
      }
}

function corrected({ sorry }: Words, corrects: Correction): Act {
  return { ...typed(`${sorry} ${corrects.text}`, 'ambiguous'), corrects, ends: true }
}

/** The customer comes to a page, or follows a link to it. */
function visit(place: string): readonly Act[] {
  const url = `https://shop.example/${place.replace(/^\//, '')}`
  return [
    { kind: 'interruption', say: `(another page: ${url})`, event: { type: 'PAGE.CHANGE', url } },
    { kind: 'interruption', say: `(a link: ${url})`, event: { type: 'LINK.OPEN', href: url } },
  ]
}

const A_FILE: Act = {
  kind: 'valid',
  say: '(a file)',
  event: {
    type: 'FILE.ATTACH',
    ref: 'upload:file-0001',
    name: 'photo.jpg',
    mime: 'image/jpeg',
    size: 48_000,
  },
}

/** Several things at once, or one thing that could be another. */
const AMBIGUOUS = ['XKBKNABJK julien.moreau@example.com 14000', 'au 14000 Caen', '0899 70 00 00'] as const

function textActs(type: string | undefined, wanted: readonly string[]): readonly Act[] {
  const reader =
    type !== undefined && Object.hasOwn(allSlotReaders, type) ? allSlotReaders[type as SlotType] : undefined
  if (type === 'file') return [A_FILE, typed('je n’ai pas de photo', 'invalid')]
  if (!reader) return [typed('quelque chose', 'valid'), typed('julien.moreau@example.com', 'ambiguous')]
  const isRight = (text: string): boolean => reader.read(text).ok
  const right = TEXTS.find(isRight)
  return [
    ...[...new Set(right === undefined ? wanted : [right, ...wanted])].map((text) => typed(text, 'valid')),
    ...TEXTS.filter((text) => !isRight(text))
      .slice(0, 2)
      .map((text) => typed(text, 'invalid')),
    ...AMBIGUOUS.map((text) => typed(text, 'ambiguous')),
  ]
}

/** Each choice as a button, the first one in words, and words that fit several. */
function choiceActs(
  view: ConversationView,
  frame: { readonly flow: string; readonly at: string } | undefined,
): readonly Act[] {
  const prefix = `${frame?.flow}.${frame?.at}=`
  const offered = view.messages.map(({ choices = [], card }) =>
    [...choices, ...(card?.type === 'rating' ? card.options : [])].filter(({ id }) => id.startsWith(prefix)),
  )
  const options = offered.findLast((list) => list.length > 0) ?? []
  const [first] = options
  return [
    ...options.map(({ id, label }): Act => ({
      kind: 'valid',
      say: `customer: ${label}`,
      event: { type: 'CHOICE.PICK', id },
    })),
    ...(first ? [typed(first.label, 'valid')] : []),
    typed('oui et non', 'ambiguous'),
  ]
}

function formActs(
  view: ConversationView,
  id: string,
  wanted: ReadonlyMap<string, readonly string[]>,
): readonly Act[] {
  const card = view.messages.findLast(
    (message) => message.card?.type === 'form' && message.card.id === id,
  )?.card
  if (card?.type !== 'form') return []
  const right = Object.fromEntries(
    card.fields.map(({ name, kind, options, autocomplete }) => [
      name,
      kind === 'checkbox'
        ? true
        : (options?.[0]?.value ?? SAMPLES[autocomplete ?? kind] ?? SAMPLES[kind] ?? 'Nelvet'),
    ]),
  )
  const required = card.fields.filter((field) => field.required).map(({ name }) => name)
  const bare = Object.fromEntries(Object.entries(right).filter(([name]) => required.includes(name)))
  const sent = (say: string, kind: ActKind, values: Readonly<Record<string, unknown>>): Act => ({
    kind,
    say: `(the form, ${say})`,
    event: { type: 'FORM.SUBMIT', id, values },
  })
  return [
    sent('filled in', 'valid', right),
    ...card.fields.flatMap(({ name }) =>
      (wanted.get(name) ?? []).map((text) =>
        sent(`with ${name} ${text}`, 'valid', { ...right, [name]: text }),
      ),
    ),
    sent('only what is required', 'valid', bare),
    sent('empty', 'invalid', {}),
    sent(
      'with numbers for words',
      'invalid',
      Object.fromEntries(Object.keys(right).map((name) => [name, 12])),
    ),
    sent('with a field nobody asked for', 'ambiguous', { ...right, admin: 'true', __proto__: null }),
  ]
}

/** What fits a field, by its kind or its autocomplete token. */
const SAMPLES: Readonly<Record<string, string>> = {
  email: 'julien.moreau@example.com',
  tel: '06 12 34 56 78',
  'postal-code': '14000',
  number: '2',
  date: '2026-11-12',
  name: 'Julie Moreau',
  off: 'XKBKNABJK',
}

/** What may be said at any question, and the way back from what comes in between. */
const ALWAYS: readonly Act[] = [
  typed('zzz qqq', 'invalid'),
  { ...typed('quels sont les frais de livraison ?', 'ambiguous'), comesBack: true },
  ...(['menu', 'back', 'restart'] as const).map(command),
  { ...command('repeat'), comesBack: true },
  {
    kind: 'interruption',
    say: '(an article, opened from the search)',
    event: { type: 'ARTICLE.OPEN', id: 'faq' },
    comesBack: true,
  },
  { kind: 'interruption', say: `(${DETOUR})`, event: { type: 'FLOW.START', flow: DETOUR }, comesBack: true },
]

function command(name: CommandName): Act {
  return { kind: 'interruption', say: `(${name})`, event: { type: 'COMMAND', name } }
}

/** Nothing is said until the conversation goes on by itself, or for an hour. */
function silence({ deadline }: ConversationView, now: number): Act {
  const passes = deadline === undefined ? 3_600_000 : Math.max(0, Date.parse(deadline) - now) + 1
  return { kind: 'silent', say: `(${Math.round(passes / 1000)} s without a word)`, passes }
}

export function typed(text: string, kind: ActKind): Act {
  return { kind, say: `customer: ${text}`, event: { type: 'MESSAGE.SEND', text } }
}
