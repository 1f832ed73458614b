/** A place that differs between two texts. */
export interface ChangedLines {
  /** Where it begins in the text before, from 1. */
  readonly line: number
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** How far ahead two texts may part before they are taken to have nothing more in common. */
const AHEAD = 60
/** A longer line is shown around what changed in it. */
const LONGEST = 160

/**
 * The lines that differ between a text and its repaired form, each long one cut to what changed.
 *
 * Repairs touch a few words and leave the order of lines alone: looking a few lines ahead finds where both go on.
 *
 * @example
 * ```ts
 * changedLines('{\n "id": "a",\n}', '{\n "id": "a"\n}') // [{ line: 2, before: [' "id": "a",'], after: [' "id": "a"'] }]
 * ```
 */
export function changedLines(before: string, after: string): ChangedLines[] {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  const changes: ChangedLines[] = []
  let at = 0
  let to = 0
  while (at < old.length || to < now.length) {
    if (old[at] === now[to] && at < old.length && to < now.length) {
      at++
      to++
      continue
    }
    const [gone, come] = whereBothGoOn(old, at, now, to)
    changes.push(shortened(at + 1, old.slice(at, at + gone), now.slice(to, to + come)))
    at += gone
    to += come
  }
  return changes
}

/** How many lines to leave behind on each side, the fewest together. */
function whereBothGoOn(
  old: readonly string[],
  at: number,
  now: readonly string[],
  to: number,
): [number, number] {
  for (let all = 1; all <= 2 * AHEAD; all++) {
    for (let turn = 0; turn <= all; turn++) {
      // From the middle outwards: mostly a line was changed, and stands for a line.
      const gone = Math.ceil(all / 2) + (turn % 2 === 0 ? turn / 2 : -(turn + 1) / 2)
      const come = all - gone
      if (gone < 0 || come < 0 || at + gone > old.length || to + come > now.length) continue
      const ends = at + gone === old.length && to + come === now.length
      if (ends || (at + gone < old.length && old[at + gone] === now[to + come])) return [gone, come]
    }
  }
  return [old.length - at, now.length - to]
}

function shortened(line: number, before: readonly string[], after: readonly string[]): ChangedLines {
  const [left, right] = [before[0] ?? '', after[0] ?? '']
  if (before.length !== 1 || after.length !== 1 || Math.max(left.length, right.length) <= LONGEST)
    return { line, before: before.map(cut), after: after.map(cut) }
  let start = 0
  while (start < left.length && left[start] === right[start]) start++
  let end = 0
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++
  const around = (text: string): string => {
    const from = Math.max(0, start - 60)
    const until = Math.min(text.length, text.length - end + 60)
    return cut(`${from > 0 ? '…' : ''}${text.slice(from, until)}${until < text.length ? '…' : ''}`)
  }
  return { line, before: [around(left)], after: [around(right)] }
}

function cut(text: string): string {
  return text.length > 4 * LONGEST ? `${text.slice(0, 4 * LONGEST)}…` : text
}
