import type { FlowTexts } from '../flow/library.ts'
import { placer, readFile } from './file-places.ts'
import type { FlowFinding, FlowProblem } from './flow-rule.ts'

/** A file of texts that was read: its texts where it is JSON, and how what is found in them gets its place. */
export interface TextsRead {
  readonly problems: readonly FlowProblem[]
  readonly texts?: FlowTexts
  readonly place: (finding: FlowFinding, rule: string) => FlowProblem
}

/** Reads a file of texts: what is no text in it is a problem, and left out. */
export function readTexts(text: string, file: string): TextsRead {
  const read = readFile(text, file)
  const place = placer(text, file, true)
  if (!('value' in read)) return { problems: read.problems, place }
  const entries = Object.entries(Object(read.value) as Record<string, unknown>)
  const others = entries.filter(([, value]) => typeof value !== 'string')
  return {
    place,
    problems: [
      ...read.problems,
      ...others.map(([path]) => place({ path, sentence: 'Expected a text.' }, 'broken-text')),
    ],
    texts: Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  }
}
