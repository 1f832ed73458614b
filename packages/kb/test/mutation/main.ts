// Plants faults in any FAQ and says which of them the check finds:
//   node --conditions=@comptoir/source packages/kb/test/mutation/main.ts FILE... [--rounds 20]
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { findingsOf, runMutations } from './run-mutations.ts'

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '20' } },
  allowPositionals: true,
})
const files = positionals.map((name) => ({ name, text: readFileSync(name, 'utf8') }))
const now = new Date()
const clean = findingsOf(files, now)
process.stdout.write(
  `As they are: ${clean.length} findings\n${clean.map(({ file, line, rule, sentence }) => `  ${file}:${line}  ${rule}  ${sentence}\n`).join('')}\n`,
)
let all = 0
let hits = 0
for (const { operator, planted, found, missed } of runMutations(files, Number(values.rounds), now)) {
  all += planted
  hits += found
  const verdict =
    planted === 0
      ? 'no place for it'
      : `${found}/${planted}${missed ? `  missed: seed ${missed.seed}, ${missed.path}` : ''}`
  process.stdout.write(`${operator.rule.padEnd(22)} ${operator.name.padEnd(52)} ${verdict}\n`)
}
process.stdout.write(`\n${hits} of ${all} planted faults found\n`)
process.exitCode = hits === all && clean.length === 0 ? 0 : 1
