import { softmax, train } from './classifier.ts'
import type { Example } from './classifier.ts'
import { hash } from './hash.ts'
import { items } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { wordsOf } from './normalize.ts'
import { Reader } from './reader.ts'
import type { Features } from './reader.ts'
import { stem } from './stem.ts'
import { atOnce } from './steps.ts'
import { BASE, DIGITS, LONGEST_WORD, walk, WIDEST } from './terms.ts'
import type { Pick, Said, Terms } from './terms.ts'
import { numbered } from './numbered.ts'

/** Share of the expressions, and of the words, that go at a time. */
const EXPRESSIONS_A_ROUND = 0.025
const WORDS_A_ROUND = 0.02

/**
 * A lexicon as it is delivered: the expressions of its matters without words of grammar, each word in its most frequent
 * form, written as a code. While it does not fit, what goes first are the expressions that the others tell anyway (they
 * are ranked by what a classifier trained on all of them makes of each, as Hart 1968 condenses examples), and the
 * longest of the words that were said once only: what is long is rare, and is recognised by its parts.
 *
 * @param fits whether it is small enough
 * @throws {RangeError} when it does not fit, however much of that is left out
 */
export function packLexicon(lexicon: Lexicon, fits: (packed: Lexicon) => boolean = () => true): Lexicon {
  let matters = mattersOf(lexicon)
  for (;;) {
    const packed = pack(lexicon, matters)
    if (fits(packed)) return packed
    const fewer = condensed(lexicon, matters)
    if (fewer.length === 0)
      throw new RangeError(
        'The lexicon is too large, even with the expressions alone that nothing else tells. Say less about each topic.',
      )
    matters = fewer
  }
}

/** A matter with its expressions, as they will be read. */
interface Matter {
  readonly foreign: boolean
  readonly says: readonly string[]
}

function mattersOf({ topics = {}, absent = {}, light, locale }: Lexicon): Matter[] {
  const grammar = new Set(wordsOf((light ?? '').replaceAll(' ', ', ')))
  const heavy = (text: string): string[] =>
    wordsOf(text).filter((word) => !grammar.has(word) && word.length <= LONGEST_WORD)
  const lists = [...Object.values(topics), ...Object.values(absent)]
  const forms = mostFrequentForms(lists.flatMap(heavy), locale)
  return lists.map((list, index) => ({
    foreign: index >= Object.keys(topics).length,
    says: different(
      items(list).map((text) => heavy(text).map((word) => forms.get(stem(word, locale)) ?? word)),
    ),
  }))
}

/** Expressions as texts, their words in alphabetical order, none twice and none empty. */
function different(expressions: readonly (readonly string[])[]): string[] {
  const texts = expressions.map((words) => [...new Set(words)].toSorted().join(' '))
  return [...new Set(texts)].filter((text) => text !== '')
}

/** For each stem the form that is said most often; the shorter of two. */
function mostFrequentForms(words: readonly string[], locale: string): Map<string, string> {
  const times = new Map<string, number>()
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  const ordered = [...times].toSorted(
    ([a, many], [b, other]) => other - many || a.length - b.length || (a < b ? -1 : 1),
  )
  const forms = new Map<string, string>()
  for (const [word] of ordered) if (!forms.has(stem(word, locale))) forms.set(stem(word, locale), word)
  return forms
}

/** The matters with a little less said, or nothing when there is nothing that could go. */
function condensed(lexicon: Lexicon, matters: readonly Matter[]): Matter[] {
  const own = matters.flatMap(({ foreign, says }) => (foreign ? [] : says))
  const times = countOf(matters.flatMap(({ says }) => says).flatMap(parts))
  const once = [...new Set(own.flatMap(parts))]
    .filter((word) => times.get(word) === 1)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const gone = new Set(once.slice(0, Math.ceil(times.size * WORDS_A_ROUND)))
  const told = toldByTheOthers(lexicon, matters).slice(0, Math.ceil(own.length * EXPRESSIONS_A_ROUND))
  if (gone.size === 0 && told.length === 0) return []
  return matters.map((matter, index) => ({
    foreign: matter.foreign,
    says: different(
      matter.says
        .filter((text) => !told.some((one) => one.matter === index && one.text === text))
        .map((text) => parts(text).filter((word) => matter.foreign || !gone.has(word))),
    ),
  }))
}

/** Expressions whose words are all said about their matter once more, what is surest without them first. */
function toldByTheOthers(
  lexicon: Lexicon,
  matters: readonly Matter[],
): { readonly matter: number; readonly text: string }[] {
  const reader = new Reader(lexicon.locale, lexicon)
  const examples = matters.flatMap(({ says }, label) =>
    says.map((text): Example & { text: string } => ({
      text,
      features: reader.learn(text),
      label,
      weight: 1,
      seed: hash(text),
    })),
  )
  const idf = idfOf(examples, matters.length, reader.size)
  const values = (features: Features): Float64Array => vector(features, idf)
  const reach = new Float32Array(reader.size).fill(1)
  const classifier = atOnce(train(examples, [], reach, matters.length, values))
  const sure = examples.map(({ features, label }) => {
    const scores = new Float64Array(matters.length)
    classifier.score(features.ids, values(features), scores)
    softmax(scores)
    return scores[label] ?? 0
  })
  const said = matters.map(({ says }) => countOf(says.flatMap(parts)))
  return examples
    .map(({ label, text }, index) => ({ matter: label, text, sure: sure[index] ?? 0 }))
    .toSorted((a, b) => b.sure - a.sure || a.matter - b.matter || (a.text < b.text ? -1 : 1))
    .filter(({ matter, text }) => {
      const counts = said[matter]
      const words = parts(text)
      if (!counts || matters[matter]?.foreign || words.some((word) => (counts.get(word) ?? 0) < 2))
        return false
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) - 1)
      return true
    })
}

function parts(text: string): string[] {
  return text.split(' ')
}

function countOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Inverse frequency of each feature among the matters. */
function idfOf(examples: readonly Example[], matters: number, size: number): Float64Array {
  const where = Array.from({ length: size }, () => new Set<number>())
  for (const { features, label } of examples) for (const id of features.ids) where[id]?.add(label)
  return Float64Array.from(where, (labels) => Math.log(1 + matters / (labels.size || 1)))
}

function vector({ ids, weights }: Features, idf: Float64Array): Float64Array {
  const values = Float64Array.from(ids, (id, index) => (weights[index] ?? 0) * (idf[id] ?? 0))
  const length = Math.hypot(...values) || 1
  return values.map((value) => value / length)
}

/** Says whether a packed lexicon is still its source's. */
export function fingerprint({ topics, absent, light }: Lexicon): string {
  return hash(JSON.stringify([topics, absent, light])).toString(16)
}

function pack(lexicon: Lexicon, matters: readonly Matter[]): Lexicon {
  const words = [...new Set(matters.flatMap(({ says }) => says.flatMap(parts)))].toSorted()
  const places = new Map(words.map((word, at) => [word, at]))
  const said: Said = {
    words,
    matters: matters.map(({ says }) =>
      says.map((text) => parts(text).map((word) => places.get(word) ?? 0)).toSorted(byWords),
    ),
  }
  const absent = matters.filter(({ foreign }) => foreign).length
  const head: Omit<Terms, 'code' | 'source'> = {
    letters: [...new Set(words.join('').split(''))].toSorted().join(''),
    words: words.length,
    topics: matters.length - absent,
    absent,
  }
  const encoder = new Encoder()
  const choices = choicesOf(said, head.letters)
  const pick: Pick = (weights, least) => {
    const chosen = Number(choices.next().value)
    encoder.write(weights, least, chosen)
    return chosen
  }
  atOnce(walk(pick, head))
  const { topics: _, absent: __, ...rest } = lexicon
  return { ...rest, terms: { ...head, source: fingerprint(lexicon), code: encoder.finish() } }
}

function byWords(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((word, index) => word !== b[index])
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1)
}

/** What the walk of terms.ts will ask for, in its order. */
function* choicesOf({ words, matters }: Said, letters: string): Generator<number> {
  for (const [index, word] of numbered(words)) {
    const before = words[index - 1] ?? ''
    let shared = 0
    while (shared < before.length && before[shared] === word[shared]) shared++
    yield shared
    for (const letter of word.slice(shared).split('')) yield letters.indexOf(letter) + 1
    if (word.length < LONGEST_WORD) yield 0
  }
  const own = matters.map((says) => [...new Set(says.flat())].toSorted((a, b) => a - b))
  for (const word of words.keys()) {
    let left = own.filter((mine) => mine.includes(word)).length
    yield left
    for (let matter = 0; left > 0; matter++) {
      const is = own[matter]?.includes(word) === true
      if (own.length - matter > left) yield Number(is)
      if (is) left--
    }
  }
  for (const [matter, says] of numbered(matters)) {
    const mine = own[matter] ?? []
    for (const first of mine) {
      for (const phrase of says.filter(([word]) => word === first)) {
        yield 1
        for (const word of phrase.slice(1)) {
          yield 1
          yield mine.indexOf(word)
        }
        if (phrase.at(-1) !== mine.at(-1)) yield 0
      }
      yield 0
    }
  }
}

/** Writes the digits that terms.ts reads. */
class Encoder {
  readonly #digits: number[] = []
  #low = 0
  #range = WIDEST

  write(weights: ArrayLike<number>, least: number, chosen: number): void {
    const sum = (from: number, to: number): number =>
      Array.from(weights)
        .slice(from, to)
        .reduce((total, weight) => total + weight, 0)
    const unit = Math.floor(this.#range / sum(least, weights.length))
    this.#low += unit * sum(least, chosen)
    this.#range = unit * (weights[chosen] ?? 1)
    for (; this.#range < WIDEST / BASE; this.#range *= BASE) this.#shift()
  }

  finish(): string {
    for (let range = 1; range < WIDEST; range *= BASE) this.#shift()
    return this.#digits
      .map((digit) => DIGITS[digit])
      .join('')
      .replace(/0+$/, '')
  }

  #shift(): void {
    let at = this.#digits.length
    // What is too large for its place goes into the ones before.
    if (this.#low >= WIDEST) {
      this.#low -= WIDEST
      while (this.#digits[--at] === BASE - 1) this.#digits[at] = 0
      this.#digits[at] = (this.#digits[at] ?? 0) + 1
    }
    this.#digits.push(Math.floor(this.#low / (WIDEST / BASE)))
    this.#low = (this.#low % (WIDEST / BASE)) * BASE
  }
}
