import type { Flow, FlowLibrary, FlowTexts } from '@comptoir/bot-engine'
import type { Locale } from './i18n/locale.ts'
import type { CardTexts } from './i18n/texts.ts'

/** What the build says of the files that it packed: `build/flow-files.ts`. */
declare const COMPTOIR_FLOWS: { readonly ids: string; readonly hash: string }

/** A file of one flow in one language. */
interface FlowFile {
  readonly flow: Flow
  readonly texts: FlowTexts
}

/** What is said outside any flow, and on cards: it is there with the conversation. */
interface TalkFile {
  readonly texts: FlowTexts
  readonly cards: CardTexts
}

/** The flows that come with Comptoir, for one language: each a file with its texts, fetched when it starts. */
export function flowsIn(locale: Locale): FlowLibrary {
  return {
    ids: COMPTOIR_FLOWS.ids.split(' '),
    locales: [locale],
    flow: async (id) => (await fetched<FlowFile>(id, locale)).flow,
    texts: async (_, id) =>
      (await (id === 'conversation' ? fetched<TalkFile>('talk', locale) : fetched<FlowFile>(id, locale)))
        .texts,
  }
}

/** The words of the cards in one language. */
export async function loadCardTexts(locale: Locale): Promise<CardTexts> {
  return (await fetched<TalkFile>('talk', locale)).cards
}

function fetched<File>(name: string, locale: Locale): Promise<File> {
  return import(/* @vite-ignore */ `./${name}.${locale}-${COMPTOIR_FLOWS.hash}.js`)
}
