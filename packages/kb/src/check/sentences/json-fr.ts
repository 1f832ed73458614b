/** What the reader of JSON expected at a place, in French; `json-text.ts` says it in English. */
export function expectedInFrench(expected: string): string {
  return WORDS[expected] ?? expected.replace(' or ', ' ou ')
}

const WORDS: Readonly<Record<string, string>> = {
  'a key in double quotes': 'le nom d’un champ entre guillemets droits',
  'a text in double quotes, its line breaks written \\n':
    'un texte entre guillemets droits, ses sauts de ligne écrits \\n',
  'a value': 'une valeur',
  'the end of the file': 'la fin du fichier',
}
