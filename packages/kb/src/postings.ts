/** For each feature the articles that have it, and how much it counts there. */
export type Postings = ReadonlyMap<number, readonly { readonly article: number; readonly value: number }[]>

/** Lists articles by feature, which were given as what each article has: feature → value. */
export function posted(articles: readonly ReadonlyMap<number, number>[]): Postings {
  const postings = new Map<number, { article: number; value: number }[]>()
  articles.forEach((features, article) => {
    for (const [id, value] of features) {
      const list = postings.get(id)
      if (list) list.push({ article, value })
      else postings.set(id, [{ article, value }])
    }
  })
  return postings
}
