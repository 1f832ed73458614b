import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { checkFaqs } from '../check/index.ts'
import type { CheckOptions, FaqFile, Finding, RuleId } from '../check/index.ts'
import { decode } from '../check/decode.ts'
import { explainRule, ruleIds } from '../check/explain.ts'
import { readSitemap } from '../check/index.ts'
import { speaker } from '../report/say.ts'
import { readBytes, readFaqFiles } from './faq-files.ts'
import { readLexicons } from './lexicons.ts'
import { readFlowIds, readSiteFolder } from './folders.ts'
import { languageOfTerminal } from './terminal-language.ts'
import { helpOf } from './help.ts'
import type { Command, Terminal } from './command.ts'
import { UsageError } from './command.ts'

/** What `check` and `fix` both take. */
export const checkOptions = {
  json: { type: 'boolean', default: false },
  flows: { type: 'string' },
  sitemap: { type: 'string' },
  site: { type: 'string' },
  only: { type: 'string' },
  skip: { type: 'string' },
  acronyms: { type: 'string' },
  now: { type: 'string' },
  longest: { type: 'string' },
  shortest: { type: 'string' },
  language: { type: 'string' },
  locale: { type: 'string' },
  lexicon: { type: 'string' },
} as const

export const check: Command = {
  help: helpOf('check'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { ...checkOptions, explain: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const language = values.language ?? languageOfTerminal(terminal)
    if (values.explain) {
      const [rule] = positionals
      if (rule !== undefined && !ruleIds.some((id) => id === rule)) throw unknownRule(rule)
      terminal.out(explainRule(rule, language))
      return 0
    }
    if (positionals.length === 0) throw new UsageError('check.files')
    const files = await readFaqFiles(positionals, terminal, values.locale)
    const settings = await settingsOf(values, terminal, language, files)
    const findings = checkFaqs(files, settings)
    terminal.out(
      values.json ? `${JSON.stringify(findings.map(plainFinding), null, 1)}\n` : report(findings, language),
    )
    return findings.length > 0 ? 1 : 0
  },
}

/** A finding as `--json` gives it. */
export function plainFinding({
  file,
  line,
  column,
  rule,
  sentence,
  path,
  id,
  fixable,
}: Finding): Omit<Finding, 'edits'> {
  return { file, line, column, rule, sentence, path, ...(id !== undefined && { id }), fixable }
}

/** The options of the command line as the check takes them. */
export async function settingsOf(
  values: { readonly [name in keyof typeof checkOptions]?: string | boolean | undefined },
  terminal: Terminal,
  language: string,
  files: readonly FaqFile[],
): Promise<CheckOptions> {
  const text = (name: keyof typeof checkOptions): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const list = (name: keyof typeof checkOptions): string[] | undefined =>
    text(name)
      ?.split(/[,\s]+/)
      .filter(Boolean)
  const rules = (name: 'only' | 'skip'): RuleId[] | undefined =>
    list(name)?.map((id) => {
      const known = ruleIds.find((rule) => rule === id)
      if (known === undefined) throw unknownRule(id)
      return known
    })
  const number = (name: 'longest' | 'shortest'): number | undefined => {
    const value = text(name)
    if (value === undefined) return undefined
    if (!/^\d{1,6}$/.test(value)) throw new UsageError('check.number', { option: name, value })
    return Number(value)
  }
  const now = text('now')
  if (now !== undefined && Number.isNaN(Date.parse(now))) throw new UsageError('check.day', { value: now })
  const [flows, sitemap, folder] = [text('flows'), text('sitemap'), text('site')]
  const site =
    sitemap !== undefined
      ? readSitemap(decode(await readBytes(sitemap, terminal)).text)
      : folder === undefined
        ? undefined
        : await readSiteFolder(folder, terminal)
  if (site?.size === 0) throw new UsageError('check.site', { name: basename(sitemap ?? folder ?? '') })
  const [only, skip, longest, shortest, acronyms] = [
    rules('only'),
    rules('skip'),
    number('longest'),
    number('shortest'),
    list('acronyms'),
  ]
  const locales = files.map(({ locale }) => locale)
  return {
    language,
    lexicons: await readLexicons(text('lexicon'), locales, terminal),
    ...(now !== undefined && { now: new Date(now) }),
    ...(flows !== undefined && { flows: await readFlowIds(flows, terminal) }),
    ...(site && { site }),
    ...(only && { only }),
    ...(skip && { skip }),
    ...(longest !== undefined && { longestAnswer: longest }),
    ...(shortest !== undefined && { shortestAnswer: shortest }),
    ...(acronyms && { acronyms: new Set(acronyms) }),
  }
}

function unknownRule(id: string): UsageError {
  return new UsageError('check.rule', { id, known: ruleIds.join(', ') })
}

/** `file:line:column  rule  sentence`, and a last line that says what to do. */
function report(findings: readonly Finding[], language: string): string {
  if (findings.length === 0) return ''
  const lines = findings.map(
    ({ file, line, column, rule, sentence }) => `${file}:${line}:${column}  ${rule}  ${sentence}\n`,
  )
  const say = speaker(language)
  const fixable = findings.filter((finding) => finding.fixable).length
  const summary = say('check.summary', {
    problems: findings.length,
    files: new Set(findings.map(({ file }) => file)).size,
    fix: fixable === 0 ? '' : say('check.fixable', { fixable }),
  })
  return `${lines.join('')}\n${summary}\n`
}
