import type { Faq } from './faq.ts'
import { pageMessages } from './page-messages.ts'

/**
 * One FAQ out of several: the wanted language first (`fr-BE`, then `fr`), each article that it lacks from the
 * fallback. Several files of one language become one.
 *
 * @throws {RangeError} when no file is in the wanted language or its fallback
 */
export function inLocale(
  files: readonly Faq[],
  locale: string | undefined,
  fallback: string | undefined,
): Required<Faq> {
  const wanted = locale ?? files[0]?.locale ?? ''
  const chain = [wanted, wanted.split('-')[0] ?? '', fallback ?? ''].map((tag) => tag.toLowerCase())
  const rank = (file: Faq): number => {
    const tag = file.locale.toLowerCase()
    const at = chain.findIndex((want) => want !== '' && (tag === want || tag.split('-')[0] === want))
    return at < 0 ? Infinity : at
  }
  const chosen = files.filter((file) => rank(file) < Infinity).toSorted((a, b) => rank(a) - rank(b))
  const [first] = chosen
  if (!first)
    throw new RangeError(pageMessages['KB-015'](wanted, files.map((file) => file.locale).join(', ')))
  return {
    locale: first.locale,
    categories: once(chosen.flatMap((file) => file.categories)),
    articles: once(chosen.flatMap((file) => file.articles)),
    news: once(chosen.flatMap((file) => file.news ?? [])),
  }
}

function once<T extends { readonly id: string }>(items: readonly T[]): T[] {
  const seen = new Set<string>()
  return items.filter(({ id }) => !seen.has(id) && seen.add(id))
}
