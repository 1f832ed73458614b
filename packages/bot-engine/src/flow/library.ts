import type { Flow } from './flow.ts'

/** The texts of one flow in one language: key → text. */
export type FlowTexts = Readonly<Record<string, string>>

/**
 * Where the conversation finds flows and their texts. A flow is asked for when it starts and not before, so
 * that a bundler can split them. `shippedFlows` of `@comptoir/bot-engine/flows` is one.
 */
export interface FlowLibrary {
  /** Every flow it has. */
  readonly ids: readonly string[]
  flow(id: string): Flow | Promise<Flow>
  /** The texts of a flow, or of `conversation` and `repair`, which all of them share, for a language of `locales`. */
  texts(locale: string, id: string): FlowTexts | Promise<FlowTexts>
  /** The languages it has, the one to fall back to first. */
  readonly locales: readonly string[]
}

/** Puts flows of your own before those of another library. */
export function extendFlows(
  base: FlowLibrary,
  own: {
    readonly flows: readonly Flow[]
    readonly texts: Readonly<Record<string, Readonly<Record<string, FlowTexts>>>>
  },
): FlowLibrary {
  const flows = new Map(own.flows.map((flow) => [flow.id, flow]))
  return {
    ids: [...new Set([...base.ids, ...flows.keys()])],
    locales: [...new Set([...base.locales, ...Object.keys(own.texts)])],
    flow: (id) => flows.get(id) ?? base.flow(id),
    texts: (locale, id) => own.texts[locale]?.[id] ?? base.texts(locale, id),
  }
}
