import type { CommandSentence } from './en.ts'

/** Ce que dit la ligne de commande quand l’appel est incomplet ou qu’un fichier n’est pas utilisable. */
export const fr: Readonly<Record<CommandSentence, string>> = {
  'command.unknown': 'La commande « {name} » n’existe pas.',
  'option.unknown': 'L’option « {option} » n’existe pas.',
  'ask.files': 'Indiquez les fichiers de FAQ à interroger.',
  'ask.question': 'Indiquez la question, entre guillemets.',
  'ask.temper': '--temper vaut cautious, balanced ou talkative, et non « {value} ».',
  'ask.fallback': 'Aucune FAQ n’est en « {wanted} » : voici les réponses en « {locale} ».',
  'build.files': 'Indiquez les fichiers de FAQ dont il faut construire l’index.',
  'build.out': 'Indiquez où écrire l’index, avec --out.',
  'check.files': 'Indiquez les fichiers de FAQ à vérifier.',
  'check.number': '--{option} attend un nombre de caractères, et non « {value} ».',
  'check.day': '--now attend un jour comme 2026-11-21, et non « {value} ».',
  'check.site':
    '« {name} » ne contient aucune page. Un plan de site a des éléments <loc>, ou une adresse par ligne.',
  'check.rule': 'La règle « {id} » n’existe pas. Les règles : {known}.',
  'check.flows': 'Il n’y a pas de fichier *.flow.json dans « {folder} ».',
  'check.folder': '« {folder} » n’est pas un dossier lisible.',
  'compare.files': 'Indiquez deux fichiers : la FAQ avant la modification, puis après.',
  'compare.empty': 'L’un des fichiers ne contient pas de FAQ.',
  'compare.locales':
    '« {old} » est en « {was} » et « {edited} » en « {is} » : comparez une langue avec elle-même.',
  'evaluate.files': 'Indiquez les fichiers de FAQ à mesurer.',
  'evaluate.queries': 'Indiquez les questions avec --queries.',
  'evaluate.json': '{place} : cette ligne n’est pas du JSON. Attendu : {"q": "…", "intent": "…"}.',
  'evaluate.question': '{place} : il manque « q ». Attendu : {"q": "…", "intent": "…"}.',
  'export.files': 'Indiquez les fichiers de FAQ à exporter.',
  'export.form': 'Indiquez le format avec --to : {forms}.',
  'export.separator': '--separator est l’un de « ; », « , », « | » ou tab.',
  'export.folder': 'Indiquez le dossier avec --out : en Markdown, chaque article est un fichier.',
  'export.make': 'Le dossier « {folder} » ne peut pas être créé : {reason}',
  'fix.files': 'Indiquez les fichiers de FAQ à corriger.',
  'import.source': 'Indiquez un seul fichier ou dossier à importer.',
  'import.from': '--from vaut {forms}.',
  'import.locale': 'La langue de « {source} » n’est pas connue. Indiquez-la : --locale fr.',
  'import.empty': '« {source} » ne contient aucun article.',
  'import.languages':
    'Il y a {count} langues ({locales}). Donnez un fichier à chacune : --out "faq.{locale}.json".',
  'import.failed': '« {source} » ne peut pas être importé : {reason}',
  'import.large': '« {source} » pèse {size} Mo ; la limite est de {most} Mo. Divisez-le.',
  'import.unreadable':
    '« {name} » existe déjà et ne se lit pas comme une FAQ : il reste tel quel. Lancez `comptoir-kb check {name}`, ou choisissez un autre nom.',
  'import.there':
    '« {name} » existe déjà. Mettez-le à jour avec --into {name}, ou remplacez-le avec --force.',
  'import.problems':
    '« {name} » contient déjà des erreurs : rien n’a été modifié. Lancez d’abord `comptoir-kb check {name}`.',
  'import.no-file':
    'Aucun fichier donné avec --into n’est en « {locale} » : rien n’a été modifié. Ajoutez-le, ou créez-en un avec --out.',
  'import.articles': '{name} : {count} articles',
  'import.merged': '{name} : modifiés {changed}, ajoutés {added}, absents de la source et gardés {kept}',
  'import.dry': ' ; rien n’a été écrit',
  'report.files': 'Indiquez le fichier des questions, et les fichiers de FAQ avec --faq.',
  'report.limit': '--limit attend un nombre de groupes, et non « {value} ».',
  'lexicon.unreadable': 'Le lexique « {file} » est illisible. Indiquez un fichier, ou --lexicon none.',
  'lexicon.none': '« {file} » n’est pas un lexique : attendu, un objet avec "locale", "topics", etc.',
  'file.problems': '{lines}\nCorrigez d’abord cela : `comptoir-kb check` et `comptoir-kb fix` vous y aident.',
  'file.unreadable': '« {name} » est illisible : {reason}',
  'file.unwritable': '« {name} » ne peut pas être écrit : {reason} Il est resté tel quel.',
  'file.read-only':
    '« {name} » ne peut pas être écrit : il est en lecture seule. Rien n’a été modifié. Autorisez l’écriture (`chmod u+w {name}`) et recommencez.',
  'reason.ENOENT': 'ce fichier ou ce dossier n’existe pas.',
  'reason.EISDIR': 'c’est un dossier.',
  'reason.EACCES': 'l’accès est refusé.',
  'reason.ENOSPC': 'le disque est plein.',
}
