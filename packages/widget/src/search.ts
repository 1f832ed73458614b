import type { KnowledgeArticle, KnowledgeReply } from '@comptoir/bot-engine'
import { createKnowledgeBase, takeFaq } from '@comptoir/kb'
import type { Article, Category, Faq, IndexLoader, KnowledgeBase, News, PrebuiltIndex } from '@comptoir/kb'
import type { Locale } from './i18n/locale.ts'
import { loadLexicon } from './lexicon.ts'
import type { ShopFile } from './load-file.ts'

/** What there is to search, plain enough to be handed to another thread. */
export interface SearchFiles {
  readonly faq: readonly ShopFile[]
  /** What `comptoir-kb build` made of the FAQ. */
  readonly index?: ShopFile | undefined
  readonly locale: Locale
  /** Path of the page that the customer is on. */
  readonly page: string
}

/** What can be leafed through without a search: what this customer may see, on this page, today. */
export interface Contents {
  /** The top of the tree, and what is in each category. */
  readonly shelves: readonly Shelf[]
  /** What the shop wants known today, incidents first. */
  readonly news: readonly News[]
  /** How many articles there are, those for other customers, pages and days counted too. */
  readonly size: number
}

export interface Shelf {
  /** None at the top. */
  readonly category?: Category | undefined
  readonly categories: readonly Category[]
  readonly articles: readonly Pick<Article, 'id' | 'question'>[]
}

/** A question that begins like what is being written. */
export interface Suggestion {
  readonly article: { readonly id: string }
  readonly text: string
}

/** Hears what is wrong with a file of the shop that is used as far as it can be. */
export type ReportFault = (file: ShopFile, fault: string) => void

/** Searches a FAQ, in this thread or in another. */
export interface Search {
  contents(): Promise<Contents>
  ask(question: string): Promise<KnowledgeReply>
  get(id: string): Promise<KnowledgeArticle | undefined>
  suggest(prefix: string): Promise<readonly Suggestion[]>
}

/**
 * Makes a search of the shop's files. It keeps next to nothing until the customer writes; then it builds its index, in
 * slices between which whatever shares the thread has its turn.
 *
 * @param report hears what is wrong with the files, when their contents are asked for or the index is built
 */
export function createSearch(files: SearchFiles, report: ReportFault): Search {
  const { index, locale } = files
  const context = { page: files.page }
  let whole: Promise<KnowledgeBase> | undefined

  const read = (hear: ReportFault): Promise<Faq[]> =>
    Promise.all(files.faq.map((file) => readFaq(file, locale, hear)))

  async function build(): Promise<KnowledgeBase> {
    // What is wrong with them has been said.
    const [faqs, lexicon] = await Promise.all([read(() => {}), loadLexicon(locale)])
    const options = { locale, lexicon, context }
    try {
      if (index) return createKnowledgeBase(faqs, { ...options, index: await readIndex(index) })
    } catch (error) {
      if (index) report(index, error instanceof Error ? error.message : String(error))
    }
    return createKnowledgeBase(faqs, options)
  }

  /** What was out of reach is tried again the next time. */
  const open = (): Promise<KnowledgeBase> =>
    (whole ??= build().catch((error: unknown) => {
      whole = undefined
      throw error
    }))

  return {
    async contents() {
      // What a question will need is on the device before the network may go.
      const [faqs] = await Promise.all([
        read(report),
        loadLexicon(locale),
        index && import('./prebuilt-index.ts'),
      ])
      const kb = createKnowledgeBase(faqs, { locale, context })
      return {
        shelves: shelvesOf(kb),
        news: kb.news(),
        size: faqs.reduce((sum, { articles }) => sum + articles.length, 0),
      }
    },
    async ask(question) {
      const kb = await open()
      await kb.prepare()
      try {
        return kb.ask(question)
      } catch (missing) {
        // In a browser, what reads typos comes with the first of them.
        if (!(missing instanceof Promise)) throw missing
        await missing
        return kb.ask(question)
      }
    },
    get: async (id) => (await open()).get(id),
    async suggest(prefix) {
      const kb = await open()
      // Whoever writes is about to ask.
      void kb.prepare()
      return kb.suggest(prefix)
    },
  }
}

/** Whether it is one, and of this FAQ, the knowledge base finds out. */
async function readIndex({ content }: ShopFile): Promise<IndexLoader> {
  const { loadIndex } = await import('./prebuilt-index.ts')
  return loadIndex(JSON.parse(await content.text()) as PrebuiltIndex)
}

/** The articles of a file that can be used; the others are reported. */
async function readFaq(file: ShopFile, locale: Locale, report: ReportFault): Promise<Faq> {
  const text = await file.content.text()
  const faq = takeFaq(text, locale)
  if (faq) return faq
  const { readFaultyFaq } = await import('./faulty-faq.ts')
  return readFaultyFaq(text, file.address, locale, (fault) => report(file, fault))
}

/** The whole tree, of each article what a list shows. */
function shelvesOf(kb: KnowledgeBase, id?: string): readonly Shelf[] {
  const { category, categories, articles } = kb.browse(id)
  return [
    {
      category,
      categories,
      articles: articles.map(({ id: article, question }) => ({ id: article, question })),
    },
    ...categories.flatMap((inside) => shelvesOf(kb, inside.id)),
  ]
}
