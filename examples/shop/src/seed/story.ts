import type { PlannedEvent } from '../carriers.ts'
import type { BasketLine, Promotion } from '../basket.ts'
import { relayPoints } from '../delivery.ts'
import type { PaymentMethod } from '../order.ts'
import { addDays, parisDay, parisTime } from '../paris-time.ts'
import { addWorkingDays, isWorkingDay } from '../working-days.ts'
import type { StepKind } from '../requests.ts'
import type { Person } from './customers.ts'

/** One order of the demonstration: who bought what, and what became of it, each step at its own time. */
export interface Story {
  readonly reference: string
  readonly who: Person
  readonly placed: When
  readonly lines: readonly BasketLine[]
  readonly service?: string
  readonly relay?: string
  readonly payment?: PaymentMethod
  readonly promotion?: Promotion
  readonly giftMessage?: string
  readonly vouchers?: readonly string[]
  readonly steps: readonly Step[]
}

export type Step = { readonly at: When } & (
  | { readonly do: 'pay' | 'refuse' | 'prepare' | 'ready' | 'collect' | 'return' | 'refund-returned' }
  | { readonly do: 'cancel'; readonly by: 'customer' | 'shop' }
  | {
      readonly do: 'ship'
      /** Positions of the lines in this parcel; all that is left without it. */
      readonly lines?: readonly number[]
      readonly tracking?: string
      /** What the carrier reports; the journey that goes well without it. */
      readonly journey?: readonly CarrierStep[]
      readonly eta?: When
      readonly mailFails?: boolean
    }
  | {
      readonly do: 'refund'
      readonly lines?: readonly number[]
      readonly shipping?: boolean
      readonly label?: boolean
    }
  | {
      readonly do: 'request'
      readonly kind: 'problem' | 'return' | 'withdrawal' | 'investigation' | 'personal-data'
      readonly values: Readonly<Record<string, string>>
      /** Positions of the lines it is about; the whole order without it. */
      readonly lines?: readonly number[]
      readonly reason?: string
    }
  /** The shop does something with the latest request about the order. */
  | { readonly do: 'move'; readonly kind: StepKind; readonly note?: string }
  | { readonly do: 'download'; readonly line: number }
)

export type CarrierStep = Omit<PlannedEvent, 'at'> & { readonly at: When }

/** A moment before the shop opens its doors today. */
export interface When {
  readonly workingDaysAgo?: number
  readonly daysAgo?: number
  readonly hoursAgo?: number
  /** Wall clock of Caen. */
  readonly time?: string
}

/** So many working days ago, at that time: what the house and the carriers do happens on such days. */
export function wd(workingDaysAgo: number, time: string): When {
  return { workingDaysAgo, time }
}

/** So many calendar days ago, at that time: customers order on Sundays too. */
export function d(daysAgo: number, time: string): When {
  return { daysAgo, time }
}

/** So many hours ago. */
export function h(hoursAgo: number): When {
  return { hoursAgo }
}

/** The instant meant, seen from now. */
export function instantOf(when: When, now: Date): Date {
  if (when.hoursAgo !== undefined) return new Date(now.getTime() - when.hoursAgo * 3_600_000)
  const today = parisDay(now)
  const time = when.time ?? '12:00'
  if (when.daysAgo !== undefined) return parisTime(addDays(today, -when.daysAgo), time)
  // On a Sunday, "one working day ago" is Friday: the same Friday that Saturday calls so.
  const anchor = isWorkingDay(today) ? today : addWorkingDays(today, 1)
  return parisTime(addWorkingDays(anchor, -(when.workingDaysAgo ?? 0)), time)
}

export function relay(id: string): (typeof relayPoints)[number] {
  const point = relayPoints.find((candidate) => candidate.id === id)
  if (!point)
    throw new Error(`No relay point ${id} in content/delivery.json: write one of its ids in the story.`)
  return point
}
