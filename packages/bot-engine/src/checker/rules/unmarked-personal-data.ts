import type { FlowRule } from '../flow-rule.ts'
import { PERSONAL_TYPES } from '../known-names.ts'

/** A slot that holds personal data, by its type or its purpose, and does not say so, or not what for. */
export const unmarkedPersonalData: FlowRule = {
  id: 'unmarked-personal-data',
  find: ({ flow }) =>
    Object.entries(flow.slots ?? {}).flatMap(([name, { type, pii, purpose }]) => {
      const path = `slots.${name}`
      if (PERSONAL_TYPES.has(type) && pii !== true) {
        return [
          {
            path,
            sentence: `"${name}" is personal data: mark it with "pii": true and a "purpose", so that it is masked and erased.`,
          },
        ]
      }
      if (purpose !== undefined && pii !== true) {
        return [
          {
            path,
            sentence: `"${name}" says what it is needed for, as personal data does: mark it with "pii": true, or take the purpose away.`,
          },
        ]
      }
      return pii && purpose === undefined
        ? [{ path, sentence: `"${name}" is personal data without a purpose: say what it is needed for.` }]
        : []
    }),
}
