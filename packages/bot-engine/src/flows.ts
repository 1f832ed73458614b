import type { Flow } from './flow/flow.ts'
import type { FlowLibrary, FlowTexts } from './flow/library.ts'

type Loader = () => Promise<{ default: unknown }>

/** Written out one by one, so that a bundler makes a chunk of each and fetches it when it is wanted. */
const flows: Readonly<Record<string, Loader>> = {
  cases: () => import('../flows/cases.flow.json', { with: { type: 'json' } }),
  'get-invoice': () => import('../flows/get-invoice.flow.json', { with: { type: 'json' } }),
  'track-order': () => import('../flows/track-order.flow.json', { with: { type: 'json' } }),
  'not-received': () => import('../flows/not-received.flow.json', { with: { type: 'json' } }),
  'report-problem': () => import('../flows/report-problem.flow.json', { with: { type: 'json' } }),
  'start-return': () => import('../flows/start-return.flow.json', { with: { type: 'json' } }),
  withdraw: () => import('../flows/withdraw.flow.json', { with: { type: 'json' } }),
  'cancel-or-change': () => import('../flows/cancel-or-change.flow.json', { with: { type: 'json' } }),
  'refund-status': () => import('../flows/refund-status.flow.json', { with: { type: 'json' } }),
  'digital-download': () => import('../flows/digital-download.flow.json', { with: { type: 'json' } }),
  coupon: () => import('../flows/coupon.flow.json', { with: { type: 'json' } }),
  'gift-card': () => import('../flows/gift-card.flow.json', { with: { type: 'json' } }),
  'account-help': () => import('../flows/account-help.flow.json', { with: { type: 'json' } }),
  unsubscribe: () => import('../flows/unsubscribe.flow.json', { with: { type: 'json' } }),
  'personal-data': () => import('../flows/personal-data.flow.json', { with: { type: 'json' } }),
  complaint: () => import('../flows/complaint.flow.json', { with: { type: 'json' } }),
  callback: () => import('../flows/callback.flow.json', { with: { type: 'json' } }),
  handoff: () => import('../flows/handoff.flow.json', { with: { type: 'json' } }),
  survey: () => import('../flows/survey.flow.json', { with: { type: 'json' } }),
  rebound: () => import('../flows/rebound.flow.json', { with: { type: 'json' } }),
  'call-script': () => import('../flows/call-script.flow.json', { with: { type: 'json' } }),
  verify: () => import('../flows/verify.flow.json', { with: { type: 'json' } }),
  recap: () => import('../flows/recap.flow.json', { with: { type: 'json' } }),
}

const texts: Readonly<Record<string, Readonly<Record<string, Loader>>>> = {
  fr: {
    conversation: () => import('../flows/texts/fr/conversation.json', { with: { type: 'json' } }),
    repair: () => import('../flows/texts/fr/repair.json', { with: { type: 'json' } }),
    warm: () => import('../flows/texts/fr/warm.json', { with: { type: 'json' } }),
    cases: () => import('../flows/texts/fr/cases.json', { with: { type: 'json' } }),
    'get-invoice': () => import('../flows/texts/fr/get-invoice.json', { with: { type: 'json' } }),
    'track-order': () => import('../flows/texts/fr/track-order.json', { with: { type: 'json' } }),
    'not-received': () => import('../flows/texts/fr/not-received.json', { with: { type: 'json' } }),
    'report-problem': () => import('../flows/texts/fr/report-problem.json', { with: { type: 'json' } }),
    'start-return': () => import('../flows/texts/fr/start-return.json', { with: { type: 'json' } }),
    withdraw: () => import('../flows/texts/fr/withdraw.json', { with: { type: 'json' } }),
    'cancel-or-change': () => import('../flows/texts/fr/cancel-or-change.json', { with: { type: 'json' } }),
    'refund-status': () => import('../flows/texts/fr/refund-status.json', { with: { type: 'json' } }),
    'digital-download': () => import('../flows/texts/fr/digital-download.json', { with: { type: 'json' } }),
    coupon: () => import('../flows/texts/fr/coupon.json', { with: { type: 'json' } }),
    'gift-card': () => import('../flows/texts/fr/gift-card.json', { with: { type: 'json' } }),
    'account-help': () => import('../flows/texts/fr/account-help.json', { with: { type: 'json' } }),
    unsubscribe: () => import('../flows/texts/fr/unsubscribe.json', { with: { type: 'json' } }),
    'personal-data': () => import('../flows/texts/fr/personal-data.json', { with: { type: 'json' } }),
    complaint: () => import('../flows/texts/fr/complaint.json', { with: { type: 'json' } }),
    callback: () => import('../flows/texts/fr/callback.json', { with: { type: 'json' } }),
    handoff: () => import('../flows/texts/fr/handoff.json', { with: { type: 'json' } }),
    survey: () => import('../flows/texts/fr/survey.json', { with: { type: 'json' } }),
    rebound: () => import('../flows/texts/fr/rebound.json', { with: { type: 'json' } }),
    'call-script': () => import('../flows/texts/fr/call-script.json', { with: { type: 'json' } }),
    verify: () => import('../flows/texts/fr/verify.json', { with: { type: 'json' } }),
    recap: () => import('../flows/texts/fr/recap.json', { with: { type: 'json' } }),
  },
  en: {
    conversation: () => import('../flows/texts/en/conversation.json', { with: { type: 'json' } }),
    repair: () => import('../flows/texts/en/repair.json', { with: { type: 'json' } }),
    warm: () => import('../flows/texts/en/warm.json', { with: { type: 'json' } }),
    cases: () => import('../flows/texts/en/cases.json', { with: { type: 'json' } }),
    'get-invoice': () => import('../flows/texts/en/get-invoice.json', { with: { type: 'json' } }),
    'track-order': () => import('../flows/texts/en/track-order.json', { with: { type: 'json' } }),
    'not-received': () => import('../flows/texts/en/not-received.json', { with: { type: 'json' } }),
    'report-problem': () => import('../flows/texts/en/report-problem.json', { with: { type: 'json' } }),
    'start-return': () => import('../flows/texts/en/start-return.json', { with: { type: 'json' } }),
    withdraw: () => import('../flows/texts/en/withdraw.json', { with: { type: 'json' } }),
    'cancel-or-change': () => import('../flows/texts/en/cancel-or-change.json', { with: { type: 'json' } }),
    'refund-status': () => import('../flows/texts/en/refund-status.json', { with: { type: 'json' } }),
    'digital-download': () => import('../flows/texts/en/digital-download.json', { with: { type: 'json' } }),
    coupon: () => import('../flows/texts/en/coupon.json', { with: { type: 'json' } }),
    'gift-card': () => import('../flows/texts/en/gift-card.json', { with: { type: 'json' } }),
    'account-help': () => import('../flows/texts/en/account-help.json', { with: { type: 'json' } }),
    unsubscribe: () => import('../flows/texts/en/unsubscribe.json', { with: { type: 'json' } }),
    'personal-data': () => import('../flows/texts/en/personal-data.json', { with: { type: 'json' } }),
    complaint: () => import('../flows/texts/en/complaint.json', { with: { type: 'json' } }),
    callback: () => import('../flows/texts/en/callback.json', { with: { type: 'json' } }),
    handoff: () => import('../flows/texts/en/handoff.json', { with: { type: 'json' } }),
    survey: () => import('../flows/texts/en/survey.json', { with: { type: 'json' } }),
    rebound: () => import('../flows/texts/en/rebound.json', { with: { type: 'json' } }),
    'call-script': () => import('../flows/texts/en/call-script.json', { with: { type: 'json' } }),
    verify: () => import('../flows/texts/en/verify.json', { with: { type: 'json' } }),
    recap: () => import('../flows/texts/en/recap.json', { with: { type: 'json' } }),
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
