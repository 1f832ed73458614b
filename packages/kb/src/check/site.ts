import { fold } from '../normalize.ts'

/** Where a link leads: `elsewhere` is another host, an e-mail or a number, which is not judged. */
export interface Target {
  readonly kind: 'ok' | 'elsewhere' | 'no-page' | 'no-anchor'
  /** What was most likely meant. */
  readonly near?: string
}

/** The pages of the shop that links may lead to. */
export class Site {
  /** Hosts that are the shop's own; a link elsewhere cannot be judged here. */
  readonly #hosts = new Set<string>()
  /** Anchors by path; undefined where they are not known. */
  readonly #pages = new Map<string, ReadonlySet<string> | undefined>()

  /** Adds a page by its address or path, with the ids on it if they are known. */
  add(address: string, anchors?: ReadonlySet<string>): void {
    const url = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(address)
    if (url) this.#hosts.add((url[1] ?? '').toLowerCase().replace(/^www\./, ''))
    const path = normal(url ? (url[2] ?? '') : address)
    this.#pages.set(path, anchors ?? this.#pages.get(path))
  }

  get size(): number {
    return this.#pages.size
  }

  /** Looks an address up. */
  follow(address: string): Target {
    const url = /^https?:\/\/([^/?#]+)(.*)$/i.exec(address)
    if (url && !this.#hosts.has((url[1] ?? '').toLowerCase().replace(/^www\./, '')))
      return { kind: 'elsewhere' }
    if (!url && /^[a-z][a-z\d+.-]*:/i.test(address)) return { kind: 'elsewhere' }
    const target = url ? (url[2] ?? '') : address
    if (target.startsWith('#')) return { kind: 'ok' }
    const path = normal(target)
    const anchor = /#(.+)$/.exec(target)?.[1]
    if (!this.#pages.has(path)) {
      const near = this.#near(path)
      return { kind: 'no-page', ...(near !== undefined && { near }) }
    }
    const anchors = this.#pages.get(path)
    if (anchor === undefined || !anchors || anchors.has(decoded(anchor))) return { kind: 'ok' }
    const near = [...anchors].find((id) => fold(id) === fold(decoded(anchor)))
    return { kind: 'no-anchor', ...(near !== undefined && { near: `${path}#${near}` }) }
  }

  #near(path: string): string | undefined {
    let best: { page: string; distance: number } | undefined
    for (const page of this.#pages.keys()) {
      if (Math.abs(page.length - path.length) > 3) continue
      const away = distance(fold(page), fold(path), 3)
      if (away < (best?.distance ?? 3)) best = { page, distance: away }
    }
    return best?.page
  }
}

/**
 * Reads a sitemap: XML with `<loc>`, or one address or path a line.
 *
 * @param text the file's text
 */
export function readSitemap(text: string): Site {
  const site = new Site()
  const found = [...text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*<\/loc>/gi)].map(
    (match) => match[1] ?? '',
  )
  const addresses = found.length > 0 ? found : text.split(/\r?\n/).map((line) => line.trim())
  for (const address of addresses) {
    if (/^(?:https?:\/\/|\/)/i.test(address)) site.add(address.replaceAll('&amp;', '&'))
  }
  return site
}

/** The ids and names that a link may end with, on a page of HTML. */
export function anchorsOf(html: string): Set<string> {
  return new Set(
    [...html.matchAll(/\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi)].map(
      (match) => match[1] ?? match[2] ?? match[3] ?? '',
    ),
  )
}

/** `/Contact/?x#y` → `/Contact`: without query, anchor, closing slash and index page. */
function normal(path: string): string {
  const bare = decoded(path.replace(/[?#].*$/s, ''))
    .replace(/\/index\.html?$/i, '/')
    .replace(/\.html?$/i, '')
    .replace(/\/+$/, '')
  return bare.startsWith('/') ? bare : `/${bare}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Levenshtein distance, given up at a limit. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1
      const value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      next.push(value)
      least = Math.min(least, value)
    }
    if (least >= limit) return limit
    row = next
  }
  return Math.min(limit, row[b.length] ?? limit)
}
