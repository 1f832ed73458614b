// How long `comptoir-kb check` takes on the demo's FAQ and on 1,000 articles of the same length: at most 2 s.
// The whole command is timed, from the start of the process to its end.
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
console.log('files                          articles   findings   seconds (best of 3)   to reach')
for (const [name, copies, limit] of [
  ['the demo, French and English', 1, 2],
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
  let findings = 0
  for (let run = 0; run < 3; run++) {
    const start = performance.now()
    const { stdout } = spawnSync(
      process.execPath,
      ['--conditions=@comptoir/source', command, 'check', ...files, '--json'],
      {
        encoding: 'utf8',
        maxBuffer: 1e9,
      },
    )
    best = Math.min(best, performance.now() - start)
    findings = JSON.parse(stdout).length
  }
  const seconds = best / 1000
  slow ||= limit !== undefined && seconds > limit
  console.log(
    `${name.padEnd(30)} ${String(articles).padStart(8)} ${String(findings).padStart(10)} ${seconds.toFixed(2).padStart(21)}   ${limit === undefined ? '–' : `${limit.toFixed(1)}`}`,
  )
}
rmSync(folder, { recursive: true })
if (slow) process.exitCode = 1
