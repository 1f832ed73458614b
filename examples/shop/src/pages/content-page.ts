import { Hono } from 'hono'
import { raw } from 'hono/html'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { markdownToHtml } from '../markdown.ts'
import type { Locale } from '../money.ts'
import type { ShopContext, ShopEnv } from '../visit.ts'
import { type Html, page } from './layout.ts'

interface Content {
  readonly title: string
  readonly body: string
}

/** The texts of the shop, one Markdown file a page: `content/pages/fr/pro--cgv.md` is `/pro/cgv`. */
const pages: Readonly<Record<Locale, ReadonlyMap<string, Content>>> = {
  fr: readPages('fr'),
  en: readPages('en'),
}

/** The pages that are text alone; those with a form take their text from {@link contentOf}. */
export function contentPages(locale: Locale): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  for (const path of pages[locale].keys())
    app.get(path, (c) => {
      const content = contentOf(c, path)
      return page(c, { title: content.title, main: content.body })
    })
  return app
}

/** The text of a page in the visit's language, ready to stand in it. */
export function contentOf(c: ShopContext, path: string): { readonly title: string; readonly body: Html } {
  const { locale } = c.get('visit')
  const content = pages[locale].get(path)
  if (!content)
    throw new Error(
      `No text for ${path}: write content/pages/${locale}/${fileName(path)}, its first line "# Title".`,
    )
  return { title: content.title, body: raw(content.body) }
}

function fileName(path: string): string {
  return `${path.slice(1).replaceAll('/', '--')}.md`
}

function readPages(locale: Locale): Map<string, Content> {
  const folder = fileURLToPath(new URL(`../../content/pages/${locale}/`, import.meta.url))
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'))
  return new Map(
    files.map((name) => {
      const text = readFileSync(folder + name, 'utf8')
      const title = /^# (.+)/.exec(text)?.[1] ?? name
      const path = `/${name.slice(0, -3).replaceAll('--', '/')}`
      return [path, { title, body: markdownToHtml(text, locale === 'en' ? '/en' : '') }]
    }),
  )
}
