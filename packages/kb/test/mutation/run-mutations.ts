import { checkFaqs, FaqFile } from '@comptoir/kb/check'
import type { Finding } from '@comptoir/kb/check'
import type { Operator, Specimen } from './operator.ts'
import { randomOf } from './operator.ts'
import { operators } from './operators.ts'

/** How often one operator's faults were found. */
export interface Score {
  readonly operator: Operator
  readonly planted: number
  readonly found: number
  /** The first fault that was missed, to look at. */
  readonly missed?: { readonly seed: number; readonly path: string }
}

/** What the check says on files as they are: nothing, for a clean FAQ. */
export function findingsOf(files: readonly Specimen[], now: Date): Finding[] {
  return checkFaqs(
    files.map(({ name, text }) => new FaqFile(name, text)),
    { now },
  )
}

/**
 * Plants each kind of fault a number of times in a FAQ, and counts those that the right rule names at the right place.
 *
 * @param rounds how often each operator is tried
 */
export function runMutations(files: readonly Specimen[], rounds: number, now: Date): Score[] {
  // Reading takes longest: files that a fault leaves alone are read once.
  const read = new Map(files.map(({ name, text }) => [name, new FaqFile(name, text)]))
  const before = new Set(findingsOf(files, now).map(keyOf))
  return operators.map((operator): Score => {
    let planted = 0
    let found = 0
    let missed: Score['missed']
    for (let seed = 1; seed <= rounds; seed++) {
      const fault = operator.plant(files, randomOf(seed * 7919))
      if (!fault) continue
      planted++
      const findings = checkFaqs(
        fault.files.map(({ name, content }) => {
          const same = read.get(name)
          return same && same.text === content ? same : new FaqFile(name, content)
        }),
        { now, only: [operator.rule], ...fault.options },
      )
      const hit = findings.some(
        (finding) =>
          finding.file === fault.file &&
          !before.has(keyOf(finding)) &&
          (fault.path === undefined || finding.path.startsWith(fault.path)),
      )
      if (hit) found++
      else missed ??= { seed, path: `${fault.file} ${fault.path ?? ''}` }
    }
    return { operator, planted, found, ...(missed && { missed }) }
  })
}

function keyOf({ file, rule, path, sentence }: Finding): string {
  return [file, rule, path, sentence].join('\n')
}
