import type { Problem } from '../../parse-faq.ts'

/** What the format's own messages say, in French; `messages.ts` says it in English. */
export function schemaInFrench({ code, message, parts }: Problem): string {
  const [first = '', second = '', third = ''] = parts
  switch (code) {
    case 'KB-005':
      return `Le champ "${first}" figure deux fois dans le même objet. Gardez-en un.`
    case 'KB-006':
      return `On attend ${inFrench(first)}, et il y a ${inFrench(second)}.`
    case 'KB-007':
      return `"${first}" manque : ${inFrench(second)} doit l’avoir.`
    case 'KB-008':
      return `Le champ "${first}" n’existe pas pour ${inFrench(second)}. Les champs connus : ${third}.`
    case 'KB-009':
      return `L’identifiant « ${first} » est déjà pris par ${second}. Chaque identifiant est unique : renommez l’un des deux.`
    case 'KB-010':
      return `Il n’y a pas ${second === 'category' ? 'de catégorie' : 'd’article'} « ${first} » dans cette FAQ. Corrigez l’identifiant, ou ajoutez-le.`
    case 'KB-011':
      return `La catégorie « ${first} » se contient elle-même par ses parents. Rompez le cercle.`
    case 'KB-012':
      return `Le fichier est au format ${first}, et cette version lit jusqu’au format ${second}. Mettez @comptoir/kb à jour.`
    case 'KB-013':
      return 'La FAQ ne dit pas sa langue. Indiquez-la : "locale": "fr".'
    case 'KB-014':
      return `« ${first} » n’est pas une date. Écrivez un jour, 2026-11-21, ou un instant, 2026-11-21T08:00:00Z.`
    default:
      return message
  }
}

function inFrench(words: string): string {
  return WORDS[words] ?? words.replace(/^one of /, 'l’un de ces mots : ')
}

const WORDS: Readonly<Record<string, string>> = {
  'a boolean': 'true ou false',
  'a list': 'une liste',
  'a number': 'un nombre',
  'a text': 'un texte',
  'an empty text': 'un texte vide',
  'an id (letters, digits, . _ : -, at most 80)': 'un identifiant (lettres, chiffres, . _ : -, 80 au plus)',
  'an object': 'un objet',
  'A FAQ': 'une FAQ',
  'A category': 'une catégorie',
  'A condition': 'une condition',
  'A piece of news': 'une actualité',
  'A step': 'une étape',
  'An article': 'un article',
}
