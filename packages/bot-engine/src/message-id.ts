/**
 * A new message id: UUIDv7 (RFC 9562 §5.7), so that ids sort by the time they were written.
 *
 * @param now milliseconds since the epoch
 */
export function newMessageId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const time = Math.max(0, Math.floor(now)).toString(16).padStart(12, '0').slice(-12)
  const random = [...bytes.subarray(6)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'.charAt((bytes[8] ?? 0) & 3)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(1, 4)}-${variant}${random.slice(5, 8)}-${random.slice(8, 20)}`
}
