/** Every sentence that the widget says to the people who put it on a site: what, where, and how to mend it. */
export const messages = {
  noConfig: (): string =>
    'WID-003: The script tag names no configuration. Expected data-config="/comptoir/config.json" (or at least data-faq with the address of a FAQ file).',
  badAnswer: (address: string, status: number): string =>
    `WID-010: ${address} answered with status ${status}. Expected 200 and a JSON file. Check that the file is there and that the address in the script tag or in the configuration is right.`,
  noAnswer: (address: string, cause: string): string =>
    `WID-011: ${address} could not be fetched (${cause}). Check the address, and that the connect-src of the page's Content-Security-Policy allows it.`,
  notJson: (address: string, cause: string): string =>
    `WID-012: ${address} is not JSON (${cause}). Expected a JSON file; check commas, quotes and brackets there.`,
  badValue: (address: string, path: string, expected: string, found: string): string =>
    `WID-013: ${address}, ${path}: expected ${expected}, found ${found}.`,
  unknownKey: (address: string, path: string, known: readonly string[]): string =>
    `WID-014: ${address}, ${path}: not a setting, so it was left out. Known here: ${known.join(', ')}.`,
  badFaq: (address: string, problems: string): string =>
    `WID-015: ${address} has problems; the articles concerned are left out. Mend them with "comptoir-kb check". ${problems}`,
  noArticles: (address: string): string =>
    `WID-016: ${address} holds no article that can be used. Expected { "locale": …, "categories": […], "articles": […] } with at least one article.`,
  noFaqFor: (address: string, locale: string, found: string): string =>
    `WID-017: ${address}, faq: no FAQ for the language ${locale}, found ${found}. Add one, or set data-locale to a language that has one.`,
  engine: (code: string, message: string): string =>
    `WID-018: The conversation went on after a fault (${code}): ${message}`,
}
