import { parseArgs } from 'node:util'
import type { Finding } from '../check/index.ts'
import { fixFaqs } from '../fix/fix-faqs.ts'
import { speaker } from '../report/say.ts'
import { checkOptions, languageOfTerminal, plainFinding, settingsOf } from './check.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { assertWritable, readFaqFiles, writeAtomically } from './faq-files.ts'

export const fix: Command = {
  usage: 'comptoir-kb fix FILE... [--dry-run] [--json] [the options of check]',
  summary:
    'Repairs what can be repaired, and names what is left. A file that cannot be read is left as it is.',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { ...checkOptions, 'dry-run': { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('Say which FAQ files to repair.')
    const language = values.language ?? languageOfTerminal(terminal)
    const before = await readFaqFiles(positionals, terminal, values.locale)
    const { files, changed, repaired, left } = fixFaqs(
      before,
      await settingsOf(values, terminal, language, before),
    )
    if (!values['dry-run']) {
      await assertWritable(changed, terminal)
      for (const file of files)
        if (changed.includes(file.name)) await writeAtomically(file.name, file.text, terminal)
    }
    if (values.json) {
      terminal.out(
        `${JSON.stringify({ changed, repaired: repaired.map(plainFinding), left: left.map(plainFinding) }, null, 1)}\n`,
      )
    } else {
      const say = speaker(language)
      const done = say(values['dry-run'] ? 'fix.would' : 'fix.done')
      const line = (finding: Finding): string =>
        `${finding.file}:${finding.line}:${finding.column}  ${finding.rule}  ${finding.sentence}\n`
      terminal.out(repaired.map((finding) => `${done}  ${line(finding)}`).join('') + left.map(line).join(''))
      if (repaired.length + left.length > 0) {
        const counts = { repaired: repaired.length, files: changed.length, left: left.length }
        terminal.out(`\n${say(values['dry-run'] ? 'fix.preview' : 'fix.summary', counts)}\n`)
      }
    }
    return left.length > 0 ? 1 : 0
  },
}
