import { plain } from './words.ts'

/**
 * The requests of one message, as far as its words part them: sentences, and what follows "et aussi" or the like. What
 * stands before the first verb of the next request stays with it.
 *
 * @param joints phrases that begin another request: `et aussi`, `et je`; the first word of each is left out
 * @example
 * ```ts
 * splitRequests('ma facture et aussi où en est mon colis', ['et aussi']) // ['ma facture', 'aussi où en est mon colis']
 * ```
 */
export function splitRequests(text: string, joints: readonly string[]): readonly string[] {
  const phrases = joints.map((joint) => plain(joint).split(' '))
  return text
    .split(/(?<=[?!;\n])\s*|(?<=[^\s.][.])\s+|(?<=:)\s+/)
    .flatMap((sentence) => splitAt(sentence.trim().split(/\s+/), phrases))
    .filter((part) => plain(part).split(' ').length > 1)
}

function splitAt(words: readonly string[], joints: readonly (readonly string[])[]): readonly string[] {
  const compared = words.map((word) => plain(word))
  // A word such as "j'aimerais" is two where words are compared.
  const follows = (at: number): boolean =>
    joints.some((joint) => ` ${compared.slice(at).join(' ')} `.startsWith(` ${joint.join(' ')} `))
  const cut = compared.findIndex((_, at) => at > 1 && at < words.length - 1 && follows(at))
  if (cut < 0) return [words.join(' ')]
  return [words.slice(0, cut).join(' '), ...splitAt(words.slice(cut + 1), joints)]
}
