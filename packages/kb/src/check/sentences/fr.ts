import type { Sentence } from './en.ts'

/** Ce que le contrôle dit aux rédacteurs, en français. */
export const fr: Readonly<Record<Sentence, string>> = {
  'answer-length.long':
    'La réponse de « {id} » compte {length} caractères, et on en lit {limit} sur un téléphone. Raccourcissez-la, déplacez la marche à suivre dans "steps", ou faites deux articles.',
  'answer-length.short':
    'La réponse de « {id} » ne compte que {length} caractères. Dites au client ce qu’il doit faire ensuite.',
  'answer-length.step':
    'Cette étape compte {length} caractères, et une étape en compte {limit} au plus. Faites-en deux.',
  'answer-length.means':
    'Une réponse se lit sur un téléphone : 20 à 1 200 caractères tels qu’on les lit, 400 au plus pour une étape.',
  'answer-length.mend':
    'Raccourcissez, déplacez la marche à suivre dans `steps`, ou faites deux articles. `--longest N` et `--shortest N` fixent d’autres limites.',

  'dead-link': 'La page « {address} » n’existe pas. Corrigez le lien, ou retirez-le.',
  'dead-link.near': 'La page « {address} » n’existe pas. Il existe « {near} ».',
  'dead-link.anchor': 'La page n’a pas d’endroit « {address} ». Corrigez ce qui suit #, ou retirez-le.',
  'dead-link.means':
    'Un lien mène à une page ou à une ancre que la boutique n’a pas. Vérifié avec `--sitemap FICHIER` ou `--site DOSSIER` ; les liens vers d’autres sites ne le sont pas.',
  'dead-link.mend': 'Corrigez l’adresse. `fix` s’en charge quand une seule page est presque identique.',

  'different-facts':
    '« {id} » dit {here} en « {locale} » et {there} en « {other} » ({place}). Mettez-les d’accord.',
  'different-facts.missing':
    '« {id} » dit {there} en « {other} » ({place}), mais pas en « {locale} ». Ajoutez-le, ou retirez-le là-bas.',
  'different-facts.extra':
    '« {id} » dit {here} en « {locale} », mais pas en « {other} » ({place}). Ajoutez-le là-bas, ou retirez-le.',
  'different-facts.means':
    'Un prix, un pourcentage, une date, un numéro de téléphone ou un autre nombre figure dans une langue d’un article et non dans l’autre.',
  'different-facts.mend':
    'Cherchez lequel est juste et écrivez-le dans les deux. Les nombres en lettres comptent (« deux » et 2), de même que €4.90 et 4,90 €.',

  'different-fields':
    '« {id} » a "{field}" « {here} » en « {locale} » et « {there} » en « {other} » ({place}). C’est le même dans toutes les langues : corrigez l’un des deux.',
  'different-fields.missing':
    '« {id} » a "{field}" « {there} » en « {other} » ({place}), et rien en « {locale} ». Ajoutez-le, ou retirez-le là-bas.',
  'different-fields.extra':
    '« {id} » a "{field}" « {here} » en « {locale} », et rien en « {other} » ({place}). Ajoutez-le là-bas, ou retirez-le.',
  'different-fields.means':
    'Catégorie, action, articles liés, nombre d’étapes, public et dates d’un article sont les mêmes dans toutes les langues ; seuls les mots changent.',
  'different-fields.mend': 'Recopiez la bonne valeur dans l’autre fichier.',

  'duplicate-question':
    '« {text} » est demandé par « {id} » et aussi par « {other} » ({place}). Gardez la phrase là où est sa place.',
  'duplicate-question.within': '« {text} » figure deux fois dans cet article. Retirez-en une.',
  'duplicate-question.keyword': 'Le mot-clé « {text} » figure deux fois dans cet article. Retirez-en un.',
  'duplicate-question.means':
    'La même phrase dans deux articles : le client obtient l’un ou l’autre. Deux fois dans un article, elle ne sert à rien. Accents, capitales et ponctuation ne font pas de différence.',
  'duplicate-question.mend':
    'Gardez-la dans l’article qui y répond. `fix` retire la seconde à l’intérieur d’un article.',

  encoding:
    'Le fichier est en {encoding}, et les fichiers de FAQ sont en UTF-8. Enregistrez-le en UTF-8, ou laissez faire `fix`.',
  'encoding.means': 'Un fichier dans un autre encodage abîme les accents sur la page de la boutique.',
  'encoding.mend': 'Dans l’éditeur, « Enregistrer avec l’encodage : UTF-8 » ; ou laissez faire `fix`.',

  'example.stolen':
    'L’exemple « {question} » de « {id} » trouve maintenant « {winner} », qui dit « {like} » ({place}) : {words}. Déplacez cette phrase, ou ajoutez « {question} » aux variantes de « {id} ».',
  'example.same':
    'L’exemple « {question} » de « {id} » trouve maintenant « {winner} », qui dit exactement cela ({place}). Déplacez cette phrase dans les variantes de « {id} », ou retirez l’exemple.',
  'example.clarify':
    'L’exemple « {question} » de « {id} » laisse maintenant le choix entre {others}. Ajoutez-le aux variantes de « {id} ».',
  'example.nothing':
    'L’exemple « {question} » de « {id} » ne trouve rien. Ajoutez-le aux variantes de « {id} ».',
  'example.means':
    'Les `examples` d’un article sont des questions qui doivent le trouver, seul ou parmi les choix : les tests de non-régression de l’équipe. La phrase nomme l’article qui l’emporte, la question, et les mots qui l’ont fait gagner.',
  'example.mend':
    'Déplacez ou reformulez la phrase qui l’emporte, ou ajoutez la question aux variantes du bon article. Si l’exemple était mauvais, retirez-le.',

  expired:
    '« {id} » a pris fin le {day} : plus personne ne le voit. Retirez-le, ou donnez un autre "validTo".',
  'expired.reversed': '« {id} » finit le {to}, avant de commencer le {from}. Corrigez les dates.',
  'expired.means': 'Le dernier jour d’un article ou d’une actualité est passé.',
  'expired.mend': 'Retirez-le, passez-le en brouillon, ou donnez un autre `validTo`.',

  'link-address.empty': 'Le lien « {text} » n’a pas d’adresse.',
  'link-address.mended': '« {address} » n’est pas une adresse qu’un navigateur suit. Écrivez « {mended} ».',
  'link-address.unsafe':
    '« {address} » ne sera pas suivi : une adresse est en http, https, mailto, tel, ou commence par /.',
  'link-address.relative': '« {address} » dépend de la page ouverte. Commencez par / ou https://.',
  'link-address.no-text': 'Le lien vers « {address} » n’a pas de texte sur lequel cliquer.',
  'link-address.means':
    'Des adresses qu’aucun navigateur ne suit comme voulu : sans https:// ou mailto:, avec des espaces, relatives à la page ouverte, ou d’une sorte refusée (javascript:, data:).',
  'link-address.mend':
    'Écrivez l’adresse entière, ou commencez par /. `fix` s’en charge quand un seul sens est possible.',

  'merge-conflict':
    '« {line} » vient d’un conflit de fusion : deux personnes ont modifié le même endroit. Gardez l’une des deux parties et retirez les lignes <<<<<<<, ======= et >>>>>>>.',
  'merge-conflict.means':
    'Git a laissé les deux versions d’un endroit modifié par deux personnes. Le fichier n’est pas lu tant que personne n’a choisi.',
  'merge-conflict.mend':
    'Gardez une partie, ou les deux dans l’ordre, et retirez les trois lignes de marque. Aucun outil ne peut choisir à votre place : `fix` ne touche pas au fichier.',

  'missing-alt':
    'L’image « {image} » n’a pas de texte pour qui ne la voit pas. Dites dans "alt", ou entre les crochets, ce qu’elle montre.',
  'missing-alt.means': 'Une image d’étape ou de réponse ne dit rien à qui ne la voit pas.',
  'missing-alt.mend':
    'Décrivez ce qu’elle montre : `"alt"` de l’étape, ou `![ce qu’elle montre](/image.png)`.',

  'missing-translation': '« {id} » ({question}) manque en « {locale} » : ajoutez-le à {file}.',
  'missing-translation.many':
    '{count} articles sur {all} de « {from} » manquent en « {locale} ». Les prochains : {next}.',
  'missing-translation.category':
    'La catégorie « {id} » ({label}) manque en « {locale} » : ajoutez-la à {file}.',
  'missing-translation.renamed':
    'La catégorie « {id} » ({label}) est à la place où « {locale} » a « {there} » ({place}). Si vous l’avez renommée, remettez l’ancien identifiant, ou écrivez le nouveau dans toutes les langues, ainsi que dans le champ "category" de ses articles.',
  'missing-translation.means':
    'Un article ou une catégorie existe dans une langue et non dans une autre. Les brouillons et les variantes régionales d’une langue ne comptent pas.',
  'missing-translation.mend':
    'Traduisez-le sous le même identifiant. En attendant, les clients de cette langue reçoivent l’article de la langue de repli.',

  'overdue-review':
    '« {id} » devait être relu avant le {day}. Relisez-le, puis donnez un nouveau "reviewBy".',
  'overdue-review.owner':
    '« {id} » devait être relu avant le {day} par {owner}. Relisez-le, puis donnez un nouveau "reviewBy".',
  'overdue-review.means': 'Le jour où un article devait être relu est passé.',
  'overdue-review.mend': 'Relisez-le, corrigez-le, et donnez le prochain `reviewBy`.',

  'question-length.long':
    'La question compte {length} caractères, et un bouton en prend {limit}. Raccourcissez-la ; la forme longue peut être une variante.',
  'question-length.short':
    '« {text} » n’est pas une question qu’un client puisse choisir. Écrivez-la en entier.',
  'question-length.means': 'La question est un titre, et un bouton quand le bot demande de préciser.',
  'question-length.mend': 'Raccourcissez-la et gardez la forme longue comme variante.',

  'related.itself': '« {id} » est lié à lui-même. Retirez-le.',
  'related.twice': '« {id} » figure deux fois dans la liste. Retirez-en un.',
  'related.draft':
    '« {id} » est un brouillon : personne ne peut le lire ensuite. Publiez-le, ou retirez-le d’ici.',
  'related.means': '« À lire ensuite » donne d’autres articles publiés, chacun une fois.',
  'related.mend': 'Retirez celui qui est en trop ; `fix` s’en charge.',

  schema: '{message} ({code})',
  'schema.near': '{message} Vouliez-vous écrire « {meant} » ? ({code})',
  'schema.means':
    'Le fichier ne suit pas le format : un champ manque, est inconnu ou de la mauvaise sorte, un identifiant est pris ou ne mène nulle part, une date n’en est pas une.',
  'schema.mend':
    'La phrase dit ce qui était attendu. `fix` corrige les champs et identifiants mal orthographiés quand un seul est proche, met un texte seul dans sa liste, et écrit un jour comme 21/11/2026 selon le format. Avec `$schema`, votre éditeur le dit pendant la frappe.',

  size: 'Le fichier fait {size} Mo, et on en lit {limit} au plus. Coupez-le par langue, ou vérifiez que c’est le bon fichier.',
  'size.means': 'Un fichier aussi long n’est pas une FAQ : mille articles font environ 1,5 Mo.',
  'size.mend': 'Vérifiez que c’est le bon fichier ; coupez-le par langue ou par catégorie.',

  'stolen-variant':
    '« {text} » se trouve dans « {id} », mais « {other} » y répond mieux : il dit « {like} » ({words}). Déplacez la phrase, ou reformulez-la.',
  'stolen-variant.means':
    'Une phrase à laquelle un autre article répond mieux : là-bas elle serait utile, ici elle mène les clients à la mauvaise réponse. En français et en anglais, ou avec votre propre lexique, elle se reconnaît à son sens ; ailleurs, seulement si elle ressemble de près à une phrase de l’autre article.',
  'stolen-variant.mend':
    'Déplacez-la dans l’article nommé, ou reformulez-la avec ce qui n’est propre qu’à cet article.',

  'syntax.backslash': 'Une barre oblique inversée est seule dans ce texte. Écrivez-en deux : \\\\.',
  'syntax.bare-key': 'Le nom de champ {word} demande des guillemets droits : "{word}".',
  'syntax.bare-text':
    'On attend ici un texte entre guillemets droits, un nombre, true, false ou null, non {word}. S’il fait partie d’un texte, écrivez \\" pour les guillemets qui le précèdent.',
  'syntax.colon': 'Il manque deux-points entre un champ et sa valeur.',
  'syntax.comment': 'Le JSON n’a pas de commentaires. Retirez-le.',
  'syntax.control': 'Un caractère de commande invisible se trouve dans ce texte. Retirez-le.',
  'syntax.deep':
    'Le fichier est plus imbriqué qu’une FAQ ne peut l’être. Cherchez avant cet endroit des crochets jamais fermés.',
  'syntax.empty': 'Le fichier est vide. On attend une FAQ : { "locale", "categories", "articles" }.',
  'syntax.ends':
    'Le fichier s’arrête ici, et le {open} de la ligne {line} est encore ouvert : il manque son {close}. La fin a-t-elle été coupée ?',
  'syntax.expected':
    'Ce n’est pas du JSON : on attend ici {expected}, et il y a {found}. Le {open} de la ligne {line} est encore ouvert : il manque peut-être son {close} avant cet endroit.',
  'syntax.not-json':
    'Ce n’est pas du JSON : on attend ici {expected}, et il y a {found}. Est-ce le bon fichier ?',
  'syntax.extra-comma': 'Il y a une virgule de trop ici. Retirez-la.',
  'syntax.inner-quote':
    'Un guillemet droit à l’intérieur d’un texte y met fin. Écrivez \\" ou d’autres guillemets : « … ».',
  'syntax.line-break': 'Un texte tient sur une ligne. Écrivez le saut de ligne \\n.',
  'syntax.missing-comma': 'Il manque une virgule ici.',
  'syntax.single-quotes': 'Le JSON veut des guillemets droits doubles : "…", non {text}.',
  'syntax.smart-quotes':
    'Ce sont des guillemets typographiques, comme en font les traitements de texte : {text}. Le JSON veut des guillemets droits : "…".',
  'syntax.space':
    'Une espace inhabituelle (insécable ou invisible) se trouve entre deux valeurs. Remplacez-la par une espace ordinaire.',
  'syntax.tab': 'Une tabulation se trouve dans un texte. Écrivez une espace, ou \\t.',
  'syntax.trailing-comma': 'Une virgule précède le crochet fermant. Retirez-la.',
  'syntax.unclosed': 'Un texte qui commence par {start} ne se ferme jamais : ajoutez le " à la fin.',
  'syntax.word': 'Le JSON écrit {meant}, non {word}.',
  'syntax.means':
    'Ce qui empêche de lire le fichier comme du JSON : commentaires, virgules en trop ou en moins, guillemets typographiques ou simples, guillemets et sauts de ligne dans un texte, tabulations, espaces insécables.',
  'syntax.mend':
    'Chaque phrase dit quoi écrire. `fix` répare tout cela, sauf ce qui peut avoir plusieurs sens.',

  'too-close':
    '« {id} » demande « {text} », et « {other} » demande « {otherText} » : les clients auront l’un ou l’autre. Faites-en un seul article, ou dites dans chacun ce qui le distingue.',
  'too-close.means':
    'Deux articles ont des phrases si proches que les mêmes clients auraient pu poser l’une ou l’autre. La phrase nomme la question qui les confond.',
  'too-close.mend':
    'Faites un article des deux, ou reformulez les phrases nommées avec ce qui distingue chacun.',

  'unknown-action': 'Il n’y a pas de parcours « {action} ». Il y a : {known}.',
  'unknown-action.near': 'Il n’y a pas de parcours « {action} ». Il y a « {near} ».',
  'unknown-action.means':
    'L’`action` d’un article est l’identifiant du parcours à proposer. Les identifiants viennent des fichiers `*.flow.json` de `--flows DOSSIER`, ou sont ceux du produit.',
  'unknown-action.mend':
    'Corrigez l’identifiant ; `fix` s’en charge quand un seul est proche. Ou retirez `action`.',

  'unreachable-category':
    'Il n’y a rien dans la catégorie « {id} » ({label}). Mettez-y un article, ou retirez-la.',
  'unreachable-category.hidden':
    'Les {count} articles de la catégorie « {id} » ({label}) sont tous en brouillon ou expirés : les clients la trouvent vide.',
  'unreachable-category.means':
    'Une catégorie sans article publié, ni en elle ni en dessous : les clients l’ouvrent et la trouvent vide.',
  'unreachable-category.mend': 'Mettez-y un article, publiez ses brouillons, ou retirez la catégorie.',
}
