import type { Report } from './problem.ts'
import type { ReportFault, Search, SearchFiles } from './search.ts'

/** A FAQ of more articles gets a thread of its own where nothing is known against it. */
const MANY = 500

/** A search, wherever it takes place, and its end. */
export interface Library extends Search {
  stop?(): void
}

/**
 * Searches in a thread of its own where the page lets it, else in the page.
 *
 * @param wanted whether the shop wants a thread. Where it does not say, a FAQ of more than 500 articles gets one,
 *   unless a Content-Security-Policy shows: it may forbid threads, and would report the try
 * @param report hears why the page searches though it should not
 * @param reportFault hears what is wrong with the files
 */
export async function openLibrary(
  files: SearchFiles,
  wanted: boolean | undefined,
  report: Report,
  reportFault: ReportFault,
): Promise<Library> {
  const inPage = async (): Promise<Search> =>
    (await import('./search-worker.ts')).createSearch(files, reportFault)
  if (!(wanted ?? (await isLarge(files)))) return inPage()
  const { searchInThread } = await import('./search-thread.ts')
  return searchInThread(files, inPage, report, reportFault)
}

async function isLarge({ faq }: SearchFiles): Promise<boolean> {
  if (faq.some(({ policy }) => policy) || document.querySelector('meta[http-equiv*="security-policy" i]'))
    return false
  const texts = await Promise.all(faq.map(({ content }) => content.text()))
  return texts.join('').split('"question"').length > MANY
}
