import type { Flow } from '../../flow/flow.ts'
import type { FlowRule } from '../flow-rule.ts'

const COMMANDS: readonly string[] = ['human', 'menu', 'back', 'restart', 'stop', 'repeat']

/** A flow that is used or offered and does not exist, or flows that use one another for ever. */
export const unknownFlow: FlowRule = {
  id: 'unknown-flow',
  find({ flow, others }) {
    const known = new Map([...others, [flow.id, flow]])
    return flow.steps.flatMap((step, index) => {
      const used = usedBy(step)
      const offered = 'offer' in step ? (step.offer ?? []) : []
      return [
        ...(used !== undefined && !known.has(used)
          ? [
              {
                path: `steps[${index}]`,
                sentence: `There is no flow "${used}": add ${used}.flow.json, or take the step out.`,
              },
            ]
          : []),
        ...(used !== undefined && leadsTo(used, flow.id, new Set())
          ? [
              {
                path: `steps[${index}]`,
                sentence: `"${used}" leads back to "${flow.id}": flows that use one another never end.`,
              },
            ]
          : []),
        ...offered
          .filter((name) => !COMMANDS.includes(name) && !known.has(name))
          .map((name) => ({
            path: `steps[${index}].offer`,
            sentence: `"${name}" is neither a command (${COMMANDS.join(', ')}) nor a flow.`,
          })),
      ]
    })

    function leadsTo(from: string, to: string, seen: Set<string>): boolean {
      if (from === to) return true
      if (seen.has(from)) return false
      seen.add(from)
      return (known.get(from)?.steps ?? []).some((step) => {
        const next = usedBy(step)
        return next !== undefined && leadsTo(next, to, seen)
      })
    }
  },
}

function usedBy(step: Flow['steps'][number]): string | undefined {
  if ('use' in step) return step.use
  return (['verify', 'handoff', 'callback'] as const).find((verb) => verb in step)
}
