import { checkFaqs, FaqFile } from '../check/index.ts'
import type { CheckOptions, Finding, RuleId } from '../check/index.ts'
import { applyEdits } from '../check/text-edit.ts'

/** What could be repaired, and what is left for a person. */
export interface Fixed {
  /** Every file, repaired where it could be. */
  readonly files: readonly FaqFile[]
  /** Which of them changed, by name. */
  readonly changed: readonly string[]
  /** What was repaired, as it was found. */
  readonly repaired: readonly Finding[]
  /** What is left, as it stands in the repaired files. */
  readonly left: readonly Finding[]
}

/**
 * Repairs what can be repaired in FAQ files: each edit touches only the place that was wrong, so that the rest of the
 * file stays as its editor wrote it.
 *
 * A file that cannot be read to its end (a merge conflict, a text that never closes) is left exactly as it is.
 *
 * @example
 * ```ts
 * const { files } = fixFaqs([new FaqFile('faq.en.json', '{ "locale": "en", "articles": [], }')])
 * files[0]?.text // '{ "locale": "en", "articles": [] }'
 * ```
 */
export function fixFaqs(files: readonly FaqFile[], options: CheckOptions = {}): Fixed {
  let current = [...files]
  const quick = { ...options, skip: [...(options.skip ?? []), ...NOTHING_TO_REPAIR] }
  let left = checkFaqs(current, quick)
  const repaired: Finding[] = []
  // Once a fault is mended the next one may show; each pass mends at least one place, or it is the last.
  for (let pass = 0; pass < 20; pass++) {
    const next = current.map((file) => mend(file, left))
    if (next.every((file, index) => file === current[index])) break
    const mended = new Set(current.filter((file, index) => file !== next[index]).map(({ name }) => name))
    const after = checkFaqs(next, quick)
    const remaining = new Map<string, number>()
    for (const finding of after) remaining.set(keyOf(finding), (remaining.get(keyOf(finding)) ?? 0) + 1)
    for (const finding of left) {
      if (!finding.fixable || !mended.has(finding.file)) continue
      const count = remaining.get(keyOf(finding)) ?? 0
      if (count > 0) remaining.set(keyOf(finding), count - 1)
      else repaired.push(finding)
    }
    current = next
    left = after
  }
  const changed = current.filter((file, index) => file !== files[index]).map(({ name }) => name)
  return { files: current, changed, repaired, left: checkFaqs(current, options) }
}

/** They ask the ranking, which takes longest, and only a person can mend what they find. */
const NOTHING_TO_REPAIR: readonly RuleId[] = ['example', 'stolen-variant', 'too-close']

function mend(file: FaqFile, findings: readonly Finding[]): FaqFile {
  const edits = findings.filter((finding) => finding.file === file.name).flatMap((finding) => finding.edits)
  if (edits.length === 0) return file
  const { text, made } = applyEdits(file.text, edits)
  if (made === 0 || (text === file.text && file.encoding === 'utf-8')) return file
  const mended = new FaqFile(file.name, text, file.locale === 'und' ? undefined : file.locale)
  // What could not be read before must be readable now, or nothing is touched.
  return mended.readable ? mended : file
}

function keyOf({ file, rule, sentence, path }: Finding): string {
  return [file, rule, path, sentence].join('\n')
}
