/**
 * Every sentence that the widget says to the people who put it on a site: what, where, and how to mend it. Fetched
 * when there is one to say; see `problem.ts`.
 */
export const messages = {
  noConfig: (): string =>
    'WID-003: The script tag names no configuration. Expected data-config="/comptoir/config.json" (or at least data-faq with the address of a FAQ file).',
  badAnswer: (address: string, status: number): string =>
    `WID-010: ${address} answered with status ${status}. Expected 200 and a JSON file. Check that the file is there and that the address in the script tag or in the configuration is right.`,
  noAnswer: (address: string, cause: string): string =>
    `WID-011: ${address} could not be fetched (${cause}). Check the address, and that the connect-src of the page's Content-Security-Policy allows it.`,
  notJson: (address: string, cause: string): string =>
    `WID-012: ${address} is not JSON (${cause}). Expected a JSON file; check commas, quotes and brackets there.`,
  /** @param why what does not fit about it, where its own check says so */
  badValue: (address: string, path: string, found: unknown, why: string | undefined): string =>
    `WID-013: ${address}, ${path}: expected ${expectedAt(path, found)}${why === undefined ? '' : ` (${why})`}, found ${describe(found)}.`,
  unknownKey: (address: string, path: string, known: readonly string[]): string =>
    `WID-014: ${address}, ${path}: not a setting, so it was left out. Known here: ${known.join(', ')}.`,
  badFile: (address: string, problems: string): string =>
    `WID-015: ${address} has problems; what they concern is left out. Mend a FAQ with "comptoir-kb check", make an index again with "comptoir-kb build". ${problems}`,
  noArticles: (address: string): string =>
    `WID-016: ${address} holds no article that can be used. Expected { "locale": …, "categories": […], "articles": […] } with at least one article.`,
  noFaqFor: (address: string, locale: string, found: string): string =>
    `WID-017: ${address}, faq: no FAQ for the language ${locale}, found ${found}. Add one, or set data-locale to a language that has one.`,
  noThread: (cause: string): string =>
    `WID-019: The search runs in the page, not in a thread (${cause}). Allow worker-src 'self' and trusted-types comptoir, or set "worker" to false.`,
  cardNotDrawn: (kind: string, cause: string): string =>
    `WID-020: The card "${kind}" could not be drawn (${cause}). Its message shows the text alone; look at its drawer in mount({ cards }).`,
  engine: (code: string, message: string): string =>
    `WID-018: The conversation went on after a fault (${code}): ${message}`,
}

/** What belongs at a path of the configuration. */
function expectedAt(path: string, found: unknown): string {
  if (/^(?:the whole file|contact|theme)$/.test(path)) return 'an object'
  if (/^texts\.[^.]*$/.test(path)) return 'an object of texts such as { "conversation.greeting": "…" }'
  const special = EXPECTED[path]
  if (special !== undefined) return special
  // A text that does not fit where texts belong is no address.
  if (typeof found === 'string') return 'an address such as "/contact"'
  return path === 'faq' ? 'the address of a FAQ file' : 'a text'
}

const EXPECTED: Readonly<Record<string, string>> = {
  hours: 'opening hours',
  'theme.accent': 'a colour such as "#1d5b4f"',
  'theme.radius': 'pixels from 0 to 24',
  worker: 'true or false',
  survey: 'a list of "csat", "ces" and "nps"',
  tone: '"plain" or "warm"',
}

/** What was found, short enough for a sentence. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const shown = JSON.stringify(value) ?? String(value)
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}
