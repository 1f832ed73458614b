/**
 * The text with what customers do not read as words blanked out: addresses of links and pictures, web addresses,
 * e-mail addresses, entities of HTML. Every other character stays at its place.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)/g, (found) => `]${' '.repeat(found.length - 1)}`)
    .replace(/&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/gi, blank)
    .replace(/https?:\/\/[^\s<>"»”)]+/gi, blank)
    .replace(/[\w.+-]{1,64}@[\w.-]{1,255}/g, blank)
    .replace(/\bwww\.[^\s<>"»”)]+/gi, blank)
}

function blank(found: string): string {
  return ' '.repeat(found.length)
}
