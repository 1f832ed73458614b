// Where the bytes of an order's story go: `pnpm bench widget --only bytes` (`--by module` for each file).
// The browsers' build is made anew with source maps; each group is then taken out of the finished files, and what they
// weigh less in brotli is what the group costs. Groups share words with one another, so the costs add up to a little
// less than the whole.
import { SourceMap } from 'node:module'
import { brotliCompressSync } from 'node:zlib'
import { build, type Plugin, type Rolldown } from 'vite'
import { escapeNonAscii } from '../../packages/widget/build/ascii-only.ts'
import { shrink } from '../../packages/widget/build/smaller.ts'
import { orderStory } from '../../packages/widget/build/size-report.ts'
import config from '../../packages/widget/vite.config.ts'

/** A piece of a finished file, and the source it comes from. */
interface Piece {
  readonly text: string
  readonly source: string
}

interface Chunk {
  readonly file: string
  readonly pieces: readonly Piece[]
}

/** The first that fits is a source's group. */
const GROUPS: readonly (readonly [name: string, sources: RegExp])[] = [
  ['xstate', /\/xstate\//],
  ['fuse.js', /\/fuse\.js\//],
  ['preact', /\/preact\//],
  ['idb-keyval', /\/idb-keyval\//],
  ['kb: FAQ files', /kb\/src\/(?:parse-faq|faq|faq-shape|json-text|visible|steps|shelves)\.ts/],
  ['kb: Markdown', /kb\/src\/markdown\.ts/],
  [
    'kb: words',
    /kb\/src\/(?:normalize|stem|terms|pack-terms|phrases|reader|lexicon|locales|requests|small-talk|speaker|topics)\.ts/,
  ],
  ['kb: ranking', /kb\/src\//],
  ['engine: compiler', /bot-engine\/src\/flow\/(?:compile|silent-loop|gate|step-site|machine-config)/],
  ['engine: verbs', /bot-engine\/src\/flow\/verbs\//],
  ['engine: turns', /bot-engine\/src\/(?:flow\/|pure-scope|conversation\.machine|sound|figures)/],
  [
    'engine: leading flows',
    /bot-engine\/src\/(?:flow-runner|form|item-form|render|acts|answered-card|look)\.ts/,
  ],
  [
    'engine: desk and ports',
    /bot-engine\/src\/(?:desk-|http-|port-|more-port|outbox|event-stream|request|order|is-message|no-desk)/,
  ],
  ['engine: opening hours', /bot-engine\/src\/(?:opening-hours|holidays)\.ts/],
  [
    'engine: what customers say',
    /bot-engine\/src\/(?:read-|wish|words|facts|phone|mask|hide|customer-text)|flow\/(?:slot-type|known-types)/,
  ],
  ['engine: conversation', /bot-engine\/src\//],
  ['widget: words', /widget\/src\/i18n\//],
  ['widget: cards', /widget\/src\/ui\/cards\//],
  ['widget: screens', /widget\/src\/(?:ui\/|app\.tsx)/],
  ['widget: loader', /widget\/src\/(?:loader|launcher|install|events)/],
  ['widget: configuration', /widget\/src\/(?:config|colour|theme|settings|load-file)/],
  ['widget: tabs, storage, session', /widget\/src\//],
  // What comes from no script keeps the name of its file.
  ['flows, with what the bot says', /^[\w-]+\.fr-/],
  ['styles, and what joins the files', /^(?:app|conversation|flow-runner|fr)-/],
]

/** Prints a row for each group, the costliest first. */
export async function printBytes(by: 'group' | 'module'): Promise<void> {
  const chunks = (await builtChunks()).filter(({ file }) => orderStory(file))
  const whole = weigh(chunks)
  const nameOf = by === 'group' ? groupOf : (source: string): string => source
  const names = new Set(chunks.flatMap(({ pieces }) => pieces.map(({ source }) => nameOf(source))))
  const rows = [...names].map((name) => ({
    name,
    least: whole - weigh(chunks, (piece) => nameOf(piece.source) !== name),
    raw: chunks
      .flatMap(({ pieces }) => pieces)
      .reduce((sum, { text, source }) => sum + (nameOf(source) === name ? text.length : 0), 0),
  }))
  console.log('| part | bytes of brotli | minified |\n|---|---:|---:|')
  for (const { name, least, raw } of rows.toSorted((a, b) => b.least - a.least))
    console.log(`| ${name} | ${least} | ${raw} |`)
  console.log(
    `| ${chunks.length} files | ${whole} | ${chunks.flatMap(({ pieces }) => pieces).reduce((sum, { text }) => sum + text.length, 0)} |`,
  )
}

function groupOf(source: string): string {
  return GROUPS.find(([, sources]) => sources.test(source))?.[0] ?? `else: ${source}`
}

function weigh(chunks: readonly Chunk[], keep: (piece: Piece) => boolean = () => true): number {
  return chunks.reduce((sum, { pieces }) => {
    const left = pieces
      .filter(keep)
      .map(({ text }) => text)
      .join('')
    return sum + (left === '' ? 0 : brotliCompressSync(left).length)
  }, 0)
}

async function builtChunks(): Promise<readonly Chunk[]> {
  const browsers = config({ command: 'build', mode: 'production' })
  const kept = (await Promise.all((browsers.plugins ?? []).flat())).filter((plugin): plugin is Plugin => {
    const name = typeof plugin === 'object' && plugin !== null && 'name' in plugin ? plugin.name : ''
    return !['comptoir-rest', 'comptoir-smaller', 'comptoir-ascii-only', 'comptoir-sweep'].includes(name)
  })
  const output = await build({
    ...browsers,
    plugins: kept,
    build: { ...browsers.build, write: false, sourcemap: true },
  })
  const chunks = [output]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((file) => file.type === 'chunk')
  return Promise.all(
    chunks.map(async ({ fileName, code, map }) => ({
      file: fileName,
      pieces: await takenApart(fileName, code, map),
    })),
  )
}

async function takenApart(
  file: string,
  code: string,
  map: Rolldown.SourceMap | null,
): Promise<readonly Piece[]> {
  const { code: small, map: place } = await shrink(code, map ? JSON.stringify(map) : undefined)
  if (!place) return [{ text: escapeNonAscii(small), source: file }]
  const sources = new SourceMap(JSON.parse(place))
  const found: { text: string; source: string }[] = []
  small.split('\n').forEach((line, row) => {
    for (let column = 0; column < line.length; column++) {
      const entry = sources.findEntry(row, column)
      const source = shortened(('originalSource' in entry ? entry.originalSource : undefined) ?? file)
      const last = found.at(-1)
      const text = escapeNonAscii(line[column] ?? '')
      if (last?.source === source) last.text += text
      else found.push({ text, source })
    }
  })
  return found
}

/** `bot-engine/src/request.ts`, whatever stands before it. */
function shortened(source: string): string {
  return source
    .replace(/^.*\/node_modules\//, 'npm/')
    .replace(/^(?:.*\/)?(?:packages\/|\.\.\/)+/, '')
    .replace(/^src\//, 'widget/src/')
}
