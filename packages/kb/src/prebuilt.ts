import { Classifier } from './classifier.ts'
import type { Article, Faq } from './faq.ts'
import { hash } from './hash.ts'
import { inLocale } from './locales.ts'
import { sameLanguage } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { pageMessages } from './page-messages.ts'
import { buildRanking } from './ranking.ts'
import type { Trained } from './ranking.ts'
import { atOnce } from './steps.ts'
import type { Steps } from './steps.ts'

/**
 * What training yields, made beforehand by `comptoir-kb build`, as JSON. Goes with one FAQ and one lexicon; all else
 * that an index holds is read from these in less time than it takes to load.
 */
export interface PrebuiltIndex {
  readonly version: typeof VERSION
  /** Of the FAQ and the lexicon that it was made from. */
  readonly fingerprint: string
  readonly locale: string
  /** How many features the FAQ and the lexicon have. */
  readonly features: number
  /** What a weight of one adds to a score, at most. */
  readonly scale: number
  /** The weights, feature by feature, in the signs of {@link writeWeights}. */
  readonly weights: string
}

const VERSION = 4

/**
 * Makes the index of a FAQ, to be written to a file and given to `createKnowledgeBase` as `index`.
 *
 * @throws {RangeError} when no FAQ is in the wanted language
 */
export function prebuildIndex(
  faq: Faq | readonly Faq[],
  options: { readonly locale?: string; readonly fallback?: string; readonly lexicon?: Lexicon } = {},
): PrebuiltIndex {
  const { locale, articles } = inLocale([faq].flat(), options.locale, options.fallback)
  const lexicon = sameLanguage(options.lexicon, locale)
  const { classifier } = atOnce(buildRanking(articles, locale, lexicon))
  return {
    version: VERSION,
    fingerprint: fingerprint(articles, lexicon),
    locale,
    features: classifier.rows.length - 1,
    scale: classifier.scale,
    weights: writeWeights(classifier),
  }
}

/** Gives what a prebuilt index holds, once it is known to fit the FAQ. */
export type IndexLoader = (articles: readonly Article[], locale: string, lexicon?: Lexicon) => Trained

/**
 * Makes a prebuilt index ready for `createKnowledgeBase`: `{ index: loadIndex(json) }`.
 *
 * A function of its own, so that a page without a prebuilt index carries nothing of it.
 *
 * @throws {RangeError} from `createKnowledgeBase`, when it was made from another FAQ or lexicon, or by a release that
 *   trains in another way; the message says which. Without it the knowledge base builds its own.
 */
export function loadIndex(index: PrebuiltIndex): IndexLoader {
  return (articles, _, lexicon) => {
    const { version, fingerprint: made, weights } = Object(index) as Partial<PrebuiltIndex>
    if (version !== VERSION || typeof weights !== 'string')
      throw new RangeError(pageMessages['KB-016'](`it is of version ${String(version)}`))
    if (made !== fingerprint(articles, lexicon))
      throw new RangeError(pageMessages['KB-016']('it was made from another FAQ or lexicon'))
    return (reach) => (reach.length === index.features ? readWeights(index, reach) : undefined)
  }
}

/**
 * Weights as a text that compresses well: of each feature, the classes that it speaks for or against, one after the
 * other. `]` to `}` is the weight of the next class, from -16 to 16; `0` to `[` skips one class to
 * forty-four; a space ends the feature.
 */
function writeWeights({ rows, columns, sizes }: Classifier): string {
  let text = ''
  for (let feature = 0; feature + 1 < rows.length; feature++) {
    let next = 0
    for (let at = rows[feature] ?? 0; at < (rows[feature + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      for (let skip = column - next; skip > 0; skip -= MOST_SKIPPED)
        text += String.fromCharCode(SKIP + Math.min(skip, MOST_SKIPPED))
      text += String.fromCharCode(NOTHING + (sizes[at] ?? 0))
      next = column + 1
    }
    text += ' '
  }
  return text
}

function* readWeights({ weights: text, scale }: PrebuiltIndex, reach: Float32Array): Steps<Classifier> {
  const rows = new Uint32Array(reach.length + 1)
  const columns: number[] = []
  const sizes: number[] = []
  let feature = 0
  let column = 0
  for (let at = 0; at < text.length; at++) {
    if (at % SIGNS_A_STEP === 0) yield
    const sign = text.charCodeAt(at)
    if (sign === SPACE) {
      rows[++feature] = columns.length
      column = 0
    } else if (sign <= SKIP + MOST_SKIPPED) column += sign - SKIP
    else {
      columns.push(column++)
      sizes.push(sign - NOTHING)
    }
  }
  return new Classifier(rows, new Uint16Array(columns), new Int8Array(sizes), scale, reach)
}

/** After so many signs, reading may rest. */
const SIGNS_A_STEP = 16_384
const SPACE = 32
/** Before `0`, and up to `[`, the last sign before the one that JSON writes double. */
const SKIP = 47
const MOST_SKIPPED = 44
/** `m`, in the middle from `]` to `}`. */
const NOTHING = 109

/** Of the articles and the lexicon. */
function fingerprint(articles: readonly Article[], lexicon: Lexicon | undefined): string {
  return hash(JSON.stringify([articles, lexicon])).toString(16)
}
