import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkFlow } from '../checker/check-flow.ts'
import { checkSharedTexts } from '../checker/check-shared-texts.ts'
import type { FlowTexts } from '../flow/library.ts'
import { helpOf } from './help.ts'
import { UsageError, type Command } from './command.ts'
import { readFlowFiles, readLibrary, readSchema, readSharedTexts } from './flow-files.ts'

export const check: Command = {
  help: helpOf('check'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, texts: { type: 'string' } },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('Say which flow files to check.')
    const files = readFlowFiles(positionals, terminal.folder, values.texts)
    const library = readLibrary([
      ...new Set(files.map(({ file }) => dirname(resolve(terminal.folder, file)))),
    ])
    const others = await Promise.all(library.ids.map((id) => library.flow(id)))
    const shared = new Map<string, FlowTexts>()
    for (const locale of library.locales) shared.set(locale, await library.texts(locale, 'conversation'))
    const schema = readSchema()
    const sharedFiles = readSharedTexts(positionals, terminal.folder, values.texts)
    const problems = [
      ...sharedFiles.flatMap(checkSharedTexts),
      ...files.flatMap(({ file, text, texts }) => checkFlow(text, { file, schema, texts, shared, others })),
    ]
    if (values.json) terminal.out(`${JSON.stringify(problems, null, 1)}\n`)
    else {
      for (const { file, line, column, rule, sentence, conversation } of problems) {
        terminal.out(`${file}:${line}:${column}  ${rule}  ${sentence}\n`)
        if (conversation) terminal.out(`    as in: ${conversation.join(' → ')}\n`)
      }
      const looked = [
        ...(files.length > 0 || sharedFiles.length === 0 ? [counted(files.length, 'flow')] : []),
        ...(sharedFiles.length > 0 ? [`${counted(sharedFiles.length, 'file')} of shared texts`] : []),
      ]
      terminal.out(`${[...looked, counted(problems.length, 'problem')].join(', ')}.\n`)
    }
    return problems.length > 0 ? 1 : 0
  },
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
