import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkFlow } from '../checker/check-flow.ts'
import { draftOf, plantedFaults } from '../checker/planted-faults.ts'
import type { FlowTexts } from '../flow/library.ts'
import { helpOf } from './help.ts'
import { UsageError, type Command } from './command.ts'
import { readFlowFiles, readLibrary, readSchema } from './flow-files.ts'

export const faults: Command = {
  help: helpOf('faults'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('Say which flow files to plant mistakes in.')
    const files = readFlowFiles(positionals, terminal.folder)
    const library = readLibrary([
      ...new Set(files.map(({ file }) => dirname(resolve(terminal.folder, file)))),
    ])
    const others = await Promise.all(library.ids.map((id) => library.flow(id)))
    const shared = new Map<string, FlowTexts>()
    for (const locale of library.locales) shared.set(locale, await library.texts(locale, 'conversation'))
    const schema = readSchema()
    let missed = 0
    for (const { file, text, texts } of files) {
      const sound = new Map([...texts].map(([locale, own]) => [locale, JSON.parse(own.text) as FlowTexts]))
      const found: string[] = []
      const unseen: string[] = []
      for (const fault of plantedFaults) {
        const draft = draftOf(JSON.parse(text) as object, sound)
        if (!fault.plant(draft)) continue
        const edited = new Map(
          Object.entries(draft.texts).map(([locale, own]) => [
            locale,
            { file: `${locale}/${basename(file)}`, text: JSON.stringify(own) },
          ]),
        )
        const problems = checkFlow(JSON.stringify(draft.flow), {
          file,
          schema,
          texts: edited,
          shared,
          others,
        })
        ;(problems.length > 0 ? found : unseen).push(fault.id)
      }
      missed += unseen.length
      if (values.json) terminal.out(`${JSON.stringify({ file, found, missed: unseen })}\n`)
      else
        terminal.out(
          `${file}: ${found.length} kinds planted and found, ${unseen.length} missed${unseen.length > 0 ? `: ${unseen.join(', ')}` : ''}\n`,
        )
    }
    return missed > 0 ? 1 : 0
  },
}
