import { findPhrases, phrases } from './phrases.ts'
import type { TextRule } from './text-rule.ts'

/** Nothing that the shop cannot keep for certain: a carrier, a bank or the weather may decide otherwise. */
export const promise: TextRule = {
  id: 'promise',
  find: (_text, { visible, locale }) =>
    findPhrases(visible, PATTERNS[locale]).map(({ start, end, found }) => ({
      start,
      end,
      sentence: 'promise',
      values: { found },
    })),
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
