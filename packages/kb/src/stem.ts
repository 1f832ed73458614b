/** Cuts a folded word down to what its forms share: `remboursements`, `rembourser`, `rembourse` → `rembours`. */
export function stem(word: string, locale: string): string {
  const endings = ENDINGS[locale.slice(0, 2)]
  if (!endings || word.length < 4 || /\d/.test(word)) return word
  const { plural, suffixes, replace } = endings
  let cut = word.replace(plural, '')
  const suffix = suffixes.exec(cut)
  if (suffix && suffix.index >= 3) cut = cut.slice(0, suffix.index)
  for (const [from, to] of replace) cut = cut.replace(from, to)
  return cut.length < 3 ? word : cut
}

interface Endings {
  readonly plural: RegExp
  /** Longest first; what stays has at least three letters. */
  readonly suffixes: RegExp
  readonly replace: readonly (readonly [RegExp, string])[]
}

const ENDINGS: Readonly<Record<string, Endings>> = {
  fr: {
    plural: /(?<=...)[sx]$/,
    suffixes:
      /(?:issement|ellement|ablement|ateur|atrice|ation|ition|aison|ement|iere|euse|able|ible|ique|isme|iste|ance|ence|ment|tion|sion|aient|erai|eras|erez|eront|erait|issez|isse|ier|age|ant|ent|ait|ais|ez|er|ee|ir|eur|ons|ie|if|ive|ai|a|e|i|u)$/,
    replace: [
      [/(.)\1$/, '$1'],
      [/y$/, 'i'],
      [/[cç]$/, 'c'],
    ],
  },
  en: {
    plural: /(?<=...)(?:(?<=[sxz]|ch|sh)es|(?<![su])s|'s)$/,
    suffixes:
      /(?:ization|isation|fulness|ation|ition|ement|ments|ment|ness|ance|ence|able|ible|tion|sion|ingly|ing|edly|ed|ies|ied|ier|ily|ery|er|ly|al|ful|y|e|i)$/,
    replace: [[/(.)\1$/, '$1']],
  },
}
