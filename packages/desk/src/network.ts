import { isIP } from 'node:net'

/** Who is on the other end of the socket, as the server that carries the desk knows it. */
export interface Peer {
  /** IP address of the socket's other end. */
  readonly address?: string
  /** What `@hono/node-server` hands over; the address is read from it. */
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } }
}

/**
 * The network that a request is counted under: the IPv4 address, or the /64 of an IPv6 address, which is what
 * one household or machine holds. `X-Forwarded-For` counts only when the socket's other end is one of the
 * trusted proxies, and then from the right: the last address that is not a trusted proxy itself.
 *
 * @example
 * networkOf(new Headers(), { address: '2001:db8:1:2:3::4' }, []) // '2001:db8:1:2::/64'
 */
export function networkOf(
  headers: Headers,
  peer: Peer | undefined,
  trustedProxies: readonly string[],
): string {
  let address = peerAddress(peer)
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => plain(part.trim()))
  while (trustedProxies.includes(address)) {
    const before = forwarded.pop()
    if (before === undefined || isIP(before) === 0) break
    address = before
  }
  if (isIP(address) === 6) return `${firstFourGroups(address)}::/64`
  return isIP(address) === 4 ? address : 'unknown'
}

/** The address at the other end of the socket, `''` where nobody told. */
export function peerAddress(peer: Peer | undefined): string {
  return plain(peer?.address ?? peer?.incoming?.socket?.remoteAddress ?? '')
}

/** `::ffff:192.0.2.1` is the IPv4 address, `fe80::1%eth0` has no use for its zone. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
}

function firstFourGroups(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ? tail.split(':') : [])]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
