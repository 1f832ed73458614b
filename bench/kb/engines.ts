import { readFileSync } from 'node:fs'
import { createKnowledgeBase } from '@comptoir/kb'
import type { Faq, Lexicon } from '@comptoir/kb'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import type { Found } from '../../packages/kb/src/evaluation.ts'

/** Makes an index of a FAQ, and gives what answers questions with it. */
export interface Engine {
  readonly name: string
  /** Fuse.js takes seconds for long texts: it gets fewer of them. */
  readonly slow?: boolean
  open(faq: Faq): (question: string) => Found & { readonly given?: readonly string[] }
}

const lexicons = new Map(
  ['fr', 'en'].map((locale) => [
    locale,
    JSON.parse(
      readFileSync(new URL(`../../packages/kb/lexicon/${locale}.json`, import.meta.url), 'utf8'),
    ) as Lexicon,
  ]),
)

function comptoir(name: string, withLexicon: boolean): Engine {
  return {
    name,
    open(faq) {
      const lexicon = withLexicon ? lexicons.get(faq.locale) : undefined
      const kb = createKnowledgeBase(faq, lexicon ? { lexicon } : {})
      // The first question has the index built in one go.
      kb.search('')
      return (question) => {
        const answer = kb.ask(question)
        const candidates = answer.kind === 'answer' ? [answer, ...answer.others] : answer.candidates
        return {
          kind: answer.kind,
          candidates: candidates.map(({ article, confidence }) => ({ id: article.id, confidence })),
          given:
            answer.kind === 'answer'
              ? [answer.article, ...answer.alsoAsked].map(({ id }) => id)
              : answer.kind === 'clarify'
                ? answer.articles.map(({ id }) => id)
                : [],
        }
      }
    },
  }
}

/** One record for each phrasing, as Fuse's own examples do; an article is as good as its best phrasing. */
function fuse(name: string, options: object): Engine {
  return {
    name,
    slow: true,
    open(faq) {
      const phrasings = faq.articles.flatMap((article) =>
        [article.question, ...(article.variants ?? []), ...(article.keywords ?? [])].map((text) => ({
          id: article.id,
          text,
        })),
      )
      const index = new Fuse(phrasings, { keys: ['text'], includeScore: true, ...options })
      return (question) => {
        const best = new Map<string, number>()
        for (const { item, score = 1 } of index.search(question.slice(0, 400), { limit: 60 })) {
          best.set(item.id, Math.max(best.get(item.id) ?? 0, 1 - score))
        }
        return found(best)
      }
    },
  }
}

const miniSearch: Engine = {
  name: 'MiniSearch, tuned',
  open(faq) {
    const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const index = new MiniSearch<{ id: string; question: string; variants: string; keywords: string }>({
      fields: ['question', 'variants', 'keywords'],
      processTerm: fold,
      searchOptions: { fuzzy: 0.2, prefix: true, boost: { question: 1.5 } },
    })
    index.addAll(
      faq.articles.map(({ id, question, variants = [], keywords = [] }) => ({
        id,
        question,
        variants: variants.join(' | '),
        keywords: keywords.join(' | '),
      })),
    )
    return (question) => {
      const words = Math.max(1, question.split(/\s+/).length)
      return found(
        new Map(index.search(question.slice(0, 1000)).map(({ id, score }) => [String(id), score / words])),
      )
    }
  },
}

export const engines: readonly Engine[] = [
  comptoir('@comptoir/kb', true),
  comptoir('@comptoir/kb, no lexicon', false),
  miniSearch,
  fuse('Fuse.js, default', {}),
  fuse('Fuse.js, token search', { useTokenSearch: true, threshold: 0.3, ignoreDiacritics: true }),
]

/** Peers give scores, not confidences: only their order counts here. */
function found(scores: ReadonlyMap<string, number>): Found {
  const candidates = [...scores]
    .map(([id, confidence]) => ({ id, confidence }))
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, 10)
  return { kind: candidates.length > 0 ? 'answer' : 'escalate', candidates }
}
