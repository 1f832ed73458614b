import type { FlowRule } from '../flow-rule.ts'

/** A silence after which nothing is said and nothing is done. */
export const emptySilence: FlowRule = {
  id: 'empty-silence',
  find: ({ flow }) =>
    flow.steps.flatMap((step, index) =>
      'silence' in step && step.silence && step.silence.say === undefined && step.silence.go === undefined
        ? [
            {
              path: `steps[${index}].silence`,
              sentence: 'After this silence nothing happens: give it a "say" or a "go", or take it out.',
            },
          ]
        : [],
    ),
}
