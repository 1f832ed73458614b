import { givenBack } from '../given-back.ts'
import type { FlowRule } from '../flow-rule.ts'

/** A slot that no step asks for, or an input or a result that nothing looks at. */
export const unusedName: FlowRule = {
  id: 'unused-name',
  find({ flow, texts, others }) {
    const given = givenBack(flow, others)
    const asked = new Set(
      flow.steps.flatMap((step) => {
        if ('collect' in step) return [step.collect]
        return 'form' in step ? step.fields.map(({ slot }) => slot) : []
      }),
    )
    const slots = Object.keys(flow.slots ?? {}).filter(
      (name) => !asked.has(name) && !flow.input?.includes(name),
    )
    // Where a name may be used: in the steps, but for the place that sets it, and in the texts.
    const written = JSON.stringify(
      flow.steps.map((step) =>
        'call' in step
          ? { ...step, as: undefined }
          : 'choose' in step && step.from !== undefined
            ? { ...step, choose: undefined }
            : step,
      ),
    )
    const said = [...texts.values()].flatMap((own) => Object.values(own)).join('\n')
    const results = flow.steps.flatMap((step, index) => {
      const name =
        'call' in step ? step.as : 'choose' in step && step.from !== undefined ? step.choose : undefined
      const word = new RegExp(`(?:["{])${name ?? ''}(?:["}.|])`)
      return name === undefined || word.test(written) || word.test(said) || flow.slots?.[name]
        ? []
        : [{ name, index }]
    })
    const inputs = (flow.input ?? []).flatMap((name, index) => {
      const word = new RegExp(`["{]${name}["}.|]`)
      return word.test(written) || word.test(said) ? [] : [{ name, index }]
    })
    return [
      ...inputs.map(({ name, index }) => ({
        path: `input[${index}]`,
        sentence: `Nothing looks at "${name}", which may be handed in: use it, or take it out.`,
      })),
      ...slots.map((name) => ({
        path: `slots.${name}`,
        sentence: `No step asks for "${name}": ask for it, or take it out.`,
      })),
      ...results
        .filter(({ name }) => !GIVEN.has(name) && !given.has(name))
        .map(({ name, index }) => ({
          path: `steps[${index}]`,
          sentence: `Nothing looks at "${name}": use it, or do not keep it.`,
        })),
    ]
  },
}

/** What the flows that use this one take over from it. */
const GIVEN: ReadonlySet<string> = new Set(['order', 'reference'])
