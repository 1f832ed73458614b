import { Classifier } from './classifier.ts'
import type { Article, Faq } from './faq.ts'
import { inLocale } from './locales.ts'
import { sameLanguage } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { pageMessages } from './messages.ts'
import { buildRanking } from './ranking.ts'
import type { Ranking } from './ranking.ts'
import { Reader } from './reader.ts'
import { Repair } from './repair.ts'

/** An index made beforehand by `comptoir-kb build`, as JSON. Goes with one FAQ and one lexicon. */
export interface PrebuiltIndex {
  readonly version: 1
  /** Of the FAQ and the lexicon that it was made from. */
  readonly fingerprint: string
  readonly locale: string
  readonly features: string
  readonly vocabulary: string
  readonly whole: number
  /** Whether the lexicon was taken for this FAQ. */
  readonly isShop: boolean
  /** Numbers as base64 of their bytes, little-endian. */
  readonly idf: string
  readonly classifier: {
    readonly rows: string
    readonly columns: string
    /** In steps of `scale`. */
    readonly weights: string
    readonly scale: number
  }
  readonly entries: { readonly rows: string; readonly articles: string; readonly weights: string }
}

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
  const ranking = buildRanking(articles, locale, lexicon)
  const { reader, classifier, idf, entries, whole, isShop } = ranking
  const { scale } = classifier
  return {
    version: 1,
    fingerprint: fingerprint(articles, lexicon),
    locale,
    features: reader.known.join('\n'),
    vocabulary: [...reader.vocabulary].join(' '),
    whole,
    isShop,
    idf: encode(idf),
    classifier: {
      rows: encode(classifier.rows),
      columns: encode(classifier.columns),
      weights: encode(Int8Array.from(classifier.weights, (weight) => Math.round(weight / scale))),
      scale,
    },
    entries: {
      rows: encode(entries.rows),
      articles: encode(entries.articles),
      weights: encode(entries.weights),
    },
  }
}

/** Gives the ranking of a prebuilt index, once it is known to fit the FAQ. */
export type IndexLoader = (articles: readonly Article[], locale: string, lexicon?: Lexicon) => Ranking

/**
 * Makes a prebuilt index ready for `createKnowledgeBase`: `{ index: loadIndex(json) }`.
 *
 * A function of its own, so that a page without a prebuilt index carries nothing of it.
 *
 * @throws {RangeError} from `createKnowledgeBase`, when it was made from another FAQ or lexicon
 */
export function loadIndex(index: PrebuiltIndex): IndexLoader {
  return (articles, locale, lexicon) => load(index, articles, locale, lexicon)
}

function load(
  index: PrebuiltIndex,
  articles: readonly Article[],
  locale: string,
  lexicon?: Lexicon,
): Ranking {
  if (index.version !== 1)
    throw new RangeError(pageMessages['KB-016'](`it is of version ${String(index.version)}`))
  if (index.fingerprint !== fingerprint(articles, lexicon)) {
    throw new RangeError(pageMessages['KB-016']('it was made from another FAQ or lexicon'))
  }
  const reader = new Reader(locale, index.isShop ? lexicon : undefined)
  reader.restore(index.features.split('\n'), index.vocabulary.split(' '))
  return {
    reader,
    classifier: new Classifier(
      new Uint32Array(decode(index.classifier.rows)),
      new Uint16Array(decode(index.classifier.columns)),
      Float32Array.from(
        new Int8Array(decode(index.classifier.weights)),
        (steps) => steps * index.classifier.scale,
      ),
      index.classifier.scale,
    ),
    idf: new Float32Array(decode(index.idf)),
    entries: {
      rows: new Uint32Array(decode(index.entries.rows)),
      articles: new Uint16Array(decode(index.entries.articles)),
      weights: new Float32Array(decode(index.entries.weights)),
    },
    repair: new Repair(reader.vocabulary),
    size: articles.length,
    whole: index.whole,
    isShop: index.isShop,
  }
}

/** FNV-1a (Fowler, Noll, Vo) over all that the index was learnt from. */
function fingerprint(articles: readonly Article[], lexicon: Lexicon | undefined): string {
  const texts = articles.map(({ id, question, variants, keywords, answer, steps }) => [
    id,
    question,
    variants,
    keywords,
    answer,
    steps,
  ])
  let hash = 0x811c9dc5
  for (const char of JSON.stringify([texts, lexicon ?? null])) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0).toString(16)
}

function encode(numbers: Float32Array | Uint32Array | Uint16Array | Int8Array): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

function decode(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer
}
