import { compileFault } from '../../thrown.ts'
import type { ChooseStep } from '../flow.ts'
import type { Edge } from '../machine-config.ts'
import type { StepSite } from '../step-site.ts'

/** Waits for a pick, from a list or among ways to go. A list of one is taken, an empty one leads to `none`. */
export function compileChoose(step: ChooseStep, site: StepSite): void {
  const { choose: as, from: list, fail, tries = 3 } = step
  const question = { by: 'choice', names: [as], fail, tries } as const
  if (list === undefined && step.quantities)
    throw compileFault(site.flow.id, site.path, '"quantities" counts the entries of a list: give it "from".')
  if (list === undefined) return site.asking({ ...question, on: { PICK: ways(step, site) } })
  const next = site.next()
  const empty: Edge = { guard: { type: 'isEmpty', params: { list } }, target: site.fail(step.none ?? fail) }
  if (step.quantities) {
    site.add(`${site.id}?`, { always: [empty, { target: site.id }] })
    const guard = { type: 'isSelection', params: { list, as } }
    return site.asking({
      ...question,
      by: 'form',
      on: { FILL: [{ guard, actions: [{ type: 'keep' }], target: next }] },
    })
  }
  site.add(`${site.id}?`, {
    always: [
      empty,
      {
        guard: { type: 'isSingle', params: { list } },
        actions: [{ type: 'pickOnly', params: { list, as } }],
        target: next,
      },
      { target: site.id },
    ],
  })
  const guard = { type: 'isEntry', params: { list } }
  site.asking({
    ...question,
    on: { PICK: [{ guard, actions: [{ type: 'pick', params: { list, as } }], target: next }] },
  })
}

function ways({ choose: as, options = {} }: ChooseStep, site: StepSite): Edge[] {
  const edges = Object.entries(options).map(([option, way]): Edge => {
    const { go, if: condition } = typeof way === 'string' ? { go: way } : way
    return {
      guard: { type: 'isOption', params: { option, ...(condition ? { condition } : {}) } },
      actions: [{ type: 'setOption', params: { as } }],
      target: site.to(go),
    }
  })
  if (edges.length === 0) throw compileFault(site.flow.id, site.path, '"choose" needs "from" or "options".')
  return edges
}
