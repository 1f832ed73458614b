import type { ChooseStep, Step } from './flow/flow.ts'
import type { ListEntry } from './list-entries.ts'
import type { ReadAnswer, Situation } from './read-answer.ts'
import { readDay, readNumberWord, readOrdinal } from './read-in-words.ts'
import type { TextBook } from './text-book.ts'
import { beginsWith, hasPhrase, isMadeOf, isPhrase, plain, unstuttered } from './words.ts'

/**
 * Reads an answer out of what people write around it: "oui c'est bien elle", "plutôt un remboursement", "la deuxième",
 * "tout sauf la lampe" – for the steps that offer something, and for dates and numbers in words.
 */
export function readLoosely(text: string, book: TextBook, here: Situation): ReadAnswer {
  const { step, by, closed } = here.wait
  if (by === 'text' && 'collect' in step) return readInWords(text, step.collect, book, here)
  // Whoever would rather have it done, or learns only because there is no other way, is not taught any further.
  if ('teach' in step && (hasPhrase(text, book.words('instead')) || hasPhrase(text, book.words('stuck'))))
    return { event: { type: 'PICK', value: 'instead' } }
  const chosen = by === 'choice' ? readChoice(text, book, here) : undefined
  if (closed) {
    const own = chosen === 'yes' || chosen === 'no' ? chosen : undefined
    const reluctant = hasPhrase(text, book.words('reluctant')) ? 'yes' : undefined
    const answer = own ?? readYesOrNo(text, book, !('confirm' in step)) ?? reluctant
    if (answer !== undefined) return { event: { type: answer === 'yes' ? 'YES' : 'NO' } }
  }
  if (by === 'form' && 'choose' in step) {
    const items = readItems(text, here.entriesOf(step), book)
    if (items) return { event: { type: 'FILL', values: { [step.choose]: items } } }
  }
  return chosen === undefined ? {} : { event: { type: 'PICK', value: chosen } }
}

/** What follows a "no": "non, plutôt un remboursement" says at once what is wanted instead. */
export function afterNo(text: string, book: TextBook): string {
  const [first = '', ...rest] = plain(text).split(' ')
  return book.words('no').some((no) => plain(no) === first) ? rest.join(' ') : ''
}

/** The options of a step as the customer may name them: value, label, and the other words that its texts give. */
export interface Option {
  readonly value: string
  readonly label: string
  readonly words: readonly string[]
}

/** Every option that a sentence names, by its label, its other words, or a word of the same family. */
export function optionsNamed(text: string, options: readonly Option[], book: TextBook): readonly string[] {
  const said = saidIn(text, options, book)
  const wanted = said.length > 0 ? saidIn(withoutDenied(text, book), said, book) : []
  if (wanted.length > 0) return wanted.map(({ value }) => value)
  // "It doesn't work" says no by itself; "not a refund" names none.
  const [only] = said
  if (only) return said.length > 1 || deniesItself(text, only, book) ? said.map(({ value }) => value) : []
  const kin = readKin(text, options, book)
  return kin === undefined ? [] : [kin]
}

/** The options whose label, or other words, stand in a sentence. */
function saidIn(text: string, options: readonly Option[], book: TextBook): readonly Option[] {
  const written = ` ${plain(text)} `
  const bare = book.words('yes', 'no').map(plain)
  return options.filter(({ label, words }) => {
    const parts = plain(label).split(' ')
    const core = (bare.includes(parts[0] ?? '') ? parts.slice(1) : parts).join(' ')
    return (core.length >= 4 && written.includes(` ${core} `)) || hasPhrase(text, words)
  })
}

/** Does the option hold the no that the text says? */
function deniesItself(text: string, { label, words }: Option, book: TextBook): boolean {
  return [label, ...words].some((phrase) => hasPhrase(text, [phrase]) && hasPhrase(phrase, book.words('not')))
}

/** What is left of "my money back, not another one" without what it says no to. */
function withoutDenied(text: string, book: TextBook): string {
  const wanted = text.split(/[,;.!?]/).map((clause) => {
    const words = plain(clause).split(' ')
    const from = words.findIndex((_, at) => beginsWith(words.slice(at).join(' '), book.words('not'), []))
    return from < 0 ? clause : words.slice(0, from).join(' ')
  })
  return wanted.join(', ')
}

/** The options of a step that chooses among ways to go, whatever is offered at the moment. */
export function optionsOf(
  step: ChooseStep,
  book: TextBook,
  { compiled, scope }: Situation,
): readonly Option[] {
  const ask = step.ask ?? step.choose
  return Object.keys(step.options ?? {}).map((value) => ({
    value,
    label: book.say(compiled.flow.id, `${ask}.${value}`, scope),
    words: book.listed(compiled.flow.id, `${ask}.${value}.words`),
  }))
}

/**
 * The entries of a list that a text names, with how many of each: "tout", "la lampe et 2 carnets", "un carnet". What it
 * says no to is left out.
 */
export function readItems(
  text: string,
  entries: readonly ListEntry[],
  book: TextBook,
): readonly unknown[] | undefined {
  if (isMadeOf(text, book.words('all'), book.words('filler')))
    return entries.map(({ item, pieces }) => ({ ...Object(item), quantity: pieces }))
  const words = plain(text).split(' ')
  const placed = entries[readOrdinal(text, entries.length, book)]
  // "The second one" is one, however many there are of it.
  if (placed) return [{ ...Object(placed.item), quantity: 1 }]
  const picked = entries.flatMap(({ item, pieces }, index) => {
    const at = placeOf(entries, index, words)
    if (at < 0 || isDenied(words, at, book)) return []
    const before = words.slice(Math.max(0, at - 2), at)
    const count =
      countOf(words.slice(0, at), book) ??
      before.map((word) => numberIn(word, book)).findLast((number) => number !== undefined)
    return [{ ...Object(item), quantity: count !== undefined && count <= pieces ? count : pieces }]
  })
  return picked.length > 0 ? picked : undefined
}

/** "One of my two", "un de mes deux": how many of them. */
function countOf(before: readonly string[], book: TextBook): number | undefined {
  const of = before.findLastIndex((word) => book.words('of').includes(word))
  return of < 1 || before.length - of > 3 ? undefined : numberIn(before[of - 1] ?? '', book)
}

/** Where a text names an entry: by a word of its label that no other entry has, or one like it. */
export function placeOf(entries: readonly ListEntry[], index: number, words: readonly string[]): number {
  const labels = entries.map(({ label }) => plain(label).split(' '))
  const own = (labels[index] ?? []).filter(
    (word) => word.length > 3 && !labels.some((other, at) => at !== index && other.includes(word)),
  )
  return words.findIndex((word) =>
    own.some((part) => part === word || (word.length >= 4 && isKin(word, part))),
  )
}

/** "Pas la lampe", "not the 1": a no stands within two words before. */
export function isDenied(words: readonly string[], at: number, book: TextBook): boolean {
  const denying = book.words('not').map(plain)
  return words.slice(Math.max(0, at - 2), at).some((word) => denying.includes(word))
}

/** A number that is more than nought, in figures or in words. */
export function numberIn(word: string, book: TextBook): number | undefined {
  if (/^\d{1,3}$/.test(word)) return Number(word) >= 1 ? Number(word) : undefined
  return readNumberWord(word, book)
}

function readInWords(
  text: string,
  awaited: string,
  book: TextBook,
  { compiled, scope }: Situation,
): ReadAnswer {
  const { slots = {} } = compiled.flow
  const type = Object.hasOwn(slots, awaited) ? slots[awaited]?.type : undefined
  if (type === 'date') {
    const day = readDay(text, String(scope['now']), book)
    return day.ok ? { event: { type: 'FILL', values: { [awaited]: day.value } } } : {}
  }
  const number = type === 'number' || type === 'quantity' ? readNumberWord(text, book) : undefined
  return number === undefined ? {} : { event: { type: 'FILL', values: { [awaited]: number } } }
}

function readYesOrNo(text: string, book: TextBook, orDone: boolean): 'yes' | 'no' | undefined {
  const said = { yes: book.words('yes', ...(orDone ? ['done'] : [])), no: book.words('no') }
  const found = (fits: (phrases: readonly string[]) => boolean): 'yes' | 'no' | undefined =>
    (['yes', 'no'] as const).find((answer) => fits(said[answer]))
  const once = unstuttered(text)
  const waits = hasPhrase(text, book.words('wait'))
  const plainly = !waits && !text.includes('?') && !hasPhrase(text, book.words('but'))
  return (
    found((phrases) => isPhrase(text, phrases) || (!waits && startsWith(text, phrases, 4))) ??
    found((phrases) => isMadeOf(text, phrases, book.words('filler'))) ??
    found((phrases) => phrases.some((phrase) => unstuttered(phrase) === once)) ??
    // "Oui oui c'est bien celle que j'ai passée mardi".
    (plainly && startsWith(text, book.words('surely'), 14) ? 'yes' : undefined)
  )
}

/** "oui c'est bien elle": a short sentence that begins with one of the words. */
function startsWith(text: string, phrases: readonly string[], most: number): boolean {
  const words = plain(text).split(' ')
  return words.length <= most && phrases.some((phrase) => !phrase.includes(' ') && plain(phrase) === words[0])
}

/** A choice by its label, the only one that contains the words, by its place in the list, or by its other words. */
function readChoice(text: string, book: TextBook, here: Situation): string | undefined {
  const written = plain(text)
  const entries = [...here.choices]
  const within =
    written.length >= 3 ? entries.filter(([, label]) => ` ${plain(label)} `.includes(` ${written} `)) : []
  if (within.length === 1) return within[0]?.[0]
  const placed = entries[readOrdinal(text, entries.length, book)]?.[0]
  // A question picks nothing.
  if (placed !== undefined || text.trimEnd().endsWith('?') || written.length > 100) return placed
  const key = askedKey(here.wait.step)
  const options = entries.map(([value, label]) => ({
    value,
    label,
    words: key === undefined ? [] : book.listed(here.compiled.flow.id, `${key}.${value}.words`),
  }))
  const named = optionsNamed(text, options, book)
  return named.length === 1 ? named[0] : undefined
}

function askedKey(step: Step): string | undefined {
  if ('choose' in step) return step.ask ?? step.choose
  if ('consent' in step) return step.consent
  return 'confirm' in step ? step.confirm : undefined
}

/**
 * The only choice of the same family of words: "remboursez-moi" for "Un remboursement". A short statement picks so;
 * what asks or denies does not, and nothing that has to be confirmed is agreed to in this way.
 */
function readKin(text: string, options: readonly Option[], book: TextBook): string | undefined {
  // "Je préfère un remboursement" is no "Je préfère un conseiller".
  const manners = book.words('prefer').map(plain)
  const said = plain(text).split(' ')
  const words = said.filter((word) => !manners.includes(word))
  if (said.length > 6 || hasPhrase(text, book.words('asking'))) return undefined
  const scores = options.map(
    ({ label }) =>
      plain(label)
        .split(' ')
        .filter((each) => words.some((word) => isKin(word, each))).length,
  )
  const best = Math.max(0, ...scores)
  const at = scores.indexOf(best)
  const value = options[at]?.value
  return best > 0 && at === scores.lastIndexOf(best) && value !== 'yes' ? value : undefined
}

/** Do two words begin alike, so far that they are forms of one? */
export function isKin(first: string, second: string): boolean {
  const shorter = Math.min(first.length, second.length)
  let alike = 0
  while (alike < shorter && first[alike] === second[alike]) alike++
  return alike >= 4 && alike >= shorter - 2 && alike * 2 >= Math.max(first.length, second.length)
}
