import type { ActName } from '../acts.ts'

/**
 * The flow language: what a `<id>.flow.json` file says. Its JSON Schema is `schema/flow.schema.json`; both say
 * the same. A flow is a list of steps, one verb each, done from top to bottom unless a step goes elsewhere.
 */
export interface Flow {
  readonly $schema?: string
  /** Also the name of the file. */
  readonly id: string
  /** Goes up by one at each published change; conversations under way go on at the same step. */
  readonly version: number
  /** Ids of the articles whose answer this flow is. */
  readonly intents?: readonly string[]
  /** What may be handed in by whoever starts it. */
  readonly input?: readonly string[]
  /** What it asks from the customer, by name. */
  readonly slots?: Readonly<Record<string, Slot>>
  /** Where a step without its own `fail` goes when it cannot be done. */
  readonly fail?: Target
  /** Texts that answer questions about the flow itself; what such a question says is in `<key>.words`. */
  readonly asides?: readonly TextKey[]
  /** What happens to it when the customer asks something else: it comes back to its question, or it is left. @default "return" */
  readonly interruption?: Interruption
  readonly steps: readonly Step[]
}

/** The id of a step in the same flow. */
export type Target = string

/** A dotted path into what the flow knows: `order.shipments.0.status`. A number or `last` picks from a list. */
export type Path = string

/** The key of a text in the flow's text files. May carry a path: `state.{order.status}`. */
export type TextKey = string

/** The four phases of a good conversation (accueil, découverte, proposition, conclusion). */
export type Phase = 'welcome' | 'discovery' | 'proposal' | 'conclusion'

export type SlotType =
  | 'order-reference'
  | 'email'
  | 'postcode'
  | 'code'
  | 'voucher-code'
  | 'phone'
  | 'name'
  | 'text'
  | 'number'
  | 'quantity'
  | 'date'
  | 'file'
  | 'choice'
  | 'consent'
  | 'flag'

/** Something to be known from the customer. */
export interface Slot {
  readonly type: SlotType
  /** Personal data: masked wherever it is shown again, erased when the flow ends. Needs a purpose. */
  readonly pii?: boolean
  /** What it is needed for, e.g. `verification`. */
  readonly purpose?: string
  /** How long it is kept: until the flow ends, or until the conversation ends. @default 'flow' */
  readonly retention?: 'flow' | 'conversation'
  /** Where the options of a choice come from. */
  readonly from?: Path
}

export type Step =
  | SayStep
  | CollectStep
  | FormStep
  | ChooseStep
  | ConfirmStep
  | CallStep
  | WhenStep
  | SwitchStep
  | SetStep
  | GoStep
  | UseStep
  | VerifyStep
  | HandoffStep
  | CallbackStep
  | ShowStep
  | OpenStep
  | CopyStep
  | TeachStep
  | ConsentStep
  | RecordStep
  | WaitStep
  | SurveyStep
  | EndStep

/** What every step may carry. */
export interface StepBase {
  /** So that other steps can go here, and conversations find it again after an edit. */
  readonly id?: string
  /** Holds until the next step that names one. */
  readonly phase?: Phase
}

/** Done at once, and only if a condition holds. */
interface InstantStep extends StepBase {
  readonly if?: Condition
}

/** What the bot does when nothing comes: it says something once, or goes on by itself, or both. */
export interface Silence {
  /** Seconds. */
  readonly after: number
  readonly say?: TextKey
  readonly go?: Target
}

/** Waits for the customer. */
interface AskingStep extends StepBase {
  /** The question. @default the name of what is asked */
  readonly ask?: TextKey
  /** Said instead of the question when the answer was not understood. @default the shared text of the slot type */
  readonly retry?: TextKey
  /** How often it may be asked. @default 3 */
  readonly tries?: number
  /** Where to go after the last try. @default the flow's `fail` */
  readonly fail?: Target
  /** Ways on beside answering: a command, or a flow. */
  readonly offer?: readonly string[]
  readonly silence?: Silence
  /**
   * What happens when the customer asks something else here: it is answered and the question comes back, the flow is
   * left, or the question stays and nothing comes in between. @default that of the flow
   */
  readonly interruption?: Interruption
}

export type Interruption = 'return' | 'leave' | 'stay'

export interface SayStep extends InstantStep {
  readonly say: TextKey
  readonly offer?: readonly string[]
}

/** Asks for one slot. Skipped when it is known already, by a sentence that said several things at once. */
export interface CollectStep extends AskingStep {
  readonly collect: string
  /** What the customer said to begin the flow is the answer, where it tells a story and not only what is wanted. */
  readonly told?: true
}

/** Asks for several slots at once. */
export interface FormStep extends AskingStep {
  readonly form: string
  readonly fields: readonly FormStepField[]
}

export interface FormStepField {
  readonly slot: string
  readonly optional?: boolean
}

/** Lets the customer pick: from a list (`from`), how many of each (`quantities`), or among ways to go (`options`). */
export interface ChooseStep extends AskingStep {
  /** Name under which the pick is kept. */
  readonly choose: string
  readonly from?: Path
  /** The text of one entry of the list, with the entry as `item`. */
  readonly label?: TextKey
  /** Where to go when the list is empty. A list of one is not asked about. */
  readonly none?: Target
  /** Several may be picked, each up to its own `quantity`: gives the list of those picked, with how many. */
  readonly quantities?: true
  /** Option → where it leads; its label is the text `<ask>.<option>`. */
  readonly options?: Readonly<Record<string, Target | { readonly go: Target; readonly if: Condition }>>
}

/** A closed question. */
export interface ConfirmStep extends AskingStep {
  readonly confirm: TextKey
  /** @default the next step */
  readonly yes?: Target
  /** @default the next step */
  readonly no?: Target
}

/** What is handed in: names as they are, or parameter → path, value or text. */
export type StepInput =
  | readonly Path[]
  | Readonly<Record<string, Path | { readonly value: unknown } | { readonly text: TextKey }>>

/** Asks the outside, e.g. `shop.order`; see {@link CallName}. */
export interface CallStep extends CallBase {
  readonly call: CallName
}

interface CallBase extends StepBase {
  readonly in?: StepInput
  /** Name under which the answer is kept. */
  readonly as?: string
  /** Where to go when it fails, for all causes or by cause. @default the flow's `fail` */
  readonly fail?: Target | Readonly<Partial<Record<FailureCause | 'else', Target>>>
  /** Milliseconds after which it counts as unavailable. @default 20000 */
  readonly within?: number
  /** How often it is tried while it is unavailable. @default 1 */
  readonly tries?: number
}

/**
 * Leaves something with the desk, which keeps it under a number: a ticket (its subject), a complaint (its subject), a
 * declaration of withdrawal (its words), a summary by mail (its text; paragraphs are parted by an empty line).
 */
export type RecordStep =
  | ({ readonly ticket: TextKey } & CallBase)
  | ({ readonly complaint: TextKey } & CallBase)
  | ({ readonly withdraw: TextKey } & CallBase)
  | ({ readonly recap: TextKey } & CallBase)

export type FailureCause = 'unavailable' | 'forbidden' | 'refused' | 'invalid'

/** What a flow can ask of the ports. */
export type CallName =
  | 'shop.verify'
  | 'shop.sendCode'
  | 'shop.orders'
  | 'shop.order'
  | `shop.${ActName}`
  | 'desk.availability'
  | 'desk.handoff'
  | 'desk.callbackSlots'
  | 'desk.requestCallback'
  | 'desk.openTicket'
  | 'desk.complain'
  | 'desk.withdraw'
  | 'desk.sendRecap'
  | 'desk.requestData'
  | 'desk.unsubscribe'
  | 'desk.survey'

export interface WhenStep extends StepBase {
  readonly when: Condition
  readonly go: Target
  readonly else?: Target
}

export interface SwitchStep extends StepBase {
  readonly switch: Path
  readonly cases: Readonly<Record<string, Target>>
  readonly else?: Target
}

/** Sets names to values, to what is at a path, or to nothing (`null`). */
export interface SetStep extends InstantStep {
  readonly set: Readonly<Record<string, string | number | boolean | null | { readonly from: Path }>>
}

export interface GoStep extends StepBase {
  readonly go: Target
}

/** Runs another flow and comes back. Goes on if it ends resolved or escalated, to `fail` otherwise. */
export interface UseStep extends StepBase {
  readonly use: string
  /** Its input: names as they are, or input → path or value. */
  readonly with?: StepInput
  /** Names to take over from it. */
  readonly gives?: readonly string[]
  readonly fail?: Target
}

/** Makes sure of the customer for that level; gives `order`. Short for `use: verify`. */
export interface VerifyStep extends StepBase {
  readonly verify: 1 | 2 | 3
  readonly fail?: Target
}

/** Hands over to a human; the text is shown to the agent as the topic. Short for `use: handoff`. */
export interface HandoffStep extends StepBase {
  readonly handoff: TextKey
  readonly fail?: Target
}

/** Takes a callback; the text is shown to the agent as the reason. Short for `use: callback`. */
export interface CallbackStep extends StepBase {
  readonly callback: TextKey
  readonly fail?: Target
}

/** Says something with a card under it. */
export interface ShowStep extends InstantStep {
  readonly show: 'order' | 'timeline' | 'file' | 'product' | 'image' | 'video' | 'links' | 'custom'
  /** Which card of the shop's own, with `custom`: the page draws it (`mount({ cards })`). */
  readonly kind?: string
  /** What is shown. Not needed for `links`, nor for `image` and `video`, whose address is the text `<say>.image`. */
  readonly of?: Path
  readonly say: TextKey
}

/**
 * Leads to a page: the text says what to look for there, `<open>.href` is its address, `<open>.label` names the link;
 * `<open>.image` shows what it looks like and `<open>.alt` says it.
 */
export interface OpenStep extends InstantStep {
  readonly open: TextKey
  readonly offer?: readonly string[]
}

/** Says something with words to be copied beside it: a code, a message written beforehand. */
export interface CopyStep extends InstantStep {
  /** The text that is copied. */
  readonly copy: TextKey
  readonly say: TextKey
  readonly offer?: readonly string[]
}

/**
 * Shows how it is done, one step at a time: `<teach>` introduces, `<teach>.1` … are the steps, each with its own
 * `.image`, `.alt`, `.href` and `.label`; `<teach>.done` congratulates. "Do it for me" leads away at any moment.
 */
export interface TeachStep extends AskingStep {
  readonly teach: TextKey
  readonly steps: number
  /** Where to go when the customer would rather have it done, or gets stuck. @default `fail` */
  readonly instead?: Target
}

/** Asks for a consent that is free, and keeps what was answered with the words that were shown. */
export interface ConsentStep extends AskingStep {
  readonly consent: TextKey
  /** What for, e.g. `commercial-mail`. */
  readonly purpose: string
  /** Name under which true or false is kept. */
  readonly as?: string
  /** @default the next step */
  readonly yes?: Target
  /** @default the next step */
  readonly no?: Target
}

/**
 * Waits: for the agent to be done, the bot being silent meanwhile; for some time; for the customer to come to a page
 * or to follow a link, which they may also say themselves.
 */
export type WaitStep = WaitForAgentStep | WaitForTimeStep | WaitForVisitStep

export interface WaitForAgentStep extends StepBase {
  readonly wait: 'agent'
  /** Where to go when nobody can take the conversation any more. @default the flow's `fail` */
  readonly fail?: Target
}

export interface WaitForTimeStep extends StepBase {
  readonly wait: 'time'
  readonly seconds: number
}

export interface WaitForVisitStep extends AskingStep {
  readonly wait: 'page' | 'click'
  readonly ask: TextKey
  /** What the address has to contain. @default for a click, any */
  readonly match?: string
  /** Seconds after which it goes to `late`. */
  readonly seconds?: number
  /** Where to go when it takes too long, or does not work out. @default `fail` */
  readonly late?: Target
}

/** A satisfaction question with its scale. */
export interface SurveyStep extends AskingStep {
  readonly survey: 'csat' | 'ces' | 'nps'
  /** The name under which the id of the flow is known that is asked about; it goes with the answer. */
  readonly about?: string
}

export interface EndStep extends StepBase {
  readonly end: 'resolved' | 'unresolved' | 'escalated' | 'abandoned'
}

/**
 * A condition is data: every path has to fit what stands beside it.
 *
 * @example
 * ```ts
 * { 'order.paid': false, 'order.invoices': { count: 0 } }
 * { any: [{ 'customer.level': { atLeast: 2 } }, { 'order.status': { in: ['shipped', 'delivered'] } }] }
 * ```
 */
export type Condition =
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }
  | { readonly none: readonly Condition[] }
  | { readonly [path: Path]: Expectation }

export type Scalar = string | number | boolean | null

export type Expectation =
  | Scalar
  | { readonly not: Scalar }
  | { readonly in: readonly Scalar[] }
  | { readonly has: Scalar }
  | { readonly count: number }
  | { readonly known: boolean }
  | { readonly same: Path }
  | { readonly atLeast: number | Path }
  | { readonly atMost: number | Path }
