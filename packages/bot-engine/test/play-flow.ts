import { extendFlows, type Flow, type FlowTexts, type Step } from '@comptoir/bot-engine'
import { preloadedFlows } from './preloaded-flows.ts'
import { talk, type Talk, type TalkOptions } from './transcript.ts'

/** A flow of a few steps, with its French texts, as a test writes it down. */
export interface SmallFlow extends Partial<Omit<Flow, 'steps'>> {
  readonly steps: readonly Step[]
  readonly texts: FlowTexts
}

/** Starts a flow of one's own in a conversation, under the name `small`. */
export async function playFlow(small: SmallFlow, options: TalkOptions = {}, input = {}): Promise<Talk> {
  const played = await talk({ flows: withFlow(small), ...options })
  played.last()
  played.conversation.send({ type: 'FLOW.START', flow: 'small', input })
  await played.settle()
  return played
}

/** The shipped flows and one more, `small`. */
export function withFlow({ texts, ...flow }: SmallFlow): ReturnType<typeof extendFlows> {
  return extendFlows(preloadedFlows, {
    flows: [{ id: 'small', version: 1, fail: 'stuck', ...flow, steps: [...flow.steps, ...END] }],
    texts: { fr: { small: texts }, en: { small: texts } },
  })
}

const END: readonly Step[] = [
  { id: 'done', end: 'resolved' },
  { id: 'stuck', end: 'unresolved' },
]
