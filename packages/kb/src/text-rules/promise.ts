import { findPhrases, phrases } from './phrases.ts'
import type { TextRule } from './text-rule.ts'

/**
 * Nothing that the shop cannot keep for certain: a carrier, a bank or the weather may decide otherwise. And nothing
 * that it will do without saying when, which nobody can hold it to.
 */
export const promise: TextRule = {
  id: 'promise',
  find(_text, { visible, locale }) {
    const certain = findPhrases(visible, PATTERNS[locale]).map((place) => ({
      ...place,
      sentence: 'promise' as const,
    }))
    const undated = findPhrases(visible, UNDATED[locale])
      .filter(({ start }) => isOfTheShop(visible.slice(Math.max(0, start - 160), start), locale))
      .filter(({ end }) => !/^[^.!?\n]{0,160}\?/.test(visible.slice(end, end + 164)))
      .map((place) => ({ ...place, sentence: 'promise.undated' as const }))
    return [...certain, ...undated]
      .sort((a, b) => a.start - b.start)
      .map(({ start, end, found, sentence }) => ({ start, end, sentence, values: { found } }))
  },
}

/** "We answer as soon as possible" promises; "send it back as soon as possible" is what the customer is asked to do. */
function isOfTheShop(before: string, locale: string): boolean {
  const clause = before.split(/[.!?;:,\n…]/).at(-1) ?? ''
  return SHOP[locale]?.test(clause) === true || CUSTOMER[locale]?.test(clause) !== true
}

const PATTERNS: Readonly<Record<string, RegExp>> = {
  fr: phrases([
    "(?:nous|on|je) (?:vous |t'|te )?(?:le |la |les )?(?:promettons|promets|promet|garantissons|garantis|garantit)",
    '(?:nous|on|je) vous (?:assurons|assure) (?:que|de|qu)',
    '(?:nous|on) nous engageons (?:formellement|absolument)',
    "c'est promis",
    'promis(?: juré)?,',
    '(?:à|a) coup sûr',
    'sans (?:aucun|le moindre) (?:problème|souci|retard|risque|doute)',
    "quoi qu'il arrive",
    'sans faute',
    'satisfaction garantie',
    'résultat garanti',
    'livraison garantie',
    'délais? garantis?',
    '100(?: )?% (?:garantie?s?|satisfaits?|fiable|sûrs?|sécurisée?s?)',
    'zéro (?:risque|retard|défaut|problème|souci)',
    'aucun risque',
    '(?:jamais|plus jamais) (?:en retard|de retard|de panne|de problèmes?)',
    "toujours (?:à l'heure|en stock|dans les temps)",
    'vous pouvez en être (?:sûr|certain)(?:e|s|es)?',
  ]),
  en: phrases([
    "(?:we|i)(?: can|'ll| will)? (?:promise|guarantee|assure you)",
    'rest assured',
    'without fail',
    'no matter what',
    '(?:satisfaction|delivery|results?) guaranteed',
    'guaranteed (?:delivery|satisfaction|results?|arrival)',
    '100(?: )?% (?:guaranteed|satisfied|satisfaction|safe|secure|reliable|sure)',
    '(?:zero|no) risk',
    'risk-free',
    'never (?:be |arrive |come )?late',
    'always (?:on time|in stock)',
    'without any (?:problem|doubt|delay|risk)',
    'you can be (?:sure|certain)',
    'for sure',
    'no problem at all',
  ]),
}

/** Times that are none. */
const UNDATED: Readonly<Record<string, RegExp>> = {
  fr: phrases([
    '(?:dans|sous) (?:les|de) (?:meilleurs|plus brefs|brefs) délais',
    'dans le(?:s plus brefs| plus bref| meilleur) délais?',
    'au plus (?:vite|tôt)',
    '(?:aussi (?:vite|rapidement)|le plus (?:vite|tôt|rapidement)) (?:que )?possible',
    'dès que possible',
    'sous peu',
    "d'ici peu",
    '(?:très )?prochainement',
  ]),
  en: phrases([
    'as (?:soon|quickly|fast|promptly) as (?:possible|we can|we possibly can)',
    'shortly(?! (?:before|after))',
    'at (?:the|our) earliest (?:opportunity|convenience)',
    'in the shortest (?:possible )?time',
    'in due course',
  ]),
}

/** The shop acts: a future that is not the customer's, or "nous … -ons". */
const SHOP: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})(?:\p{L}+r(?:a|ai|ont|ons)|(?:recevr|ser|aur|saur)ez)(?!\p{L})|(?<![\p{L}-])nous (?:vous |la |le |les |y |l['’])*\p{L}+ons(?!\p{L})/iu,
  en: /(?<!\p{L})(?:we|i)(?:['’](?:ll|re)| will| are| shall| aim| do| reply| answer| call| come)(?!\p{L})|(?<!\p{L})will (?:be|get|reply|answer|call|come|arrive|receive|hear)(?!\p{L})/iu,
}

/** The customer acts: somebody is told or allowed to do something, or wants to. */
const CUSTOMER: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})(?!(?:chez|assez)(?!\p{L}))\p{L}+ez(?!\p{L})|(?<!\p{L})(?:il faut|pour|afin de|si|pouvoir|je|j['’]|mon|ma|mes|puis-je|faire|faites|dites)(?!\p{L})/iu,
  en: /^\s*(?:(?:and|then|so|or|but) )?(?:please |do |kindly |just )?(?:ask|bring|call|check|choose|come|contact|drop|give|go|keep|let|open|pay|phone|pick|put|refuse|reply|report|return|ring|say|send|show|start|take|tell|try|use|wait|write)(?!\p{L})|(?<!\p{L})(?:please|you (?:can|must|may|should|need|have)|to|if|my|i (?:need|want|would)|can i)(?!\p{L})/iu,
}
