import { checkConformance, type ConformanceTarget } from './conformance.ts'

/**
 * Tries a shop's endpoint and writes one sentence per case.
 *
 * @returns the exit code: 1 when a case failed
 */
export async function conformanceReport(
  target: ConformanceTarget,
  write: (line: string) => void,
): Promise<number> {
  const cases = await checkConformance(target)
  const marks = { passed: 'passed      ', failed: 'FAILED      ', 'not-checked': 'not checked ' } as const
  for (const { name, result, detail } of cases) {
    write(`${marks[result]} ${name}`)
    if (detail) write(`              ${detail}`)
  }
  const count = (result: string): number => cases.filter((one) => one.result === result).length
  write(`${count('passed')} passed, ${count('failed')} failed, ${count('not-checked')} not checked`)
  return count('failed') > 0 ? 1 : 0
}
