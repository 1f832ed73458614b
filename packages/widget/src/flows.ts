import type { FlowLibrary } from '@comptoir/bot-engine'
import { shippedFlows } from '@comptoir/bot-engine/flows'
import type { Locale } from './i18n/locale.ts'

export { loadCardTexts } from './i18n/texts.ts'

/**
 * The flows that come with Comptoir, for one language. The files for browsers have `packed-flows.ts` in its place,
 * which fetches a flow together with its texts.
 */
export function flowsIn(_locale: Locale): FlowLibrary {
  return shippedFlows
}
