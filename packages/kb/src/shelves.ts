import type { Shelf } from './answer.ts'
import type { Article, Category } from './faq.ts'

/** One shelf of the tree of categories; the top for no id, an empty shelf for an unknown one. */
export function shelf(
  categories: readonly Category[],
  articles: readonly Article[],
  categoryId: string | undefined,
): Shelf {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const category = categoryId === undefined ? undefined : byId.get(categoryId)
  const path: Category[] = []
  let up = category
  // A circle among the parents, which `parseFaq` refuses, must not hang a page.
  while (up && path.length <= categories.length) {
    path.unshift(up)
    up = up.parent === undefined ? undefined : byId.get(up.parent)
  }
  return {
    ...(category && { category }),
    path,
    categories: categories.filter(({ parent }) => parent === categoryId),
    articles: articles.filter((article) => article.category === categoryId),
  }
}
