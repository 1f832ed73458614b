import type { ExchangeSentence } from './en.ts'

/** Ce qu’un import dit de sa source, en français. */
export const fr: Readonly<Record<ExchangeSentence, string>> = {
  row: 'Ligne {row} du tableau : {said}',
  ignored: 'Laissé de côté, faute de place dans une FAQ : {names}.',
  'no-question': 'La ligne n’a pas de question et a été laissée de côté.',
  'no-answer': '« {question} » n’a pas de réponse et a été laissée de côté.',
  'full-cell':
    'Une cellule de « {question} » compte 32 767 caractères, le maximum d’Excel : il en manque peut-être la fin.',
  'no-id-file': 'Le fichier n’a pas d’identifiant, de question ou de réponse et a été laissé de côté.',
  'unknown-column': 'La colonne « {column} » n’est pas connue et a été laissée de côté.',
  'no-locale':
    'La ligne n’indique pas sa langue et a été laissée de côté. Écrivez « fr » ou « en » dans la colonne « locale ».',
  'no-cell':
    'Il manque « {column} » à l’article « {name} », qui a été laissé de côté. Remplissez la colonne « {column} ».',
  'new-id': '« {question} » n’a pas d’identifiant et reçoit « {id} ». Gardez-le désormais.',
  'double-id':
    'L’identifiant « {id} » figure dans deux lignes : la seconde a été laissée de côté. Donnez-lui un autre identifiant.',
  'unknown-row':
    '« {kind} » n’est pas une sorte de ligne. Écrivez article, category ou news dans la première colonne.',
  'bad-row': 'La ligne a été laissée de côté : {reason}',
  'no-questions':
    'Aucune colonne ne contient les questions. La première ligne indique : {head}. Nommez l’une d’elles « question ».',
  'no-answers':
    'Aucune colonne ne contient les réponses. La première ligne indique : {head}. Nommez l’une d’elles « réponse ».',
  'open-mark':
    'Ligne {line} : un guillemet s’ouvre ici et ne se ferme jamais. Fermez-le, ou enregistrez de nouveau la feuille en CSV.',
  'no-page':
    'Il n’y a pas de FAQPage ici : attendu, "@type": "FAQPage" avec des questions dans "mainEntity".',
  'page-not-json': 'Le JSON-LD de la page n’est pas du JSON : {reason}',
  'no-questions-page':
    'Il n’y a pas de questions ici : attendu, le JSON-LD ou les microdonnées d’une FAQPage, <details>, <dt> et <dd>, ou des titres suivis de texte.',
  'no-markdown':
    'Il n’y a pas d’article ici : attendu, des fichiers Markdown avec un titre en tête, ou des titres suivis de texte.',
  'not-json': 'Ce n’est pas du JSON : {reason}',
  'no-list':
    'Il n’y a pas de liste d’articles ici : attendu, des objets avec un titre et un texte, ou une question et une réponse.',
}
