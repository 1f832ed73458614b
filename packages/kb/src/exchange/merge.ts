import type { Article } from '../faq.ts'
import { ARTICLE_FIELDS } from './faq-document.ts'
import type { FaqDocument } from './faq-document.ts'

/** A FAQ with what a spreadsheet changed in it, and what that was. */
export interface Merged {
  readonly faq: FaqDocument
  readonly added: readonly string[]
  readonly changed: readonly string[]
  /** Articles that the spreadsheet does not have; they stay. */
  readonly kept: readonly string[]
}

/**
 * Puts imported articles into a FAQ: an article with the same id gets the fields that the source knows and keeps its
 * others, a new one is added after the last of its category, none is removed.
 *
 * @param fields what the source knows; a field it knows and leaves empty is removed
 */
export function mergeFaq(
  old: FaqDocument,
  imported: FaqDocument,
  fields: ReadonlySet<keyof Article>,
): Merged {
  const incoming = new Map(imported.articles.map((article) => [article.id, article]))
  const changed: string[] = []
  const kept: string[] = []
  const articles = old.articles.map((article): Article => {
    const update = incoming.get(article.id)
    if (!update) {
      kept.push(article.id)
      return article
    }
    const merged: Partial<Record<keyof Article, unknown>> = {}
    for (const field of ARTICLE_FIELDS) {
      const value = fields.has(field) ? update[field] : article[field]
      if (value !== undefined) merged[field] = value
    }
    if (JSON.stringify(merged) !== JSON.stringify(pick(article))) changed.push(article.id)
    return merged as unknown as Article
  })
  const known = new Set(old.articles.map(({ id }) => id))
  const added = imported.articles.filter(({ id }) => !known.has(id))
  for (const article of added) {
    const last = articles.findLastIndex(({ category }) => category === article.category)
    articles.splice(last < 0 ? articles.length : last + 1, 0, article)
  }
  const shelves = new Set(old.categories.map(({ id }) => id))
  const used = new Set(added.map(({ category }) => category))
  const categories = imported.categories.filter(({ id }) => !shelves.has(id) && used.has(id))
  return {
    faq: { ...old, categories: [...old.categories, ...categories], articles },
    added: added.map(({ id }) => id),
    changed,
    kept,
  }
}

function pick(article: Article): Partial<Record<keyof Article, unknown>> {
  const ordered: Partial<Record<keyof Article, unknown>> = {}
  for (const field of ARTICLE_FIELDS) if (article[field] !== undefined) ordered[field] = article[field]
  return ordered
}
