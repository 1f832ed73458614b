import { findPhrases, phrases } from './phrases.ts'
import type { TextRule } from './text-rule.ts'

/** Neither the customer nor somebody else is at fault in a text of the shop: it says what happens and what to do. */
export const blame: TextRule = {
  id: 'blame',
  find: (_text, { visible, locale }) =>
    findPhrases(visible, PATTERNS[locale])
      // "If you have forgotten your password" reproaches nothing.
      .filter(({ start }) => !CONDITION.test(visible.slice(Math.max(0, start - 24), start)))
      .map(({ start, end, found }) => ({ start, end, sentence: 'blame', values: { found } })),
}

const CONDITION =
  /(?<!\p{L})(?:si|s['’]il|lorsque|quand|au cas où|que ce soit|où|cas|ou que|if|when|whether|in case|unless|or that|should)[\s\u00a0,]*$/iu

const PATTERNS: Readonly<Record<string, RegExp>> = {
  fr: phrases([
    'vous (?:avez|aviez|auriez) (?:sûrement |sans doute |probablement |encore |mal |dû )?(?:oublié|omis|négligé|mal (?:lu|compris|rempli|saisi)|fait (?:une )?erreur)',
    "vous n'(?:avez|aviez) (?:donc )?(?:pas|jamais) (?:bien |correctement )?(?:lu|rempli|respecté|suivi|vérifié|compris|écouté|regardé|fait)",
    'vous (?:auriez|aviez) dû',
    "vous n'auriez pas dû",
    'vous vous êtes (?:sûrement |sans doute |probablement |encore )?(?:trompée?s?|mal)',
    'vous (?:devriez|deviez) (?:savoir|pourtant)',
    'vous oubliez',
    '(?:de |par )?votre (?:propre )?(?:faute|négligence|étourderie|inattention|maladresse)',
    '(?:une|votre) erreur de votre part',
    'votre erreur',
    'il fallait (?:le |la |y )?(?:lire|vérifier|penser|demander|faire)',
    "comme (?:nous vous l'avons )?(?:déjà )?(?:indiqué|dit|précisé|expliqué)",
    'contrairement à ce que vous (?:dites|affirmez|prétendez|croyez)',
    'vous prétendez',
    'tant pis',
    "(?:c'est )?(?:la |de la |à la )?faute (?:à|du|de la|des|de notre|de votre) (?:transporteur|livreur|facteur|poste|banque|fournisseur|prestataire|client)s?",
  ]),
  en: phrases([
    "you (?:have |'ve |had |probably |must have )?(?:forgotten|forgot|neglected|omitted|failed to|misread|misunderstood|made a mistake)",
    "you (?:did not|didn't|have not|haven't|never) (?:read|follow|followed|fill|filled|check|checked|respect|respected|listen|listened|bother|bothered)",
    'you (?:should|ought to) (?:really )?have',
    'you should know',
    'your (?:own )?(?:fault|mistake|negligence|carelessness|error)',
    'as (?:already|previously) (?:stated|said|explained|mentioned|told)',
    'as we (?:have )?(?:already )?told you',
    'contrary to what you (?:say|claim|think)',
    'you claim',
    'too bad',
    "(?:it's |is )?(?:the |our )?(?:carrier|courier|driver|bank|supplier|customer|postman)'s fault",
  ]),
}
