import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { scriptsIn } from './inventory.ts'

/** What a customer's browser fetches up to a point of the story, in bytes of brotli. */
export interface Story {
  readonly name: string
  readonly files: readonly string[]
  readonly bytes: number
  /** What a build may not exceed. */
  readonly budget: number
  /** Where it should come to. */
  readonly goal: number
}

/** What the way to the state of an order may weigh, in bytes of brotli. */
export const ORDER_STORY = 73_500

export interface Sizes {
  readonly files: Readonly<Record<string, number>>
  readonly stories: readonly Story[]
}

/**
 * Measures every script of a build, and the stories that have a budget. The lexicon of the search travels with the
 * shop's FAQ and is counted with it, not here.
 */
export async function measureSizes(outDir: string): Promise<Sizes> {
  const scripts = await scriptsIn(outDir)
  const sizes = new Map<string, number>()
  for (const file of scripts) sizes.set(file, brotli(await readFile(join(outDir, file))))
  const story = (name: string, budget: number, goal: number, wanted: (file: string) => boolean): Story => {
    const chosen = scripts.filter(wanted)
    return {
      name,
      files: chosen,
      bytes: chosen.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0),
      budget,
      goal,
    }
  }
  return {
    files: Object.fromEntries(sizes),
    stories: [
      story('page load', 3_000, 1_500, (file) => file === 'comptoir.js'),
      story('until a message can be typed', 16_000, 15_000, (file) =>
        /^(?:comptoir|app-.*|fr-.*)\.js$/.test(file),
      ),
      story('from the launcher to the state of an order', ORDER_STORY, 52_000, orderStory),
      story(
        'the whole counter with its twenty flows, one language',
        141_000,
        52_000,
        (file) =>
          !otherLanguage(file) && !file.startsWith('lexicon.') && !isDiagnosis(file) && !isForAgents(file),
      ),
    ],
  }
}

/** What the browser's log shows on the way to the state of an order: `story.browser.test.ts` compares. */
export function orderStory(file: string): boolean {
  return /^(?:comptoir\.|(?:app|fr|conversation|search-worker|flow-runner|(?:talk|track-order|verify)\.fr)-)/.test(
    file,
  )
}

/** The files of the stories speak French; those of English are for somebody else. */
function otherLanguage(file: string): boolean {
  return /(?:^|[-.])en[-.]/.test(file)
}

/** What tells the people who run a shop what is wrong with their files: fetched when something is. */
function isDiagnosis(file: string): boolean {
  return /^(?:faulty-faq|messages)-/.test(file)
}

/** The call script leads agents through a call; no customer's browser ever fetches it. */
function isForAgents(file: string): boolean {
  return file.startsWith('call-script.')
}

/** Prints the sizes, largest first. */
export async function reportSizes(outDir: string): Promise<void> {
  const { files, stories } = await measureSizes(outDir)
  const rows = Object.entries(files).sort(([, a], [, b]) => b - a)
  const lines = [
    'bytes (brotli)',
    ...rows.map(([file, bytes]) => `${String(bytes).padStart(8)}  ${file}`),
    ...stories.map(
      ({ name, bytes, budget, goal }) =>
        `${String(bytes).padStart(8)}  ${name} (budget ${budget}${bytes > budget ? ', EXCEEDED' : ''}, goal ${goal})`,
    ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function brotli(content: Buffer): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
