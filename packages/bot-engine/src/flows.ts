import type { Flow } from './flow/flow.ts'
import type { FlowLibrary, FlowTexts } from './flow/library.ts'

type Loader = () => Promise<{ default: unknown }>

/** Written out one by one, so that a bundler makes a chunk of each and fetches it when it is wanted. */
const flows: Readonly<Record<string, Loader>> = {
  'get-invoice': () => import('../flows/get-invoice.flow.json', { with: { type: 'json' } }),
  'track-order': () => import('../flows/track-order.flow.json', { with: { type: 'json' } }),
  callback: () => import('../flows/callback.flow.json', { with: { type: 'json' } }),
  handoff: () => import('../flows/handoff.flow.json', { with: { type: 'json' } }),
  survey: () => import('../flows/survey.flow.json', { with: { type: 'json' } }),
  verify: () => import('../flows/verify.flow.json', { with: { type: 'json' } }),
}

const texts: Readonly<Record<string, Readonly<Record<string, Loader>>>> = {
  fr: {
    conversation: () => import('../flows/texts/fr/conversation.json', { with: { type: 'json' } }),
    'get-invoice': () => import('../flows/texts/fr/get-invoice.json', { with: { type: 'json' } }),
    'track-order': () => import('../flows/texts/fr/track-order.json', { with: { type: 'json' } }),
    callback: () => import('../flows/texts/fr/callback.json', { with: { type: 'json' } }),
    handoff: () => import('../flows/texts/fr/handoff.json', { with: { type: 'json' } }),
    survey: () => import('../flows/texts/fr/survey.json', { with: { type: 'json' } }),
    verify: () => import('../flows/texts/fr/verify.json', { with: { type: 'json' } }),
  },
  en: {
    conversation: () => import('../flows/texts/en/conversation.json', { with: { type: 'json' } }),
    'get-invoice': () => import('../flows/texts/en/get-invoice.json', { with: { type: 'json' } }),
    'track-order': () => import('../flows/texts/en/track-order.json', { with: { type: 'json' } }),
    callback: () => import('../flows/texts/en/callback.json', { with: { type: 'json' } }),
    handoff: () => import('../flows/texts/en/handoff.json', { with: { type: 'json' } }),
    survey: () => import('../flows/texts/en/survey.json', { with: { type: 'json' } }),
    verify: () => import('../flows/texts/en/verify.json', { with: { type: 'json' } }),
  },
}

/** The flows that come with Comptoir, with their texts in French and English. */
export const shippedFlows: FlowLibrary = {
  ids: Object.keys(flows),
  locales: ['en', 'fr'],
  flow: (id) => load<Flow>(flows, id),
  texts: (locale, id) => load<FlowTexts>(texts[locale] ?? {}, id),
}

async function load<T>(loaders: Readonly<Record<string, Loader>>, id: string): Promise<T> {
  const loader = Object.hasOwn(loaders, id) ? loaders[id] : undefined
  if (!loader) throw new Error(`There is no file for "${id}" among the shipped flows.`)
  // The files are checked by this package's own tests, and by the compiler when a flow starts.
  return (await loader()).default as T
}
