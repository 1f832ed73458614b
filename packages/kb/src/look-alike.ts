import Fuse from 'fuse.js/basic'

/** How many look-alikes Fuse compares: those that share most pairs of letters with the word. */
const SHORTLIST = 24

/** A known word, and how many pairs of letters it shares with the word that is not known. */
export interface LookAlike {
  readonly word: string
  readonly count: number
}

/**
 * The known word that an unknown one was meant to be, with a typo or two; none when nothing is near enough.
 *
 * Fuse.js compares letters, and its time grows with the number of words: it sees a short list only, and an edit
 * distance has the last word.
 */
export function closest(word: string, known: readonly LookAlike[]): string | undefined {
  const shortlist = known
    .filter((near) => Math.abs(near.word.length - word.length) <= 2)
    .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, SHORTLIST)
  const most = word.length < 7 ? 1 : 2
  let best: string | undefined
  let least = Infinity
  for (const near of shortlist) {
    const { isMatch, score } = Fuse.match(word, near.word, { threshold: 0.5, distance: 20 })
    const edits = isMatch ? distance(word, near.word, most) : Infinity
    const cost = edits + score + (near.word[0] === word[0] ? 0 : 0.5)
    if (edits <= most && cost < least) {
      best = near.word
      least = cost
    }
  }
  return best
}

/** Edits from one word to the other, a swap of neighbours counting one; anything above `most` is `most + 1`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = [...new Uint8Array(b.length + 1).keys()]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let edits = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1)
      row.push(edits)
      least = Math.min(least, edits)
    }
    if (least > most) return most + 1
    before = above
    above = row
  }
  return above[b.length] ?? most + 1
}
