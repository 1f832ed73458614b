import type { Rule } from '../rule.ts'

/** Two people changed the same place, and nobody has chosen yet. */
export const mergeConflict: Rule = {
  id: 'merge-conflict',
  check({ files }, report) {
    for (const file of files) {
      for (const { offset, sentence, values } of file.faults) {
        if (sentence === 'merge-conflict') report({ file, path: '', offset }, sentence, values)
      }
    }
  },
}
