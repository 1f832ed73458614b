import { parseArgs } from 'node:util'
import type { FaqFile, Finding } from '../check/index.ts'
import { changedLines } from '../fix/changed-lines.ts'
import { fixFaqs } from '../fix/fix-faqs.ts'
import { speaker } from '../report/say.ts'
import { checkOptions, plainFinding, settingsOf } from './check.ts'
import { languageOfTerminal } from './terminal-language.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { assertWritable, readFaqFiles, writeAtomically } from './faq-files.ts'

export const fix: Command = {
  help: helpOf('fix'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { ...checkOptions, 'dry-run': { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('fix.files')
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
      terminal.out(repaired.map((finding) => `${done}  ${line(finding)}`).join(''))
      for (const [index, file] of before.entries()) terminal.out(difference(file, files[index]?.text ?? ''))
      terminal.out(left.map(line).join(''))
      if (repaired.length + left.length > 0) {
        const counts = { repaired: repaired.length, files: changed.length, left: left.length }
        terminal.out(`\n${say(values['dry-run'] ? 'fix.preview' : 'fix.summary', counts)}\n`)
      }
    }
    return left.length > 0 ? 1 : 0
  },
}

/** What changed in a file, as `diff` shows it. */
function difference({ name, text }: FaqFile, repaired: string): string {
  const changes = changedLines(text, repaired)
  if (changes.length === 0) return ''
  const shown = changes
    .slice(0, MOST_SHOWN)
    .map(
      ({ line, before, after }) =>
        `@@ ${name}:${line}\n${before.map((old) => `- ${old}\n`).join('')}${after.map((now) => `+ ${now}\n`).join('')}`,
    )
  return `\n${shown.join('')}${changes.length > MOST_SHOWN ? `@@ … (${changes.length})\n` : ''}\n`
}

const MOST_SHOWN = 100
