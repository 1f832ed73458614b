import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { explore, type Coverage, type Exploration } from '../explorer/explore.ts'
import { helpOf } from './help.ts'
import { UsageError, type Command } from './command.ts'
import { readFlowFiles, readLibrary } from './flow-files.ts'

export const exploreFlows: Command = {
  help: helpOf('explore'),
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
      const id = basename(file).replace(/\.flow\.json$/, '')
      let found: Exploration
      try {
        found = await explore({ flow: id, flows, locale: values.locale })
      } catch (cause) {
        // A flow that does not compile, or one that it uses: the others are walked all the same.
        sound = false
        terminal.err(`${id}: ${cause instanceof Error ? cause.message : String(cause)}\n`)
        continue
      }
      const { flow, configurations, states, transitions, promises, tally, traps, cut } = found
      const { inputs, ports, interruptions } = tally
      const missed = [...new Set([states, transitions, promises].flatMap((each) => each.missed))]
      sound &&= traps.length === 0 && missed.length === 0 && !cut
      if (values.json) {
        terminal.out(`${JSON.stringify(found)}\n`)
        continue
      }
      terminal.out(
        `${flow}: ${configurations} configurations, ${traps.length} dead ends${cut ? '; the limit was reached' : ''}\n` +
          `    reached  ${of(states)} states, ${of(transitions)} transitions, ${of(promises)} promises of its steps\n` +
          `    inputs   ${counted(inputs)}\n    ports    ${counted(ports)}\n    interruptions ${interruptions}\n`,
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

function of({ seen, all }: Coverage): string {
  return `${seen} of ${all}`
}

function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
