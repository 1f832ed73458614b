import type { Help } from '@comptoir/kb/command-line'
import type { CommandName } from '../help.ts'

/** Comment appeler chaque commande de `comptoir-bot`, et ce qu’elle donne. */
export const fr: Readonly<Record<CommandName, Help>> = {
  check: {
    usage: 'comptoir-bot check PARCOURS... [--texts DOSSIER] [--json]',
    summary:
      'Indique chaque problème des fichiers de parcours et de leurs textes, où il se trouve et comment le corriger. Code de sortie 1 s’il y en a un.',
  },
  explore: {
    usage: 'comptoir-bot explore PARCOURS... [--locale fr] [--json]',
    summary:
      'Essaie toutes les situations des parcours, et montre la conversation qui mène à une impasse. Code de sortie 1 s’il y en a une.',
  },
  faults: {
    usage: 'comptoir-bot faults PARCOURS... [--json]',
    summary:
      'Glisse dans les parcours les erreurs que l’on y fait, une par une, et indique celles que la vérification ne trouve pas.',
  },
  play: {
    usage: 'comptoir-bot play [--flows DOSSIER] [--faq FICHIER] [--locale fr] [--json]',
    summary:
      'Joue une conversation dans le terminal avec une boutique d’essai : une ligne par message, un numéro choisit ce qui est proposé, /parcours lance un parcours, {"champ": "valeur"} envoie un formulaire, @photo.jpg joint un fichier.',
  },
  test: {
    usage: 'comptoir-bot test SCRIPT...',
    summary:
      'Joue des scripts de conversation (JSON) avec la boutique d’essai, et indique où l’assistant dit autre chose. Code de sortie 1 dans ce cas.',
  },
  graph: {
    usage: 'comptoir-bot graph PARCOURS|conversation [--stately]',
    summary:
      'Dessine un parcours en diagramme Mermaid ou, avec --stately, donne la machine en JSON pour l’éditeur de Stately ; conversation désigne la machine au-dessus de tous les parcours.',
  },
}
