interface Faq {
  locale: string
  categories: { id: string; label: string }[]
  articles: {
    id: string
    category: string
    related?: string[]
    question: string
    variants?: string[]
    keywords?: string[]
    answer: string
  }[]
}

/**
 * Copies of a FAQ, each with words of its own, so that the copies do not ask the same questions: what a shop ten
 * times as large would have, in length and in variety.
 */
export function manyArticles(text: string, copies: number): Faq {
  const faq: Faq = JSON.parse(text)
  return {
    ...faq,
    articles: Array.from({ length: copies }, (_, copy) =>
      faq.articles.map((article) => copyOf(article, copy)),
    ).flat(),
  }
}

function copyOf(article: Faq['articles'][number], copy: number): Faq['articles'][number] {
  if (copy === 0) return article
  return {
    ...article,
    id: `${article.id}.${copy}`,
    ...(article.related && { related: article.related.map((id) => `${id}.${copy}`) }),
    question: other(article.question, copy),
    ...(article.variants && { variants: article.variants.map((variant) => other(variant, copy)) }),
    ...(article.keywords && { keywords: article.keywords.map((keyword) => other(keyword, copy)) }),
    answer: article.answer.replace(/[^()]+(?![^()]*\))/g, (part) => other(part, copy)),
  }
}

/** The longer words with their consonants moved on: the little words stay, as between two subjects. */
function other(text: string, copy: number): string {
  return text.replace(/(?<!\p{L})\p{Ll}{5,}(?!\p{L})/gu, (word) =>
    word.replace(/[bcdfghjklmnpqrstvwxz]/g, (letter) =>
      CONSONANTS.charAt((CONSONANTS.indexOf(letter) + copy * 3) % CONSONANTS.length),
    ),
  )
}

const CONSONANTS = 'bcdfghjklmnpqrstvwxz'
