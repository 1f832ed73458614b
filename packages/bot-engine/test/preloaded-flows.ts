import type { Flow, FlowLibrary, FlowTexts } from '@comptoir/bot-engine'
import { shippedFlows } from '@comptoir/bot-engine/flows'

const { ids, locales } = shippedFlows
const flows = new Map<string, Flow>()
const texts = new Map<string, FlowTexts>()
for (const id of ids) flows.set(id, await shippedFlows.flow(id))
for (const locale of locales) {
  for (const id of ['conversation', 'repair', ...ids])
    texts.set(`${locale}/${id}`, await shippedFlows.texts(locale, id))
}

/** The shipped flows, fetched beforehand: in tests no turn waits for a file. */
export const preloadedFlows: FlowLibrary = {
  ids,
  locales,
  flow: (id) => flows.get(id) ?? Promise.reject(new Error(`no flow ${id}`)),
  texts: (locale, id) =>
    texts.get(`${locale}/${id}`) ?? Promise.reject(new Error(`no texts ${locale}/${id}`)),
}
