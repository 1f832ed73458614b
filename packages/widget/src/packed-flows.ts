import type { Flow, FlowLibrary, FlowTexts } from '@comptoir/bot-engine'
import type { Locale } from './i18n/locale.ts'

/** What the build says of the files that it packed: `build/flow-files.ts`. */
declare const COMPTOIR_FLOWS: { readonly ids: string; readonly hash: string }

/** A file of one flow in one language; that of the conversation has texts alone. */
interface FlowFile {
  readonly flow: Flow
  readonly texts: FlowTexts
}

/** The flows that come with Comptoir, for one language: each a file with its texts, fetched when it starts. */
export function flowsIn(locale: Locale): FlowLibrary {
  const { ids, hash } = COMPTOIR_FLOWS
  const file = (id: string): Promise<FlowFile> => import(/* @vite-ignore */ `./${id}.${locale}-${hash}.js`)
  return {
    ids: ids.split(' '),
    locales: [locale],
    flow: async (id) => (await file(id)).flow,
    texts: async (_, id) => (await file(id === 'conversation' ? 'talk' : id)).texts,
  }
}
