import type { FlowFinding, FlowRule } from '../flow-rule.ts'
import { entryOf, fieldsAt, fieldsOf, type Fields } from '../known-fields.ts'
import { placeholdersOf } from '../known-names.ts'
import { pathsOf } from '../paths-of.ts'

/** A path to a field that what is known under its name has not, or a list to pick from that is none. */
export const unknownField: FlowRule = {
  id: 'unknown-field',
  find({ flow, texts }) {
    const known = fieldsOf(flow)
    const inSteps = pathsOf(flow).flatMap(({ path, at }) => faultOf(path, known, { path: at }))
    const noLists = flow.steps.flatMap((step, index): readonly FlowFinding[] => {
      const from = 'choose' in step ? step.from : undefined
      const found = from === undefined ? [] : fieldsAt(from, known)
      const isNone = found.length > 0 && found.every((each) => each !== undefined && !Array.isArray(each))
      return isNone
        ? [{ path: `steps[${index}].from`, sentence: `"${from}" is no list: there is nothing to pick from.` }]
        : []
    })
    const inTexts = [...texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]) => {
        const entries = flow.steps.flatMap((step) => {
          const entry = 'choose' in step && step.label === key ? entryOf(step, known) : undefined
          return entry === undefined ? [] : [entry]
        })
        const here = entries.length > 0 ? new Map([...known, ['item', entries] as const]) : known
        return placeholdersOf(text).flatMap(({ path }) => faultOf(path, here, { locale, path: key }))
      }),
    )
    return [...inSteps, ...noLists, ...inTexts]
  },
}

function faultOf(
  path: string,
  known: ReadonlyMap<string, readonly Fields[]>,
  place: Pick<FlowFinding, 'path' | 'locale'>,
): readonly FlowFinding[] {
  if (fieldsAt(path, known).length > 0) return []
  const names = path.split('.')
  const upTo = names.findIndex(
    (_, index) => fieldsAt(names.slice(0, index + 1).join('.'), known).length === 0,
  )
  const holder = names.slice(0, upTo).join('.')
  const [fields] = fieldsAt(holder, known)
  const there =
    fields === null || fields === undefined
      ? 'it is a value of its own'
      : Array.isArray(fields)
        ? 'it is a list: say which entry, a number or "last"'
        : `it has ${Object.keys(fields).join(', ')}`
  return [{ ...place, sentence: `"${holder}" has no "${names[upTo]}": ${there}.` }]
}
