import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { explore } from '../explorer/explore.ts'
import { UsageError, type Command } from './command.ts'
import { readFlowFiles, readLibrary } from './flow-files.ts'

export const exploreFlows: Command = {
  usage: 'comptoir-bot explore FLOW... [--locale fr] [--json]',
  summary:
    'Walks through every situation of flows, and prints the conversation that leads to a dead end. Exit code 1 when there is one.',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, locale: { type: 'string', default: 'fr' } },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('Say which flow files to explore.')
    const files = readFlowFiles(positionals, terminal.folder)
    const flows = readLibrary([...new Set(files.map(({ file }) => dirname(resolve(terminal.folder, file))))])
    let sound = true
    for (const { file } of files) {
      const found = await explore({
        flow: basename(file).replace(/\.flow\.json$/, ''),
        flows,
        locale: values.locale,
      })
      const { flow, configurations, acts, states, transitions, traps, cut } = found
      const missed = [...states.missed, ...transitions.missed]
      sound &&= traps.length === 0 && missed.length === 0 && !cut
      if (values.json) {
        terminal.out(`${JSON.stringify(found)}\n`)
        continue
      }
      terminal.out(
        `${flow}: ${configurations} situations, ${acts} acts, ${states.seen} of ${states.all} states, ${transitions.seen} of ${transitions.all} transitions, ${traps.length} dead ends${cut ? '; the limit was reached' : ''}\n`,
      )
      if (missed.length > 0) terminal.out(`    never reached: ${missed.join(', ')}\n`)
      for (const { kind, sentence, conversation } of traps) {
        terminal.out(
          `    ${kind}: ${sentence}\n${conversation.map((line) => `        ${line.replaceAll('\n', ' ')}\n`).join('')}`,
        )
      }
    }
    return sound ? 0 : 1
  },
}
