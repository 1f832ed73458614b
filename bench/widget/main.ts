// What the widget costs a shop's page, beside five others in the same run: `pnpm bench widget`.
//   --only bytes    where the bytes of an order's story go; --by module: file by file
//   --rounds N      visits to each page (5)      --alone   without the others
// Times are the main thread's processor time of the DevTools protocol, best of the rounds, less that of the page
// without any widget: other work on the machine hardly counts. Clicks are the clock's time: read the ratio. The others
// are installed from npm into a folder outside the workspace; one that does not run is named with the reason.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseFaq, prebuildIndex, type Lexicon } from '@comptoir/kb'
import lexicon from '@comptoir/kb/lexicon/fr.json' with { type: 'json' }
import { builtWidget } from '../../packages/widget/test/browser/built.ts'
import { launchChromium } from '../../packages/widget/test/browser/chromium.ts'
import { manyArticles } from '../check/many-articles.ts'
import { openBenchPage } from './bench-page.ts'
import { printBytes } from './bytes.ts'
import { blocking, visit, type Visit } from './measure.ts'
import { bundled, installed } from './peers.ts'
import { blank, comptoir, comptoirPrebuilt, comptoirThread, peers, type Subject } from './subjects.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    alone: { type: 'boolean', default: false },
    only: { type: 'string' },
    by: { type: 'string', default: 'group' },
  },
})
if (values.only === 'bytes') {
  await printBytes(values.by === 'module' ? 'module' : 'group')
  process.exit()
}
const rounds = Math.max(1, Number(values.rounds))
const widget = await builtWidget()
const demo = await readFile(new URL('../../examples/shop/content/faq/faq.fr.json', import.meta.url), 'utf8')
const faq = manyArticles(demo, 3)
const index = prebuildIndex(parseFaq(faq), { locale: 'fr', lexicon: lexicon as Lexicon })
const browser = await launchChromium()

interface Measured {
  readonly name: string
  readonly visits: readonly Visit[]
  readonly blocked: number
}

async function measured(subject: Subject): Promise<Measured> {
  const version = subject.npm ? ` ${await installed(subject)}` : ''
  const entry = subject.entry ? await bundled(subject) : undefined
  const bench = await openBenchPage(subject, { widget, faq, index, ...(entry !== undefined && { entry }) })
  try {
    const visits: Visit[] = []
    // The first one warms the browser up.
    for (let round = 0; round <= rounds; round++) visits.push(await visit(browser, subject, bench))
    const blocked = Math.min(await blocking(browser, subject, bench), await blocking(browser, subject, bench))
    return { name: subject.name + version, visits: visits.slice(1), blocked }
  } finally {
    await bench.close()
  }
}

const base = await measured(blank)
const best = ({ visits }: Measured, key: keyof Visit): number => Math.min(...visits.map((one) => one[key]))
const net = (one: Measured, key: keyof Visit): number => best(one, key) - best(base, key)
const percentile = (list: readonly number[], share: number): number =>
  list.toSorted((a, b) => a - b)[Math.ceil(list.length * share) - 1] ?? 0

const columns: readonly (readonly [title: string, cell: (one: Measured) => string])[] = [
  ['script on load, ms', (one) => net(one, 'loadScript').toFixed(1)],
  ['main thread on load, ms', (one) => net(one, 'loadTask').toFixed(0)],
  ['load and open, ms', (one) => (opens(one) ? net(one, 'openTask').toFixed(0) : '–')],
  ['and first answer, ms', (one) => figure(best(one, 'answerTask') - best(base, 'loadTask'), 0)],
  ['blocked at 4×, ms', (one) => Math.max(0, one.blocked - base.blocked).toFixed(0)],
  [
    'click to field, median / p95, ms',
    (one) => {
      const clicks = one.visits.map(({ click }) => click)
      return opens(one)
        ? `${percentile(clicks, 0.5).toFixed(0)} / ${percentile(clicks, 0.95).toFixed(0)}`
        : '–'
    },
  ],
  ['kB on load (requests)', (one) => `${kilo(best(one, 'loadBytes'))} (${best(one, 'loadRequests')})`],
  ['kB until typing (requests)', (one) => `${kilo(best(one, 'typeBytes'))} (${best(one, 'typeRequests')})`],
  [
    'heap closed / open / answered, MB',
    (one) =>
      `${net(one, 'heapClosed').toFixed(2)} / ${net(one, 'heapOpen').toFixed(2)} / ${figure(best(one, 'heapAnswered') - best(base, 'heapOpen'), 2)}`,
  ],
  ['elements closed / open', (one) => `${net(one, 'elementsClosed')} / ${net(one, 'elementsOpen')}`],
  ['shift', (one) => best(one, 'shift').toFixed(2)],
  ['globals', (one) => String(net(one, 'globals'))],
  ['other hosts', (one) => String(best(one, 'hosts'))],
]

function opens({ visits }: Measured): boolean {
  return visits.some(({ click }) => click > 0)
}

/** What is not measured is not a number. */
function figure(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits)
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

console.log(
  `Chromium ${browser.version()}, ${rounds} visits each, best of them; a FAQ of ${faq.articles.length} articles; the page alone takes ${best(base, 'loadTask').toFixed(0)} ms of its main thread.\n`,
)
console.log(`| | ${columns.map(([title]) => title).join(' | ')} |`)
console.log(`|---|${columns.map(() => '---:').join('|')}|`)
for (const subject of [comptoir, comptoirPrebuilt, comptoirThread, ...(values.alone ? [] : peers)]) {
  try {
    const one = await measured(subject)
    console.log(`| ${one.name} | ${columns.map(([, cell]) => cell(one)).join(' | ')} |`)
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error)
      .replace(/\s+/g, ' ')
      .slice(0, 200)
    console.log(`| ${subject.name} | did not run: ${reason} |`)
  }
}
await browser.close()
