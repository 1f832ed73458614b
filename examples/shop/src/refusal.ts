import { type TextKey, type Texts, textsIn } from './texts.ts'

/**
 * The shop says no, with a sentence for whoever asked: a customer at the till or the team in the back office.
 * The sentence is content, in both languages.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly key: TextKey
  readonly values: Readonly<Record<string, string | number>>

  constructor(key: TextKey, values: Readonly<Record<string, string | number>> = {}) {
    super(textsIn('en')(key, values))
    this.key = key
    this.values = values
  }

  in(t: Texts): string {
    return t(this.key, this.values)
  }
}
