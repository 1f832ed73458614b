/**
 * The address as it may be followed, or undefined: http, https, mailto, tel, or relative to the page.
 *
 * Browsers skip tabs and line breaks inside a scheme, so an address with control characters or spaces is refused,
 * and `//host` and `\` too, which would leave the shop without saying so.
 */
export function safeAddress(address: string): string | undefined {
  const trimmed = address.trim()
  if (trimmed === '' || /[\p{Cc}\s\\<>]/u.test(trimmed) || trimmed.startsWith('//')) {
    return undefined
  }
  const scheme = /^([^/?#]*?):/.exec(trimmed)?.[1]
  if (scheme === undefined) return trimmed
  return /^(?:https?|mailto|tel)$/i.test(scheme) ? trimmed : undefined
}
