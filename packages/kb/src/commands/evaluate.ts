import { parseArgs } from 'node:util'
import { evaluate as measure } from '../evaluation.ts'
import type { Evaluation, Question } from '../evaluation.ts'
import { candidatesOf, openKnowledgeBase } from './ask.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { commandSpeaker, FileError, UsageError } from './command.ts'
import { decode } from '../check/decode.ts'
import { decimal } from '../report/decimal.ts'
import { editorReport, formatEditorReport } from '../report/index.ts'
import type { Query } from '../compare/queries.ts'
import { languageOfTerminal } from './terminal-language.ts'
import { readBytes, readGoodFaqs } from './faq-files.ts'
import { readLexicon } from './lexicons.ts'

export const evaluate: Command = {
  help: helpOf('evaluate'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        queries: { type: 'string', multiple: true, default: [] },
        locale: { type: 'string' },
        lexicon: { type: 'string' },
        temper: { type: 'string', default: 'balanced' },
        json: { type: 'boolean', default: false },
        language: { type: 'string' },
      },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('evaluate.files')
    if (values.queries.length === 0) throw new UsageError('evaluate.queries')
    const kb = await openKnowledgeBase(positionals, terminal, values)
    const questions: Question[] = []
    for (const name of values.queries) {
      const text = decode(await readBytes(name, terminal)).text
      text.split(/\r?\n/).forEach((line, index) => {
        if (line.trim() !== '') questions.push(readQuestion(line, `${name}:${index + 1}`))
      })
    }
    const result = measure(
      questions,
      (question) => {
        const answer = kb.ask(question)
        return {
          kind: answer.kind,
          candidates: candidatesOf(answer).map(({ article, confidence }) => ({ id: article.id, confidence })),
        }
      },
      (id) => kb.get(id) !== undefined,
    )
    if (values.json) {
      terminal.out(`${JSON.stringify(result, null, 1)}\n`)
      return 0
    }
    const language = values.language ?? languageOfTerminal(terminal)
    terminal.out(table(result, language))
    const files = await readGoodFaqs(positionals, terminal, values.locale)
    const locale = values.locale ?? files[0]?.locale ?? ''
    const lexicon = await readLexicon(values.lexicon, locale, terminal)
    const mine = files.filter((file) => file.locale === locale)
    const advice = editorReport(mine, queriesOf(questions), lexicon ? [lexicon] : [])
    terminal.out(formatEditorReport(advice, mine, language))
    return 0
  },
}

/** The questions as the editor's report takes them. */
function queriesOf(questions: readonly Question[]): Query[] {
  return questions.map(({ q, intent, also }, index) => ({
    question: q,
    line: index + 1,
    ...(intent !== undefined && { expected: intent }),
    ...(also && { also }),
  }))
}

function readQuestion(line: string, place: string): Question {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new FileError('evaluate.json', { place })
  }
  const field = (name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  const q = field('q') ?? field('question')
  const intent = field('intent') ?? field('id')
  const also = field('also')
  if (typeof q !== 'string') throw new FileError('evaluate.question', { place })
  return {
    q,
    ...(typeof intent === 'string' && { intent }),
    also: Array.isArray(also) ? also.filter((id): id is string => typeof id === 'string') : [],
  }
}

function table(result: Evaluation, language: string): string {
  const say = commandSpeaker(language)
  const figure = (value: number): string => decimal(value, 3, language)
  const percent = (share: number): string =>
    say('evaluate.percent', { share: decimal(share * 100, 1, language) })
  const rows: [string, string][] = [
    [say('evaluate.counted'), `${result.inScope} / ${result.outOfScope}`],
    [say('evaluate.first'), percent(result.hit1)],
    [say('evaluate.three'), percent(result.hit3)],
    [say('evaluate.mrr'), figure(result.mrr)],
    [say('evaluate.told'), result.outOfScope > 0 ? figure(result.auroc) : say('evaluate.none-out')],
    [say('evaluate.at5'), percent(result.rightAt5)],
    [say('evaluate.calibration'), figure(result.calibrationError)],
    [say('evaluate.answered'), `${percent(result.answeredRight)} / ${percent(result.answeredWrong)}`],
    [say('evaluate.clarified'), `${percent(result.clarifiedRight)} / ${percent(result.clarifiedWrong)}`],
    [say('evaluate.escalated'), percent(result.escalated)],
    [say('evaluate.out'), `${percent(result.outAnswered)} / ${percent(result.outClarified)}`],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return `${rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('')}`
}
