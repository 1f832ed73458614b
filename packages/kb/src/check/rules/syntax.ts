import { languageOf } from '../../text-rules/text-rule.ts'
import type { Rule } from '../rule.ts'
import { expectedInFrench } from '../sentences/json-fr.ts'

/** What stands in the way of reading the file as JSON. */
export const syntax: Rule = {
  id: 'syntax',
  check({ files }, report, { language }) {
    for (const file of files) {
      for (const { offset, sentence, values, edits } of file.faults) {
        if (sentence === 'merge-conflict') continue
        const { expected } = values ?? {}
        const said =
          expected !== undefined && languageOf(language) === 'fr'
            ? { ...values, expected: expectedInFrench(expected) }
            : values
        report({ file, path: '', offset }, sentence, said, edits)
      }
    }
  },
}
