import { parseArgs } from 'node:util'
import { fixFaqs } from '../fix/fix-faqs.ts'
import { checkOptions, languageOfTerminal, plainFinding, settingsOf } from './check.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { readFaqFiles, writeAtomically } from './faq-files.ts'

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
      for (const file of files)
        if (changed.includes(file.name)) await writeAtomically(file.name, file.text, terminal)
    }
    if (values.json) {
      terminal.out(
        `${JSON.stringify({ changed, repaired: repaired.map(plainFinding), left: left.map(plainFinding) }, null, 1)}\n`,
      )
    } else {
      const french = language.startsWith('fr')
      const done = french
        ? values['dry-run']
          ? 'à corriger'
          : 'corrigé'
        : values['dry-run']
          ? 'would mend'
          : 'mended'
      for (const { file, line, column, rule, sentence } of repaired)
        terminal.out(`${done}  ${file}:${line}:${column}  ${rule}  ${sentence}\n`)
      for (const { file, line, column, rule, sentence } of left)
        terminal.out(`${file}:${line}:${column}  ${rule}  ${sentence}\n`)
      if (repaired.length + left.length > 0) {
        terminal.out(
          french
            ? `\n${repaired.length} ${values['dry-run'] ? 'à corriger' : 'corrigé(s)'} dans ${changed.length} fichier(s) ; il en reste ${left.length} pour vous.\n`
            : `\n${repaired.length} ${values['dry-run'] ? 'would be mended' : 'mended'} in ${changed.length} file${changed.length === 1 ? '' : 's'}; ${left.length} left for you.\n`,
        )
      }
    }
    return left.length > 0 ? 1 : 0
  },
}
