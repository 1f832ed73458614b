import type { ActName, ActResult } from '../acts.ts'
import type { DeclarationReceipt, DeskReceipt, RecapReceipt } from '../desk-records.ts'
import type { OrderView } from '../order.ts'
import type {
  Availability,
  CallbackReceipt,
  CallbackSlot,
  HandoffState,
  Level,
  VerificationResult,
} from '../ports.ts'
import type { CallName, Expectation, Slot, SlotType } from './flow.ts'

/** What a slot of a type holds. */
export type SlotValue<Type extends SlotType> = Type extends 'number' | 'quantity'
  ? number
  : Type extends 'consent' | 'flag'
    ? boolean
    : Type extends 'file'
      ? { readonly ref: string; readonly name: string }
      : string

/** The values of all slots, by name. */
export type SlotValues<Slots extends Readonly<Record<string, Slot>>> = {
  readonly [Name in keyof Slots]: SlotValue<Slots[Name]['type']>
}

/** What a call gives. */
export type CallResult<Name extends CallName> = Name extends `shop.${infer Act extends ActName}`
  ? ActResult<Act>
  : Name extends keyof PlainResults
    ? PlainResults[Name]
    : undefined

interface PlainResults {
  readonly 'shop.verify': VerificationResult
  readonly 'shop.orders': readonly OrderView[]
  readonly 'shop.order': OrderView
  readonly 'desk.availability': Availability
  readonly 'desk.handoff': HandoffState
  readonly 'desk.callbackSlots': readonly CallbackSlot[]
  readonly 'desk.requestCallback': CallbackReceipt
  readonly 'desk.openTicket': DeskReceipt
  readonly 'desk.complain': DeskReceipt
  readonly 'desk.withdraw': DeclarationReceipt
  readonly 'desk.sendRecap': RecapReceipt
  readonly 'desk.requestData': DeskReceipt
  readonly 'desk.unsubscribe': DeskReceipt
}

/** What every flow can look into without having asked. */
export interface WorldNames {
  readonly customer: {
    readonly level: Level
    readonly locked: boolean
    readonly signedIn: boolean
    readonly confirmed: string
    readonly offered?: boolean
  }
  readonly facts: Readonly<Partial<Record<'reference' | 'email' | 'postcode', string>>>
  readonly topic: string
  readonly page: { readonly url?: string }
  readonly shop: {
    readonly name?: string
    readonly phone?: string
    readonly email?: string
    readonly page?: string
  }
  readonly locale: string
  readonly now: string
}

/** Every path into what is known, five names deep: `order.shipments.0.status`. */
export type PathsOf<Known, Depth extends readonly unknown[] = []> = Depth['length'] extends 5
  ? never
  : Known extends readonly (infer Item)[]
    ? EntryName | `${EntryName}.${PathsOf<Item, [...Depth, 0]>}`
    : Known extends object
      ? {
          [Name in keyof Known & string]: Name | `${Name}.${PathsOf<NonNullable<Known[Name]>, [...Depth, 0]>}`
        }[keyof Known & string]
      : never

/** A place in a list. */
type EntryName = `${number}` | 'last'

/** A condition on what is known: a misspelt path does not compile. */
export type Expected<Known> =
  | { readonly any: readonly Expected<Known>[] }
  | { readonly all: readonly Expected<Known>[] }
  | { readonly none: readonly Expected<Known>[] }
  | { readonly [Path in PathsOf<Known>]?: Expectation }
