import type { CommandName } from '../help.ts'
import type { Help } from '../run-commands.ts'

/** How to call each command of `comptoir-kb`, and what it gives. */
export const en: Readonly<Record<CommandName, Help>> = {
  ask: {
    usage:
      'comptoir-kb ask FILE... [--locale fr] [--lexicon FILE|none] [--temper cautious|balanced|talkative] [--json] [--language en|fr] "QUESTION"\n' +
      'comptoir-kb ask FILE... --batch QUESTIONS [--json] [--language en|fr]',
    summary:
      'Answers a question as the widget would. With --batch, one question a line from a file (or - for standard input),\n' +
      '    and with --json one JSON object a line: {"query", "kind", "article", "candidates": [{"id", "confidence"}], "ms"}.',
  },
  evaluate: {
    usage:
      'comptoir-kb evaluate FILE... --queries Q.jsonl [--queries OUT.jsonl] [--locale fr] [--lexicon FILE|none] [--json] [--language en|fr]',
    summary:
      'Measures how well questions find their article. One JSON object a line: {"q", "intent", "also"?}; an intent that\n' +
      '    the FAQ does not have, or none, is out of scope. Gives hit@1, hit@3, MRR, what out-of-scope questions get,\n' +
      "    calibration, and the confusions worth an editor's time.",
  },
  build: {
    usage: 'comptoir-kb build FILE... --out INDEX.json [--locale fr] [--fallback en] [--lexicon FILE|none]',
    summary:
      'Makes the index of a FAQ beforehand, so that a page loads it in one step instead of building it. Build it again\n' +
      '    whenever the FAQ or the lexicon changes: an index of another FAQ is refused.',
  },
  lexicon: {
    usage: 'comptoir-kb lexicon SOURCE.json --out LEXICON.json [--most 14000]',
    summary:
      'Makes the lexicon that a page loads from the one that people write: the same words in half of the bytes. What is\n' +
      '    beyond --most bytes, compressed, is left out. Run it again whenever the source changes.',
  },
  check: {
    usage:
      'comptoir-kb check FILE... [--json] [--flows FOLDER] [--sitemap FILE | --site FOLDER] [--only RULES] [--skip RULES]\n' +
      '                          [--acronyms WORDS] [--now DAY] [--longest N] [--shortest N] [--lexicon FILE|none] [--language en|fr]\n' +
      'comptoir-kb check --explain [RULE]',
    summary:
      'Names every problem of FAQ files with its place, and how to mend it. Exit code 1 when there is one.',
  },
  fix: {
    usage: 'comptoir-kb fix FILE... [--dry-run] [--json] [the options of check]',
    summary:
      'Repairs what can be repaired, shows each place before (-) and after (+), and names what is left. --dry-run shows it\n' +
      '    without writing. A file that cannot be read is left as it is.',
  },
  compare: {
    usage:
      'comptoir-kb compare OLD NEW [--queries FILE] [--json] [--now DAY] [--lexicon FILE|none] [--language en|fr]',
    summary:
      'Says which questions an edit gained and lost, and why. Without --queries the phrasings and examples of OLD are\n' +
      '    asked. OLD may be - (git show HEAD:faq.fr.json | comptoir-kb compare - faq.fr.json). Exit code 1 when one is lost.',
  },
  report: {
    usage:
      'comptoir-kb report UNANSWERED.jsonl --faq FILE... [--limit N] [--json] [--lexicon FILE|none] [--language en|fr]',
    summary:
      'Groups the questions that found no answer by meaning, and says which variant or article to add, and what that\n' +
      '    would do. One question a line: {"question", "locale", "count"} or plain text; - is standard input.',
  },
  import: {
    usage:
      'comptoir-kb import FILE|FOLDER [--from csv|jsonld|html|markdown|json] [--locale fr] [--language en|fr]\n' +
      '                   [--out FILE [--force] | --into FILE... [--dry-run]]',
    summary:
      'Makes FAQ files of a spreadsheet, a FAQPage, a page of HTML, Markdown or the JSON of a help desk. --out writes new\n' +
      '    files ("faq.{locale}.json" for several languages), --into brings existing ones up to date and removes nothing.',
  },
  export: {
    usage:
      'comptoir-kb export FILE... [--to csv|jsonld|html|markdown] [--out FILE|FOLDER] [--separator ";"] [--public]',
    summary:
      'Writes FAQ files as a spreadsheet, a schema.org FAQPage, a page of HTML or a folder of Markdown files.\n' +
      '    The form may be left to the ending of --out: faq.csv.',
  },
}
