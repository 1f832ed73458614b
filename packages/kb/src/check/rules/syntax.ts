import type { Rule } from '../rule.ts'

/** What stands in the way of reading the file as JSON. */
export const syntax: Rule = {
  id: 'syntax',
  check({ files }, report) {
    for (const file of files) {
      for (const { offset, sentence, values, edits } of file.faults) {
        if (sentence !== 'merge-conflict') report({ file, path: '', offset }, sentence, values, edits)
      }
    }
  },
}
