import type { Help } from '../run-commands.ts'
import type { CommandName } from '../help.ts'

/** Comment appeler chaque commande de `comptoir-kb`, et ce qu’elle donne. */
export const fr: Readonly<Record<CommandName, Help>> = {
  ask: {
    usage:
      'comptoir-kb ask FICHIER... [--locale fr] [--lexicon FICHIER|none] [--temper cautious|balanced|talkative] [--json] [--language en|fr] "QUESTION"\n' +
      'comptoir-kb ask FICHIER... --batch QUESTIONS [--json] [--language en|fr]',
    summary:
      'Répond à une question comme le ferait le widget. Avec --batch, une question par ligne dans un fichier (ou - pour\n' +
      '    l’entrée standard) ; avec --json, un objet JSON par ligne :\n' +
      '    {"query", "kind", "article", "candidates": [{"id", "confidence"}], "ms"}.',
  },
  evaluate: {
    usage:
      'comptoir-kb evaluate FICHIER... --queries Q.jsonl [--queries HORS.jsonl] [--locale fr] [--lexicon FICHIER|none] [--json] [--language en|fr]',
    summary:
      'Mesure si les questions trouvent leur article. Un objet JSON par ligne : {"q", "intent", "also"?} ; une intention\n' +
      '    absente de la FAQ, ou pas d’intention, compte comme hors périmètre. Donne hit@1, hit@3, MRR, le sort des questions\n' +
      '    hors périmètre, le calibrage, et les confusions qui méritent une heure de travail.',
  },
  build: {
    usage:
      'comptoir-kb build FICHIER... --out INDEX.json [--locale fr] [--fallback en] [--lexicon FICHIER|none]',
    summary:
      'Prépare l’index d’une FAQ : la page le charge d’un coup au lieu de le construire. À relancer dès que la FAQ ou le\n' +
      '    lexique change : l’index d’une autre FAQ est refusé.',
  },
  lexicon: {
    usage: 'comptoir-kb lexicon SOURCE.json --out LEXIQUE.json [--most 14000]',
    summary:
      'Tire du lexique que l’on rédige celui que la page charge : les mêmes mots, deux fois moins d’octets. Ce qui dépasse\n' +
      '    --most octets, une fois compressé, est laissé de côté. À relancer dès que la source change.',
  },
  check: {
    usage:
      'comptoir-kb check FICHIER... [--json] [--flows DOSSIER] [--sitemap FICHIER | --site DOSSIER] [--only RÈGLES] [--skip RÈGLES]\n' +
      '                             [--acronyms MOTS] [--now JOUR] [--longest N] [--shortest N] [--lexicon FICHIER|none] [--language en|fr]\n' +
      'comptoir-kb check --explain [RÈGLE]',
    summary:
      'Indique chaque problème des fichiers de FAQ, où il se trouve et comment le corriger. Code de sortie 1 s’il y en a un.',
  },
  fix: {
    usage: 'comptoir-kb fix FICHIER... [--dry-run] [--json] [les options de check]',
    summary:
      'Corrige ce qui peut l’être, montre chaque endroit avant (-) et après (+), et indique ce qui reste à faire. --dry-run\n' +
      '    le montre sans rien écrire. Un fichier illisible reste tel quel.',
  },
  compare: {
    usage:
      'comptoir-kb compare AVANT APRÈS [--queries FICHIER] [--json] [--now JOUR] [--lexicon FICHIER|none] [--language en|fr]',
    summary:
      'Dit quelles questions une modification a gagnées et perdues, et pourquoi. Sans --queries, ce sont les formulations et\n' +
      '    les exemples d’AVANT qui sont posés. AVANT peut être - (git show HEAD:faq.fr.json | comptoir-kb compare - faq.fr.json).\n' +
      '    Code de sortie 1 si une question est perdue.',
  },
  report: {
    usage:
      'comptoir-kb report SANS-REPONSE.jsonl --faq FICHIER... [--limit N] [--json] [--lexicon FICHIER|none] [--language en|fr]',
    summary:
      'Regroupe par sens les questions restées sans réponse, et indique quelle variante ou quel article ajouter, et avec quel\n' +
      '    effet. Une question par ligne : {"question", "locale", "count"}, ou du texte ; - désigne l’entrée standard.',
  },
  import: {
    usage:
      'comptoir-kb import FICHIER|DOSSIER [--from csv|jsonld|html|markdown|json] [--locale fr] [--language en|fr]\n' +
      '                   [--out FICHIER [--force] | --into FICHIER... [--dry-run]]',
    summary:
      'Tire des fichiers de FAQ d’un tableur, d’une FAQPage, d’une page HTML, de Markdown ou du JSON d’un outil d’assistance.\n' +
      '    --out écrit de nouveaux fichiers ("faq.{locale}.json" pour plusieurs langues), --into met à jour ceux qui existent,\n' +
      '    sans rien supprimer.',
  },
  export: {
    usage:
      'comptoir-kb export FICHIER... [--to csv|jsonld|html|markdown] [--out FICHIER|DOSSIER] [--separator ";"] [--public]',
    summary:
      'Écrit les fichiers de FAQ en tableur, en FAQPage de schema.org, en page HTML ou en dossier de fichiers Markdown.\n' +
      '    Le format peut se lire dans la fin du nom donné avec --out : faq.csv.',
  },
}
