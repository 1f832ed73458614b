import type { CheckOptions, RuleId } from '@comptoir/kb/check'

/** A FAQ file that can be spoiled. */
export interface Specimen {
  readonly name: string
  readonly text: string
}

/** A file as it was spoiled, and where the check must say so. */
export interface Planted {
  readonly files: readonly { readonly name: string; readonly content: string | Uint8Array }[]
  /** The file that must be named. */
  readonly file: string
  /** The place must begin with this path, when it has one. */
  readonly path?: string
  /** What the check is told besides, e.g. the pages of the site. */
  readonly options?: CheckOptions
}

/** Plants one kind of fault in any FAQ. */
export interface Operator {
  /** The rule that must find it. */
  readonly rule: RuleId
  /** What it does, e.g. `a comma too many`. */
  readonly name: string
  /** @returns undefined where this FAQ has no place for it, e.g. a missing translation with one language */
  plant(files: readonly Specimen[], random: Random): Planted | undefined
}

/** Chances that are the same each time. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
  pick<T>(list: readonly T[]): T
}

/** A small generator (mulberry32), so that a failing run can be had again. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (list) => {
      const item = list[below(list.length)]
      if (item === undefined) throw new RangeError('There is nothing to pick from.')
      return item
    },
  }
}
