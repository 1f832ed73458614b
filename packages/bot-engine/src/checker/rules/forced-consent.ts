import type { FlowRule } from '../flow-rule.ts'

/** A field that may stay empty and yet has to be ticked: the customer would be forced into what is free. */
export const forcedConsent: FlowRule = {
  id: 'forced-consent',
  find: ({ flow }) =>
    flow.steps.flatMap((step, index) =>
      ('form' in step ? step.fields : []).flatMap(({ slot, optional }, at) =>
        optional && flow.slots?.[slot]?.type === 'consent'
          ? [
              {
                path: `steps[${index}].fields[${at}]`,
                sentence: `"${slot}" is optional, but a slot of type "consent" has to be ticked: make it a "flag", or take "optional" away.`,
              },
            ]
          : [],
      ),
    ),
}
