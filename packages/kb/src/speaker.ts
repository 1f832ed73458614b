/** The values that a sentence has holes for, `{name}`. */
export type Values = Readonly<Record<string, string | number>>

/** Puts the values into a sentence, in its language. */
export type Speak<Sentence extends string> = (sentence: Sentence, values?: Values) => string

/** Speaks sentences in French for `fr` and `fr-…`, else in English. */
export function speakerOf<Sentence extends string>(
  en: Readonly<Record<Sentence, string>>,
  fr: Readonly<Record<Sentence, string>>,
): (language: string) => Speak<Sentence> {
  return (language) => {
    const sentences = language.toLowerCase().startsWith('fr') ? fr : en
    return (sentence, values = {}) => filled(sentences[sentence], values)
  }
}

/** A sentence with its holes filled; a hole without a value stays as it is. */
export function filled(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  )
}
