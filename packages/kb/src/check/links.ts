import type { Article, News } from '../faq.ts'

/** An address in an article, and where it stands. */
export interface Link {
  readonly address: string
  /** Text that is clicked; undefined for fields that are addresses. */
  readonly text?: string
  readonly image: boolean
  /** Path inside the record, e.g. `answer` or `steps[1].link`. */
  readonly path: string
  /** `[start, end)` of the address inside that text. */
  readonly start: number
  readonly end: number
}

/** Every address of an article or a piece of news, as it is written, also the ones that will not be followed. */
export function linksOf(record: Article | News): Link[] {
  if (!('answer' in record)) return inText(record.text, 'text')
  return [
    ...inText(record.answer, 'answer'),
    ...(record.steps ?? []).flatMap((step, index) => [
      ...inText(step.text, `steps[${index}].text`),
      ...field(step.link, `steps[${index}].link`, false),
      ...field(step.image, `steps[${index}].image`, true),
    ]),
  ]
}

/** `[text](address "title")`; the address may hold one pair of parentheses. */
const LINK =
  /(!?)\[([^[\]\n]{0,500})\]\(([^()\n"]{0,2000}(?:\([^()\n"]{0,500}\)[^()\n"]{0,500})?)(?:"[^"\n]{0,300}")?\)/g

function inText(text: string, path: string): Link[] {
  return [...text.matchAll(LINK)].map((match) => {
    const address = match[3] ?? ''
    const start = match.index + (match[1] ?? '').length + (match[2] ?? '').length + 3
    return {
      address,
      text: match[2] ?? '',
      image: match[1] === '!',
      path,
      start,
      end: start + address.length,
    }
  })
}

function field(address: string | undefined, path: string, image: boolean): Link[] {
  return address === undefined ? [] : [{ address, image, path, start: 0, end: address.length }]
}
