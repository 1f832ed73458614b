// How long `comptoir-kb check` takes on the demo's FAQ and on 1,000 articles of the same length: at most 2 s.
// The whole command is measured, from the start of the process to its end, by the clock and by the processor's time;
// the latter is what is judged, so that other work on the machine does not count.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { manyArticles } from './many-articles.ts'

const demo = new URL('../../examples/shop/content/faq/', import.meta.url)
const command = new URL('../../packages/kb/src/cli.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'comptoir-check-'))
let slow = false
/** Runs in the command's own process: writes at its end how long it kept the processor busy, in microseconds. */
const tellTime = `data:text/javascript,${encodeURIComponent("process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write(String(user + system)) })")}`
console.log('best of 3                      articles   findings    seconds   processor   to reach')
for (const [name, copies, limit] of [
  ['the demo, French and English', 1, undefined],
  ['French', 10, 2],
  ['French and English', 10, undefined],
] as const) {
  const locales = name === 'French' ? ['fr'] : ['fr', 'en']
  let articles = 0
  const files = locales.map((locale) => {
    const faq = manyArticles(readFileSync(new URL(`faq.${locale}.json`, demo), 'utf8'), copies)
    articles += faq.articles.length
    const file = join(folder, `faq.${locale}.json`)
    writeFileSync(file, JSON.stringify(faq, null, 1))
    return file
  })
  let best = Infinity
  let busy = Infinity
  let findings = 0
  for (let run = 0; run < 3; run++) {
    const start = performance.now()
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@comptoir/source', '--import', tellTime, command, 'check', ...files, '--json'],
      {
        encoding: 'utf8',
        maxBuffer: 1e9,
      },
    )
    best = Math.min(best, performance.now() - start)
    busy = Math.min(busy, Number(/(\d+)$/.exec(stderr)?.[1] ?? Infinity) / 1e6)
    findings = JSON.parse(stdout).length
  }
  slow ||= limit !== undefined && busy > limit
  console.log(
    `${name.padEnd(30)} ${String(articles).padStart(8)} ${String(findings).padStart(10)} ${(best / 1000).toFixed(2).padStart(10)}` +
      ` ${busy.toFixed(2).padStart(11)}   ${limit === undefined ? '–' : limit.toFixed(1)}`,
  )
}
rmSync(folder, { recursive: true })
if (slow) process.exitCode = 1
