import type { Lexicon } from './lexicon.ts'
import { wordsOf } from './normalize.ts'
import { stem } from './stem.ts'
import { SIGNS } from './terms.ts'

/** More letters than a capital can say are written again. */
const MOST_SHARED = 25

/**
 * A lexicon as it is delivered: its topics' expressions taken apart into words, each kept once, in its most frequent
 * form, with the topics that it was said about. The words of grammar go; and while it does not fit, so do words that
 * were said once only, the longest first: what is long is rare, and is recognised by its parts.
 *
 * @param fits whether it is small enough
 * @throws {RangeError} when it has more topics than there are signs, or does not fit without all those words
 */
export function packLexicon(lexicon: Lexicon, fits: (packed: Lexicon) => boolean = () => true): Lexicon {
  const rows = rowsOf(lexicon)
  const once = rows.filter(({ times }) => times === 1).toSorted((a, b) => b.word.length - a.word.length)
  const without = (gone: number): Lexicon => {
    const left = new Set(once.slice(0, gone))
    return pack(
      lexicon,
      rows.filter((row) => !left.has(row)),
    )
  }
  let [least, most] = [0, once.length]
  while (least < most) {
    const middle = Math.floor((least + most) / 2)
    if (fits(without(middle))) most = middle
    else least = middle + 1
  }
  const packed = without(least)
  if (fits(packed)) return packed
  throw new RangeError(
    'The lexicon is too large, even without the words that are said once. Say less about each topic.',
  )
}

/** A word with all its forms, and where it was said. */
interface Row {
  readonly word: string
  readonly times: number
  readonly topics: ReadonlySet<string>
}

function rowsOf({ topics = {}, light, locale }: Lexicon): Row[] {
  const grammar = new Set(wordsOf((light ?? '').replaceAll(' ', ', ')))
  const rows = new Map<string, { forms: Map<string, number>; topics: Set<string> }>()
  for (const [topic, says] of Object.entries(topics)) {
    for (const word of wordsOf(says)) {
      if (grammar.has(word)) continue
      const key = stem(word, locale)
      const row = rows.get(key) ?? { forms: new Map<string, number>(), topics: new Set<string>() }
      rows.set(key, row)
      row.forms.set(word, (row.forms.get(word) ?? 0) + 1)
      row.topics.add(topic)
    }
  }
  return [...rows.values()]
    .map(({ forms, topics: said }) => ({
      word: mostFrequent(forms),
      times: [...forms.values()].reduce((sum, times) => sum + times, 0),
      topics: said,
    }))
    .toSorted((a, b) => (a.word < b.word ? -1 : 1))
}

function pack({ topics = {}, ...rest }: Lexicon, rows: readonly Row[]): Lexicon {
  const ids = signed(Object.keys(topics), (id) => rows.filter((row) => row.topics.has(id)).length)
  return {
    ...rest,
    terms: {
      topics: ids.join(' '),
      words: rows.map(({ word }, index) => afterBefore(word, rows[index - 1]?.word ?? '')).join(''),
      marks: rows.map((row) => ids.map((id, at) => (row.topics.has(id) ? SIGNS[at] : '')).join('')).join(' '),
    },
  }
}

/** Topics in their order, so that neighbours stay neighbours; those of fewest words last, whose signs take two bytes. */
function signed(ids: readonly string[], wordsOfTopic: (id: string) => number): string[] {
  if (ids.length > SIGNS.length)
    throw new RangeError(`The lexicon has ${ids.length} topics, and at most ${SIGNS.length} can be packed.`)
  const short = SIGNS.split('').filter((sign) => sign < '\u007f').length
  const rare = new Set(ids.toSorted((a, b) => wordsOfTopic(b) - wordsOfTopic(a)).slice(short))
  return [...ids.filter((id) => !rare.has(id)), ...ids.filter((id) => rare.has(id))]
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].toSorted(
    ([a, many], [b, other]) => other - many || a.length - b.length || (a < b ? -1 : 1),
  )
  return first?.[0] ?? ''
}

function afterBefore(word: string, before: string): string {
  let shared = 0
  while (shared < Math.min(MOST_SHARED, before.length) && before[shared] === word[shared]) shared++
  return String.fromCharCode(65 + shared) + word.slice(shared)
}
