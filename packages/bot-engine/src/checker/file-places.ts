import { lineAndColumn, readJsonText } from '@comptoir/kb/check'
import type { FlowFinding, FlowProblem } from './flow-rule.ts'

/** Reads the JSON of a file: its value where it is JSON, with the keys that stand in it twice; else what it lacks. */
export function readFile(
  text: string,
  file: string,
): { readonly problems: readonly FlowProblem[]; readonly value?: unknown } {
  const { fault, doubles } = readJsonText(text)
  const at = (offset: number, path: string, sentence: string): FlowProblem => ({
    rule: 'json',
    file,
    path,
    sentence,
    ...lineAndColumn(text, offset),
  })
  if (fault) {
    const sentence = 'deep' in fault ? 'It is nested too deeply.' : `Expected ${fault.expected}.`
    return { problems: [at(fault.offset, '', sentence)] }
  }
  const twice = doubles.map(({ key, offset, path }) =>
    at(offset, path, `"${key}" stands here twice: the second one wins, take one out.`),
  )
  return { problems: twice, value: JSON.parse(text) as unknown }
}

/** Puts findings to their line and column; one whose exact place is not in the file stands at what holds it. */
export function placer(
  text: string,
  file: string,
  keys = false,
): (finding: FlowFinding, rule: string) => FlowProblem {
  const { offsets } = readJsonText(text)
  return (finding, rule) => {
    let path = finding.path
    let offset = offsets.get(path)
    for (let depth = keys ? 0 : 8; offset === undefined && depth > 0; depth--) {
      path = path.replace(/(?:\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '')
      offset = offsets.get(path)
    }
    return { ...finding, rule, file, ...lineAndColumn(text, offset ?? 0) }
  }
}
