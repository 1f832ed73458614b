import { findPhrases } from './phrases.ts'
import type { TextRule } from './text-rule.ts'

/** Words are written out: half of the readers do not know the abbreviation, and it sounds hurried. */
export const abbreviation: TextRule = {
  id: 'abbreviation',
  find(text, { visible, locale }) {
    const table = TABLES[locale]
    if (!table) return []
    return findPhrases(visible, table.pattern).map(({ start, end, found }) => {
      const whole = table.words.get(found.toLowerCase().replaceAll(' ', '').replace(/\.$/, '')) ?? ''
      const first = found.charAt(0)
      const capital = first !== first.toLowerCase() && (found.length < 2 || found !== found.toUpperCase())
      const replacement = capital ? first + whole.slice(1) : whole
      const dot =
        found.endsWith('.') ||
        text.charAt(end) !== '.' ||
        /^\.\s*(?:$|\p{Lu}|\n)/u.test(text.slice(end, end + 4))
          ? end
          : end + 1
      return { start, end: dot, sentence: 'abbreviation', values: { found, replacement }, replacement }
    })
  },
}

const FRENCH = {
  svp: "s'il vous plaît",
  stp: "s'il vous plaît",
  bjr: 'bonjour',
  cdt: 'cordialement',
  cdlt: 'cordialement',
  rdv: 'rendez-vous',
  cde: 'commande',
  cmd: 'commande',
  cdes: 'commandes',
  qté: 'quantité',
  qte: 'quantité',
  réf: 'référence',
  tél: 'téléphone',
  tel: 'téléphone',
  adr: 'adresse',
  msg: 'message',
  pb: 'problème',
  pbs: 'problèmes',
  dispo: 'disponible',
  dispos: 'disponibles',
  indispo: 'indisponible',
  asap: 'dès que possible',
  càd: "c'est-à-dire",
  cad: "c'est-à-dire",
  jrs: 'jours',
  bcp: 'beaucoup',
  ds: 'dans',
  pr: 'pour',
  vs: 'vous',
  ns: 'nous',
  tjs: 'toujours',
  qd: 'quand',
  nbx: 'nombreux',
  'p-ê': 'peut-être',
  rembt: 'remboursement',
  livr: 'livraison',
  fact: 'facture',
  env: 'environ',
  max: 'au maximum',
  mini: 'au minimum',
}
const ENGLISH = {
  pls: 'please',
  plz: 'please',
  thx: 'thank you',
  tks: 'thank you',
  asap: 'as soon as possible',
  qty: 'quantity',
  msg: 'message',
  appt: 'appointment',
  approx: 'approximately',
  dept: 'department',
  acct: 'account',
  pymt: 'payment',
  shpt: 'shipment',
  btw: 'by the way',
  fyi: 'for your information',
  tbc: 'to be confirmed',
  eta: 'expected date',
  ur: 'your',
  cust: 'customer',
  'b/c': 'because',
  'w/o': 'without',
  addr: 'address',
  del: 'delivery',
  ref: 'reference',
  tel: 'telephone',
  max: 'at most',
}

/** Short forms that are words or names of their own: said only with their full stop. */
const NEEDS_STOP = new Set([
  'tel',
  'réf',
  'ref',
  'adr',
  'cad',
  'env',
  'max',
  'mini',
  'fact',
  'livr',
  'del',
  'cust',
  'addr',
  'dept',
  'vs',
  'ns',
  'ds',
  'pr',
])

function tableOf(words: Readonly<Record<string, string>>): { pattern: RegExp; words: Map<string, string> } {
  const sources = Object.keys(words).map((short) =>
    NEEDS_STOP.has(short) ? `${short}\\.(?![\\p{L}\\d])` : short,
  )
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}./@_-])(?:${sources.join('|')})(?![\\p{L}\\p{N}@_/-])`, 'giu')
  return { pattern, words: new Map(Object.entries(words)) }
}

const TABLES: Readonly<Record<string, { pattern: RegExp; words: Map<string, string> }>> = {
  fr: tableOf(FRENCH),
  en: tableOf(ENGLISH),
}
