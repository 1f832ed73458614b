import type { Article, Category, News } from '../faq.ts'
import type { TextRuleId } from '../text-rules/index.ts'
import type { Placed } from './faq-file.ts'

/** A text of a FAQ with its path inside its record, and who it is for. */
export interface PlacedText {
  readonly text: string
  readonly path: string
  /** Phrasings imitate what customers type: they may shout and abbreviate. */
  readonly kind: 'shown' | 'phrasing'
}

/** Every text of an article, a category or a piece of news. */
export function textsOf({ value }: Placed<Article | Category | News>): PlacedText[] {
  const texts: PlacedText[] = []
  const shown = (text: string | undefined, path: string): void => {
    if (text !== undefined) texts.push({ text, path, kind: 'shown' })
  }
  const phrasings = (list: readonly string[] | undefined, path: string): void =>
    list?.forEach((text, index) => texts.push({ text, path: `${path}[${index}]`, kind: 'phrasing' }))
  if ('answer' in value) {
    shown(value.question, 'question')
    shown(value.answer, 'answer')
    value.steps?.forEach((step, index) => {
      shown(step.title, `steps[${index}].title`)
      shown(step.text, `steps[${index}].text`)
      shown(step.alt, `steps[${index}].alt`)
    })
    phrasings(value.variants, 'variants')
    phrasings(value.keywords, 'keywords')
    phrasings(value.examples, 'examples')
  } else if ('label' in value) {
    shown(value.label, 'label')
    shown(value.description, 'description')
  } else shown(value.text, 'text')
  return texts
}

/** The text rules that do not hold for phrasings. */
export const onlyShown: readonly TextRuleId[] = [
  'abbreviation',
  'blame',
  'caps',
  'french-spacing',
  'markdown',
  'odr-link',
  'promise',
  'repeated-punctuation',
  'surcharged-number',
]
