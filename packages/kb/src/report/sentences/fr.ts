import type { ReportSentence } from './en.ts'

/** Ce que les rapports disent aux rédacteurs, en français. */
export const fr: Readonly<Record<ReportSentence, string>> = {
  quoted: '« {text} »',
  'check.summary':
    'Problèmes : {problems}, fichiers concernés : {files}.{fix} `comptoir-kb check --explain RÈGLE` en dit plus.',
  'check.fixable': ' `comptoir-kb fix` peut en corriger {fixable}.',
  'fix.done': 'corrigé',
  'fix.would': 'à corriger',
  'fix.summary': 'Corrigés : {repaired}, fichiers modifiés : {files}. Il vous en reste : {left}.',
  'fix.preview':
    'À corriger : {repaired}, fichiers à modifier : {files}. Il vous en resterait : {left}. Rien n’a été écrit.',
  'report.once': 'Posées une fois, et comme aucune autre : {questions}.',
  'compare.summary': '{locale} : {asked} questions, {gained} gagnées, {lost} perdues, {changed} changées.',
  'compare.lost':
    'perdue   « {question} » doit trouver {expected}. Avant : {before} ; maintenant : {after}.{why}',
  'compare.gained':
    'gagnée   « {question} » doit trouver {expected}. Avant : {before} ; maintenant : {after}.',
  'compare.changed': 'changée  « {question} ». Avant : {before} ; maintenant : {after}.{why}',
  'compare.why': ' Parce que {winner} dit « {like} » ({place}) : {words}.',
  'compare.no-article': 'aucun article',
  'compare.unknown':
    'Articles qu’aucun des deux fichiers ne contient, avec leurs lignes : {ids} ({count} en tout). Corrigez les identifiants.',
  'outcome.answer': 'réponse de {articles}',
  'outcome.clarify': 'choix entre {articles}',
  'outcome.escalate': 'transmission à un conseiller',
  'report.summary': 'Questions sans réponse en « {locale} » : {asked}, en groupes : {groups}.',
  'report.known': 'Trouvent maintenant une réponse en « {locale} », et laissées de côté : {count}.',
  'report.foreign':
    'Questions dans des langues qu’aucun des fichiers de FAQ n’emploie, laissées de côté : {count} ({locales}).',
  'report.group': '{asked} × « {question} »{others}',
  'report.others': ', aussi : {others}',
  'report.variant':
    '    Si « {article} » ({heading}) y répond, ajoutez-lui les variantes : {variants}. Sinon, écrivez un article.',
  'report.article':
    '    Écrivez un article : « {question} », avec les variantes : {variants}. (Les plus proches existants : {closest}.)',
  'report.article.alone':
    '    Écrivez un article : « {question} ». (Les plus proches existants : {closest}.)',
  'report.effect': '    Alors {answered} sur {asked} auraient une réponse{lost}.',
  'report.lost': ', mais {lost} articles ne seraient plus trouvés par leur propre question',
  'report.none': 'Il n’y a pas de question sans réponse.',
  'report.bad-lines': 'Lignes sans question, laissées de côté : {lines} ({count} en tout).',
  'confusions.title': 'Les confusions qui valent une heure ({locale}), les plus fréquentes d’abord :',
  'confusions.none': 'Aucune question ne trouve un mauvais article ({locale}).',
  'confusions.answer':
    '{count} × « {expected} » ({heading}) perd contre « {got} » : {questions}. « {got} » dit « {like} » ({place}).',
  'confusions.nothing': '{count} × « {expected} » ({heading}) n’est pas trouvé : {questions}.',
  'confusions.mend':
    '    Ajoutez la variante « {variant} » à « {expected} » : sur les {asked} questions de ces articles, {better} y gagnent, {worse} y perdent.',
  'coverage.title': 'Couverture par catégorie et par langue :',
  'coverage.head':
    'langue|catégorie|articles|non traduits|phrases par article|moins de 3 variantes|avec exemples|à relire|trouvées',
}
