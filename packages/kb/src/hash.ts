/** FNV-1a (Fowler, Noll, Vo) of a text's UTF-16 units, as 32 bits: the same on every machine. */
export function hash(text: string): number {
  let bits = 0x811c9dc5
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193)
  return bits >>> 0
}
