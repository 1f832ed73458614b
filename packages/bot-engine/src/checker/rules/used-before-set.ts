import type { Step } from '../../flow/flow.ts'
import { inputPaths, stepInput } from '../../flow/step-input.ts'
import type { FlowFinding, FlowRule } from '../flow-rule.ts'
import { certainNames, namesOf, placeholdersOf, rootOf, WORLD_NAMES } from '../known-names.ts'
import { usedTexts } from '../used-texts.ts'

/** A slot or result that is used where, on some way, nothing has set it yet. Conditions may ask about anything. */
export const usedBeforeSet: FlowRule = {
  id: 'used-before-set',
  find(given) {
    const { flow, graph, ids } = given
    if (!graph) return []
    const certain = certainNames(given, graph)
    const names = namesOf(given)
    const texts = usedTexts(flow)
    /** A port takes what may be left out of a form, and does without where it was. */
    const optional = new Set(
      flow.steps.flatMap((step) =>
        'form' in step ? step.fields.flatMap((field) => (field.optional ? [field.slot] : [])) : [],
      ),
    )
    const findings: FlowFinding[] = []
    flow.steps.forEach((step, index) => {
      const state = ids[index] ?? ''
      const known = certain.get(state)
      if (!known) return
      const used: [name: string, path: string][] = []
      const use = (path: unknown, field: string): void =>
        void used.push([rootOf(String(path)), `steps[${index}].${field}`])
      for (const path of needed(step).filter((each) => !optional.has(each)))
        use(path, 'use' in step ? 'with' : 'in')
      if ('show' in step && step.of !== undefined) use(step.of, 'of')
      if ('choose' in step && step.from !== undefined) use(step.from, 'from')
      if ('switch' in step) use(step.switch, 'switch')
      if ('form' in step)
        step.fields.forEach(({ slot }, field) => {
          const from = flow.slots?.[slot]?.from
          if (from !== undefined) use(from, `fields[${field}].slot`)
        })
      for (const [, own] of given.texts) {
        for (const { key, step: at, path } of texts) {
          const text = Object.hasOwn(own, key) ? own[key] : undefined
          if (at !== index || text === undefined || key.endsWith('.sent')) continue
          for (const placeholder of placeholdersOf(text)) used.push([rootOf(placeholder.path), path])
        }
      }
      for (const [name, path] of new Map(used.map((each) => [each.join(), each])).values()) {
        if (known.has(name) || WORLD_NAMES.has(name) || !names.has(name)) continue
        findings.push({
          path,
          sentence: `"${name}" may not be set yet at "${state}": some way leads here without it.`,
          conversation: graph.wayTo(state),
        })
      }
    })
    return findings
  },
}

/** What a call cannot do without: of `shop.verify` the postcode is a matter of the level. */
function needed(step: Step): readonly string[] {
  return inputPaths(stepInput(step)).filter((path) => path !== 'postcode')
}
