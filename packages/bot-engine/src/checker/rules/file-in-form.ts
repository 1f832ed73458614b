import type { FlowRule } from '../flow-rule.ts'

/** A file among the fields of a form, where nobody could hand one in: it is collected by itself. */
export const fileInForm: FlowRule = {
  id: 'file-in-form',
  find: ({ flow }) =>
    flow.steps.flatMap((step, index) =>
      'form' in step
        ? step.fields.flatMap(({ slot }, field) =>
            flow.slots?.[slot]?.type === 'file'
              ? [
                  {
                    path: `steps[${index}].fields[${field}]`,
                    sentence: `"${slot}" is a file, and a form takes none: ask for it by itself with { "collect": "${slot}" }.`,
                  },
                ]
              : [],
          )
        : [],
    ),
}
