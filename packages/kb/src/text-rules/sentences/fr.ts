import type { TextSentence } from './en.ts'

/** Ce que les règles de texte disent aux rédacteurs, en français. */
export const fr: Readonly<Record<TextSentence, string>> = {
  abbreviation: 'L’abréviation « {found} » n’est pas pour les clients. Écrivez « {replacement} ».',
  'abbreviation.means':
    'Les mots s’écrivent en entier. La moitié des lecteurs ne connaît pas une abréviation comme « cdt » ou « qté », et elle donne l’impression qu’on est pressé.',
  'abbreviation.mend':
    'Écrivez le mot entier. `fix` s’en charge quand l’abréviation n’a qu’un sens possible.',

  blame:
    '« {found} » met quelqu’un en cause. Dites ce qui se passe et ce qu’il faut faire, sans dire à qui la faute.',
  'blame.means':
    'Un texte de la boutique ne met en cause ni le client (« vous avez oublié… ») ni un tiers (« la faute du transporteur »). Un reproche change une question en réclamation.',
  'blame.mend':
    'Retournez la phrase : « Vous n’avez pas rempli le formulaire » devient « Il manque encore votre adresse dans le formulaire ». Une condition convient : « Si vous avez oublié votre mot de passe… ».',

  caps: '« {found} » est crié. Écrivez « {replacement} », en gras si c’est important.',
  'caps.means':
    'Des mots en capitales donnent l’impression de crier, et un lecteur d’écran peut les épeler. Les sigles et les noms de boutons entre guillemets sont laissés tels quels.',
  'caps.mend':
    'Écrivez en minuscules, en gras (`**…**`) si c’est important. `fix` remet les minuscules. Un nom qui s’écrit en capitales se donne avec `--acronyms NOM`.',

  'control-character': 'Un caractère invisible ({code}) se trouve ici. Supprimez-le.',
  'control-character.means':
    'Des caractères que personne ne voit, collés depuis un traitement de texte ou une page web : ils coupent les mots pour la recherche, et certains inversent le sens du texte.',
  'control-character.mend': 'Effacez l’endroit et retapez-le, ou laissez faire `fix`.',

  'french-spacing': 'Il faut une espace insécable à « {sign} ».',
  'french-spacing.means':
    'En français, une espace insécable précède `: ; ? ! » % €` et suit `«`. Avec une espace ordinaire, le signe peut se retrouver seul en début de ligne. Signalé seulement si le fichier a des espaces insécables à la plupart de ces endroits.',
  'french-spacing.mend': 'Tapez U+00A0, ou laissez faire `fix`.',

  html: '« {found} » est du HTML, que les clients verraient tel quel. Employez le Markdown admis : **gras**, *italique*, listes, [liens](/adresse).',
  'html.means':
    'Le HTML n’est jamais interprété, pour qu’aucun texte ne puisse rien exécuter sur la page de la boutique : une balise ou une entité reste dans la réponse telle qu’elle est tapée.',
  'html.mend':
    'Écrivez `**gras**`, `*italique*`, `- liste`, `[lien](/adresse)`, et les caractères eux-mêmes (`&`, non `&amp;`). `fix` s’en charge pour les balises qui ont leur équivalent.',

  markdown:
    '« {found} » ne fait pas partie du Markdown admis, ou n’est pas fermé : les clients le verraient tel quel.',
  'markdown.means':
    'Les réponses connaissent les paragraphes, les listes, le gras (`**…**`), l’italique (`*…*`), les liens et les images. Titres, tableaux, code, citations et marques jamais fermées s’affichent tels quels.',
  'markdown.mend':
    'Fermez la marque, ou mettez le titre en gras. `fix` met les titres en gras et recolle `[texte] (adresse)`.',

  mojibake: '« {found} » vient d’un mauvais encodage. C’était « {replacement} ».',
  'mojibake.lost': 'Un caractère a été perdu ici par un mauvais encodage. Retapez-le.',
  'mojibake.means':
    'Du texte en UTF-8 qu’un outil a lu en Latin-1, puis enregistré : `Ã©` pour `é`. Un caractère affiché � est définitivement perdu.',
  'mojibake.mend':
    '`fix` rétablit ce qui peut l’être. Retapez les caractères perdus, et ouvrez le fichier en UTF-8 dans l’outil en cause.',

  'odr-link':
    '« {found} » ne mène nulle part : la plateforme européenne de règlement en ligne des litiges a fermé le 20 juillet 2025. Retirez le lien et nommez votre médiateur.',
  'odr-link.means':
    'La plateforme européenne RLL a fermé le 20 juillet 2025 (règlement (UE) 2024/3228) ; le lien doit être retiré.',
  'odr-link.mend': 'Retirez le lien. Nommez à la place le médiateur de la consommation, avec son adresse.',

  placeholder: '« {found} » est un trou à remplir. Écrivez ce qui doit s’y trouver.',
  'placeholder.means':
    'Un trou de modèle, comme `{{delai}}`, `[à compléter]`, `TODO` ou lorem ipsum, est resté dans un texte destiné aux clients.',
  'placeholder.mend':
    'Écrivez ce qui doit s’y trouver, ou passez l’article en brouillon : `"status": "draft"`.',

  promise:
    '« {found} » promet ce qui pourrait ne pas être tenu. Dites ce que vous faites et le délai habituel.',
  'promise.undated': '« {found} » promet sans dire quand. Donnez un jour ou un délai, ou retirez ces mots.',
  'promise.means':
    'Une promesse qui dépend d’un transporteur, d’une banque ou de la météo devient une réclamation le jour où elle échoue. La garantie légale et la garantie d’un produit ne sont pas de ces promesses. Une promesse sans délai (« dès que possible ») fait attendre, et personne n’en répond.',
  'promise.mend':
    'Dites ce que fait la boutique et ce qui se passe d’ordinaire : « livré d’ordinaire en 2 à 4 jours ouvrés ; en cas de retard, nous… ».',

  'repeated-punctuation': '« {found} » est crié. Écrivez « {replacement} ».',
  'repeated-punctuation.means':
    'Plusieurs points d’exclamation ou d’interrogation donnent l’impression de crier, et une virgule doublée est une faute de frappe.',
  'repeated-punctuation.mend': 'Gardez un seul signe ; `fix` s’en charge.',

  'surcharged-number':
    '« {found} » est un numéro ou un tarif surtaxé. Vous joindre au sujet d’une commande ne peut pas coûter plus qu’un appel ordinaire : donnez un numéro en 01 à 07, 09 ou 080.',
  'surcharged-number.means':
    'Un numéro pour une commande ou une réclamation ne peut pas être surtaxé (Code de la consommation, L121-16) : ni 081, 082, 089, ni 32xx à 39xx, ni tarif à la minute.',
  'surcharged-number.mend':
    'Donnez le numéro ordinaire de la boutique, ou un numéro gratuit de 0 800 à 0 809.',

  whitespace: 'Il y a une espace de trop ici.',
  'whitespace.means':
    'Des espaces au début ou à la fin d’un texte, deux de suite, ou avant une virgule : des restes de modifications.',
  'whitespace.mend': 'Supprimez-les ; `fix` s’en charge.',

  'wrong-language':
    'Ce texte est dans une autre langue (« {language} ») que son fichier (« {locale} »). Traduisez-le.',
  'wrong-language.means': 'Le texte a été copié d’une autre langue pour être traduit, puis oublié.',
  'wrong-language.mend': 'Traduisez-le, ou passez l’article en brouillon en attendant.',
}
