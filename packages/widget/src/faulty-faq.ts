import { formatProblem, readFaq } from '@comptoir/kb'
import type { Faq } from '@comptoir/kb'

/** What can be used of a FAQ with faults in it, which are reported. Fetched for such a FAQ only. */
export function readFaultyFaq(
  text: string,
  address: string,
  locale: string,
  report: (fault: string) => void,
): Faq {
  const { faq, problems } = readFaq(text, { file: address, locale })
  if (problems.length > 0) {
    const some = problems.slice(0, 5).map(formatProblem).join('\n')
    report(`${some}${problems.length > 5 ? `\n(${problems.length} in all)` : ''}`)
  }
  return faq
}
