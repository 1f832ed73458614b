import { isTextKey, type TextKey, type Texts, textsIn } from './texts.ts'

/**
 * The shop says no, with a sentence for whoever asked: a customer at the till or the team in the back office.
 * The sentence is content, in both languages.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly key: TextKey
  readonly values: Readonly<Record<string, string | number>>

  /** @param values what fills the sentence; a value that names a sentence itself is put into words as well */
  constructor(key: TextKey, values: Readonly<Record<string, string | number>> = {}) {
    super(sentence(textsIn('en'), key, values))
    this.key = key
    this.values = values
  }

  in(t: Texts): string {
    return sentence(t, this.key, this.values)
  }
}

function sentence(t: Texts, key: TextKey, values: Readonly<Record<string, string | number>>): string {
  const words = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && isTextKey(value) ? t(value) : value,
  ])
  return t(key, Object.fromEntries(words))
}
