import { parseArgs } from 'node:util'
import { conversationMachineDefinition } from '../conversation.machine.ts'
import { compileFlow } from '../flow/compile.ts'
import type { Flow } from '../flow/flow.ts'
import { helpOf } from './help.ts'
import { UsageError, type Command } from './command.ts'
import { readFlowFiles } from './flow-files.ts'

export const graph: Command = {
  help: helpOf('graph'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { stately: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    if (positionals[0] === 'conversation') {
      terminal.out(`${JSON.stringify(conversationMachineDefinition(), null, 2)}\n`)
      return 0
    }
    const [file] = readFlowFiles(positionals, terminal.folder)
    if (!file) throw new UsageError('Say which flow to draw.')
    const { config } = compileFlow(JSON.parse(file.text) as Flow)
    if (values.stately) {
      terminal.out(`${JSON.stringify(config, null, 2)}\n`)
      return 0
    }
    const node = (state: string): string =>
      state.replace(/[^\w]/g, (character) => `_${character.charCodeAt(0)}`)
    const lines = Object.entries(config.states).flatMap(([state, { always = [], on = {}, type }]) => [
      `  ${node(state)} : ${state}`,
      ...always.flatMap(({ target, guard }) =>
        target ? [`  ${node(state)} --> ${node(target)}${guard ? ` : ${guard.type}` : ''}`] : [],
      ),
      ...Object.entries(on).flatMap(([event, edges]) =>
        edges.flatMap(({ target }) => (target ? [`  ${node(state)} --> ${node(target)} : ${event}`] : [])),
      ),
      ...(type === 'final' ? [`  ${node(state)} --> [*]`] : []),
    ])
    terminal.out(`stateDiagram-v2\n  [*] --> ${node(config.initial)}\n${lines.join('\n')}\n`)
    return 0
  },
}
