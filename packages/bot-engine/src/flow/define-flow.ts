import type { DeclarationReceipt, DeskReceipt, RecapReceipt } from '../desk-records.ts'
import type { OrderView } from '../order.ts'
import { compileFlow } from './compile.ts'
import type {
  CallName,
  CallStep,
  ChooseStep,
  ConfirmStep,
  ConsentStep,
  CopyStep,
  EndStep,
  Flow,
  FormStep,
  OpenStep,
  SayStep,
  ShowStep,
  Slot,
  StepBase,
  Step,
  SurveyStep,
  TeachStep,
  UseStep,
  WaitForVisitStep,
} from './flow.ts'
import type { CallResult, Expected, PathsOf, SlotValues, WorldNames } from './known-types.ts'

/** All of a flow but its steps. */
export type FlowHead<Slots extends Readonly<Record<string, Slot>>> = Omit<Flow, 'slots' | 'steps'> & {
  readonly slots?: Slots
}

/** What a step says beside its verb, its paths and conditions held to what is known there. */
type More<S extends Step, Verb extends string, Known> = Omit<
  S,
  Verb | 'if' | 'in' | 'with' | 'from' | 'of' | 'options'
> &
  ('if' extends keyof S ? { readonly if?: Expected<Known> } : unknown)

type Input<Known> =
  | readonly PathsOf<Known>[]
  | Readonly<Record<string, PathsOf<Known> | { readonly value: unknown } | { readonly text: string }>>

type With<Known, Name extends string, Value> = Omit<Known, Name> & Readonly<Record<Name, Value>>

/** One entry of the list at a path, as far as it is known. */
type EntryAt<Known, Path extends string> = Path extends `${infer Name}.${infer Rest}`
  ? Name extends keyof Known
    ? EntryAt<NonNullable<Known[Name]>, Rest>
    : unknown
  : Path extends keyof Known
    ? NonNullable<Known[Path]> extends readonly (infer Item)[]
      ? Item
      : unknown
    : unknown

/**
 * Adds steps, one a call, in the order in which they are done. Its type carries the slots and the results so far: a
 * slot that the flow has not, a result that no call has given, a field that an order does not have do not compile.
 */
export interface FlowBuilder<Slots extends Readonly<Record<string, Slot>>, Known> {
  say(key: string, more?: More<SayStep, 'say', Known>): FlowBuilder<Slots, Known>
  show(
    what: ShowStep['show'],
    more: More<ShowStep, 'show', Known> & { readonly of?: PathsOf<Known> },
  ): FlowBuilder<Slots, Known>
  open(key: string, more?: More<OpenStep, 'open', Known>): FlowBuilder<Slots, Known>
  copy(key: string, more: More<CopyStep, 'copy', Known>): FlowBuilder<Slots, Known>
  teach(key: string, more: More<TeachStep, 'teach', Known>): FlowBuilder<Slots, Known>
  collect(
    slot: keyof Slots & string,
    more?: Omit<Extract<Step, { collect: string }>, 'collect'>,
  ): FlowBuilder<Slots, Known>
  form(
    name: string,
    fields: readonly { readonly slot: keyof Slots & string; readonly optional?: boolean }[],
    more?: Omit<FormStep, 'form' | 'fields'>,
  ): FlowBuilder<Slots, Known>
  /** Lets the customer pick from a list. */
  choose<Name extends string, Path extends PathsOf<Known>>(
    name: Name,
    from: Path,
    more?: More<ChooseStep, 'choose', Known>,
  ): FlowBuilder<Slots, With<Known, Name, EntryAt<Known, Path>>>
  /** Lets the customer pick a way to go. */
  options<Name extends string>(
    name: Name,
    options: Readonly<Record<string, string | { readonly go: string; readonly if: Expected<Known> }>>,
    more?: More<ChooseStep, 'choose', Known>,
  ): FlowBuilder<Slots, With<Known, Name, string>>
  confirm(key: string, more?: Omit<ConfirmStep, 'confirm'>): FlowBuilder<Slots, Known>
  consent<Name extends string = never>(
    key: string,
    more: Omit<ConsentStep, 'consent' | 'as'> & { readonly as?: Name },
  ): FlowBuilder<Slots, With<Known, Name, boolean>>
  survey(scale: SurveyStep['survey'], more?: Omit<SurveyStep, 'survey'>): FlowBuilder<Slots, Known>
  call<Name extends CallName, As extends string = never>(
    name: Name,
    more?: Omit<CallStep, 'call' | 'in' | 'as'> & { readonly in?: Input<Known>; readonly as?: As },
  ): FlowBuilder<Slots, With<Known, As, CallResult<Name>>>
  ticket(key: string, more: Kept<Known>): FlowBuilder<Slots, With<Known, 'ticket', DeskReceipt>>
  complaint(key: string, more: Kept<Known>): FlowBuilder<Slots, With<Known, 'complaint', DeskReceipt>>
  withdraw(key: string, more: Kept<Known>): FlowBuilder<Slots, With<Known, 'withdrawal', DeclarationReceipt>>
  recap(key: string, more?: Kept<Known>): FlowBuilder<Slots, With<Known, 'recap', RecapReceipt>>
  use<Gives extends string = never>(
    flow: string,
    more?: Omit<UseStep, 'use' | 'with' | 'gives'> & {
      readonly with?: Input<Known>
      readonly gives?: readonly Gives[]
    },
  ): FlowBuilder<Slots, With<Known, Gives, unknown>>
  /** From here on the order is known. */
  verify(
    level: 1 | 2,
    more?: StepBase & { readonly fail?: string },
  ): FlowBuilder<Slots, With<With<Known, 'order', OrderView>, 'reference', string>>
  handoff(key: string, more?: StepBase & { readonly fail?: string }): FlowBuilder<Slots, Known>
  callback(key: string, more?: StepBase & { readonly fail?: string }): FlowBuilder<Slots, Known>
  wait(seconds: number, more?: StepBase): FlowBuilder<Slots, Known>
  /** Until the customer is on a page, or has clicked, or says so. */
  waitFor(what: WaitForVisitStep['wait'], more: Omit<WaitForVisitStep, 'wait'>): FlowBuilder<Slots, Known>
  waitForAgent(more?: StepBase & { readonly fail?: string }): FlowBuilder<Slots, Known>
  when(
    condition: Expected<Known>,
    go: string,
    more?: StepBase & { readonly else?: string },
  ): FlowBuilder<Slots, Known>
  switch(
    path: PathsOf<Known>,
    cases: Readonly<Record<string, string>>,
    more?: StepBase & { readonly else?: string },
  ): FlowBuilder<Slots, Known>
  set<
    Values extends Readonly<
      Record<string, string | number | boolean | null | { readonly from: PathsOf<Known> }>
    >,
  >(
    values: Values,
    more?: StepBase & { readonly if?: Expected<Known> },
  ): FlowBuilder<Slots, Known & { readonly [Name in keyof Values & string]: unknown }>
  go(step: string, more?: StepBase): FlowBuilder<Slots, Known>
  end(outcome: EndStep['end'], more?: StepBase): FlowBuilder<Slots, Known>
  /**
   * The flow: plain JSON, as a file would hold it.
   *
   * @throws {Error} `BOT-210` when a step leads nowhere, two steps have one id, or the flow could run in circles
   */
  done(): Flow
}

type Kept<Known> = Omit<CallStep, 'call' | 'in' | 'as'> & { readonly in?: Input<Known> }

/**
 * Begins a flow in TypeScript. It yields exactly the JSON that a flow file holds.
 *
 * @example
 * ```ts
 * const flow = defineFlow({ id: 'is-it-paid', version: 1, fail: 'stuck' })
 *   .verify(1)
 *   .when({ 'order.paid': true }, 'paid')
 *   .say('notPaid')
 *   .end('resolved', { id: 'over' })
 *   .say('paid')
 *   .go('over')
 *   .end('unresolved', { id: 'stuck' })
 *   .done()
 * ```
 */
export function defineFlow<const Slots extends Readonly<Record<string, Slot>> = Record<never, Slot>>(
  head: FlowHead<Slots>,
): FlowBuilder<Slots, SlotValues<Slots> & WorldNames> {
  const steps: Step[] = []
  // One method a verb: what it is given goes into the step as it is. The interface above says what fits.
  const add =
    (...fields: readonly string[]) =>
    (...given: readonly unknown[]): unknown => {
      const more = given[fields.length] ?? {}
      const named = Object.fromEntries(fields.map((field, index) => [field, given[index]]))
      steps.push({ ...named, ...more } as Step)
      return builder
    }
  const verbs = ['say', 'show', 'open', 'copy', 'teach', 'collect', 'confirm', 'consent', 'survey', 'call']
  const kept = [
    'ticket',
    'complaint',
    'withdraw',
    'recap',
    'use',
    'verify',
    'handoff',
    'callback',
    'set',
    'go',
    'end',
  ]
  const builder = {
    ...Object.fromEntries([...verbs, ...kept].map((verb) => [verb, add(verb)])),
    form: add('form', 'fields'),
    choose: add('choose', 'from'),
    options: add('choose', 'options'),
    when: add('when', 'go'),
    switch: add('switch', 'cases'),
    wait: (seconds: number, more: object = {}) => add('wait', 'seconds')('time', seconds, more),
    waitFor: add('wait'),
    waitForAgent: (more: object = {}) => add('wait')('agent', more),
    done: () => {
      const flow = { ...head, steps: [...steps] } as Flow
      compileFlow(flow)
      return flow
    },
  }
  return builder as unknown as FlowBuilder<Slots, SlotValues<Slots> & WorldNames>
}
