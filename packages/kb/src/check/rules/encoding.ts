import type { Rule } from '../rule.ts'

/** FAQ files are UTF-8; other encodings garble accents in the shop's page. `fix` saves the file as UTF-8. */
export const encoding: Rule = {
  id: 'encoding',
  check({ files }, report) {
    const names = {
      'utf-8': 'UTF-8',
      'utf-16le': 'UTF-16',
      'utf-16be': 'UTF-16',
      'utf-32': 'UTF-32',
      'windows-1252': 'Latin-1 (Windows-1252)',
      macintosh: 'Mac Roman',
    }
    for (const file of files) {
      // The file is written in UTF-8 again as soon as there is an edit, even an empty one.
      if (file.oddAt !== undefined) {
        report({ file, path: '', offset: file.oddAt }, 'encoding', { encoding: names[file.encoding] }, [
          { start: 0, end: 0, text: '' },
        ])
      }
    }
  },
}
