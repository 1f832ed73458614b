import { checkText } from '@comptoir/kb/text-rules'
import type { FlowTexts } from '../flow/library.ts'
import type { FlowFinding, FlowProblem } from './flow-rule.ts'
import { placeholdersOf, rootOf, WORLD_NAMES } from './known-names.ts'
import { readTexts } from './read-texts.ts'
import { faultsOfHoles } from './rules/text-hole.ts'

export interface SharedTexts {
  readonly file: string
  readonly text: string
  readonly locale: string
  /** The file of this name that comes with the package: what the assistant says and understands by each key. */
  readonly shipped: FlowTexts
}

/**
 * Checks an edited copy of what all flows share, `conversation.json` or `repair.json`, against the shipped one: JSON,
 * keys, values, and the rules for everything that customers read. What customers write (`words.…`) may be anything.
 */
export function checkSharedTexts({ file, text, locale, shipped }: SharedTexts): readonly FlowProblem[] {
  const { problems, texts, place } = readTexts(text, file)
  if (texts === undefined) return problems
  const missing = Object.keys(shipped)
    .filter((key) => !Object.hasOwn(texts, key))
    .map((key) => ({
      path: '',
      sentence: `The text "${key}" is missing: this file stands in for the whole shipped one, copy it from there.`,
    }))
  return [
    ...problems,
    ...missing.map((finding) => place(finding, 'missing-text')),
    ...Object.entries(texts).flatMap(([key, said]) => [
      ...unused(key, shipped).map((finding) => place(finding, 'unused-text')),
      ...unfilled(key, said, shipped[key]).map((finding) => place(finding, 'text-hole')),
      ...unfit(key, said, locale, acronymsOf(shipped[key])).map((finding) => place(finding, 'broken-text')),
    ]),
  ]
}

/** The names of flows and of values are the shop's own. */
function unused(key: string, shipped: FlowTexts): readonly FlowFinding[] {
  if (Object.hasOwn(shipped, key) || /^(?:flow|word)\./.test(key)) return []
  return [{ path: key, sentence: `The assistant has no text "${key}": take it out, or mend its name.` }]
}

function unfilled(key: string, text: string, original = ''): readonly FlowFinding[] {
  const filled = new Set(placeholdersOf(original).map(({ path }) => path))
  const strange = placeholdersOf(text).filter(
    ({ path }) => !filled.has(path) && !WORLD_NAMES.has(rootOf(path)),
  )
  return [
    ...faultsOfHoles(key, text),
    ...strange.map(({ path }) => ({
      path: key,
      sentence: `Nothing fills {${path}} here: the shipped text has ${
        [...filled].map((name) => `{${name}}`).join(', ') || 'no value'
      }.`,
    })),
  ]
}

function unfit(
  key: string,
  text: string,
  locale: string,
  acronyms: ReadonlySet<string>,
): readonly FlowFinding[] {
  if (key.startsWith('words.')) return []
  if (text.trim() === '') return [{ path: key, sentence: `"${key}" says nothing: write it.` }]
  return checkText(text.replace(/\{[^{}]*\}/g, 'Nelvet'), { locale, acronyms }).map(({ rule, sentence }) => ({
    path: key,
    sentence: `${sentence} (${rule})`,
  }))
}

/** What the shipped text writes in capitals: the example of an order's reference. */
function acronymsOf(original = ''): ReadonlySet<string> {
  return new Set(original.match(/\p{Lu}{2,}/gu))
}
