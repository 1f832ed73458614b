/** Known sequences of words, found in a longer one in the time of one walk along it. */
export class Phrases<T> {
  readonly #byFirst = new Map<string, { rest: readonly string[]; value: T }[]>()

  add(words: readonly string[], value: T): void {
    const [first, ...rest] = words
    if (first === undefined) return
    const same = this.#byFirst.get(first)
    if (same) same.push({ rest, value })
    else this.#byFirst.set(first, [{ rest, value }])
  }

  find(words: readonly string[]): { at: number; length: number; value: T }[] {
    const found: { at: number; length: number; value: T }[] = []
    words.forEach((word, at) => {
      for (const { rest, value } of this.#byFirst.get(word) ?? []) {
        if (rest.every((next, index) => words[at + 1 + index] === next)) {
          found.push({ at, length: rest.length + 1, value })
        }
      }
    })
    return found
  }
}
