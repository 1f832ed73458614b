// Plants faults in any FAQ and says which of them the check finds:
//   node --conditions=@comptoir/source packages/kb/test/mutation/main.ts FILE... [--rounds 20] [--moves 4]
// With --moves, variants are also moved to any other article, up to eight at a time, so many times: which of them stand
// wrong can only be told by what is close to what, and not all are found.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Lexicon } from '@comptoir/kb'
import en from '../../lexicon/en.json' with { type: 'json' }
import fr from '../../lexicon/fr.json' with { type: 'json' }
import { moveVariants } from './moved-variants.ts'
import { findingsOf, runMutations } from './run-mutations.ts'

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, moves: { type: 'string', default: '0' } },
  allowPositionals: true,
})
const files = positionals.map((name) => ({ name, text: readFileSync(name, 'utf8') }))
const now = new Date()
const lexicons = [fr as Lexicon, en as Lexicon]
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
for (const { name, text } of Number(values.moves) > 0 ? files : []) {
  const seeds = Array.from({ length: Number(values.moves) }, (_, round) => 7 + 31 * round)
  const { moved, found, wrong } = moveVariants(text, 8, seeds, { now, lexicons })
  process.stdout.write(`${name}: ${found} of ${moved} moved variants found, ${wrong} others named\n`)
}
process.exitCode = hits === all && clean.length === 0 ? 0 : 1
