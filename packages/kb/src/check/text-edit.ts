/** A change to a file's text: what stands between two offsets becomes another text. */
export interface TextEdit {
  /** `[start, end)` in UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Makes the edits that do not touch each other, first come first served; the others are left for another pass.
 *
 * @returns the new text and how many edits were made
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): { text: string; made: number } {
  const sorted = [
    ...new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.text}`, edit])).values(),
  ].sort((a, b) => a.start - b.start || a.end - b.end)
  const pieces: string[] = []
  let at = 0
  let made = 0
  let last = -1
  for (const edit of sorted) {
    // Two insertions at one place would run into each other.
    if (edit.start < at || (edit.start === last && edit.end === last)) continue
    pieces.push(text.slice(at, edit.start), edit.text)
    at = edit.end
    last = edit.end
    made++
  }
  pieces.push(text.slice(at))
  return { text: pieces.join(''), made }
}

/** Offset in the text before the edits of an offset in the text after them. */
export function offsetBefore(edits: readonly TextEdit[], offset: number): number {
  let shift = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start + shift > offset) break
    shift += edit.text.length - (edit.end - edit.start)
  }
  return Math.max(0, offset - shift)
}
