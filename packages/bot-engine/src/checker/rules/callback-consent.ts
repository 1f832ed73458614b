import type { FlowFinding, FlowRule } from '../flow-rule.ts'

/**
 * A call at the customer's request needs their agreement to that one call, and a separate, unticked box for
 * anything commercial (Code de la consommation, art. L223-1, since 11 August 2026).
 */
export const callbackConsent: FlowRule = {
  id: 'callback-consent',
  find({ flow }) {
    return flow.steps.flatMap((step, index): readonly FlowFinding[] => {
      if (!('call' in step) || step.call !== 'desk.requestCallback') return []
      const fields = flow.steps.flatMap((other) => ('form' in other ? other.fields : []))
      const typeOf = (slot: string): string | undefined => flow.slots?.[slot]?.type
      const path = `steps[${index}]`
      const consent = fields.find(({ slot }) => typeOf(slot) === 'consent')
      const commercial = Array.isArray(step.in)
        ? step.in.find((name) => name === 'commercial')
        : Reflect.get(step.in ?? {}, 'commercial')
      return [
        ...(consent === undefined || consent.optional
          ? [
              {
                path,
                sentence:
                  'Nobody may be called without their consent: ask for it in the form with a required slot of type "consent".',
              },
            ]
          : []),
        ...(typeof commercial === 'string' && typeOf(commercial) !== 'flag'
          ? [
              {
                path: `${path}.in`,
                sentence:
                  'Commercial calls need a box of their own that starts unticked: a slot of type "flag".',
              },
            ]
          : []),
        ...fields
          .filter(({ slot, optional }) => typeOf(slot) === 'flag' && !optional)
          .map(({ slot }) => ({
            path,
            sentence: `"${slot}" must be optional: consent to more than the call has to be free.`,
          })),
      ]
    })
  },
}
