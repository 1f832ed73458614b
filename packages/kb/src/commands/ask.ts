import { parseArgs } from 'node:util'
import type { Answer, Candidate } from '../answer.ts'
import { createKnowledgeBase } from '../knowledge-base.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'
import { helpOf } from './help.ts'
import type { Command, Terminal } from './command.ts'
import { commandSpeaker, UsageError } from './command.ts'
import { readBytes, readGoodFaqs } from './faq-files.ts'
import { readLexicon } from './lexicons.ts'
import { decode } from '../check/decode.ts'
import { decimal } from '../report/decimal.ts'
import { languageOfTerminal } from './terminal-language.ts'

export const ask: Command = {
  help: helpOf('ask'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        locale: { type: 'string' },
        lexicon: { type: 'string' },
        temper: { type: 'string', default: 'balanced' },
        batch: { type: 'string' },
        json: { type: 'boolean', default: false },
        language: { type: 'string' },
      },
      allowPositionals: true,
    })
    const files = positionals.filter((name) => values.batch !== undefined || /\.json$/i.test(name))
    const question =
      values.batch === undefined ? positionals.filter((name) => !files.includes(name)).join(' ') : ''
    if (files.length === 0) throw new UsageError('ask.files')
    if (values.batch === undefined && question === '') throw new UsageError('ask.question')
    const kb = await openKnowledgeBase(files, terminal, values)
    const language = values.language ?? languageOfTerminal(terminal)
    if (values.batch === undefined) {
      const reply = timed(kb, question)
      terminal.out(values.json ? `${JSON.stringify(reply.plain)}\n` : tell(reply.answer, language))
      return 0
    }
    const questions = decode(await readBytes(values.batch, terminal)).text.split(/\r?\n/)
    // The end of the last line is no question; an empty line in between is one.
    if (questions.at(-1) === '') questions.pop()
    for (const one of questions) {
      const { plain, answer } = timed(kb, one)
      terminal.out(values.json ? `${JSON.stringify(plain)}\n` : `${one}\n${tell(answer, language)}\n`)
    }
    return 0
  },
}

/**
 * The FAQ files of a command line as a knowledge base, with the lexicon of their language. Where none is in the wanted
 * language, the first file's is taken, and said.
 *
 * @throws {UsageError} for a temper that does not exist
 */
export async function openKnowledgeBase(
  files: readonly string[],
  terminal: Terminal,
  values: {
    readonly locale?: string | undefined
    readonly lexicon?: string | undefined
    readonly temper?: string
  },
): Promise<KnowledgeBase> {
  const { temper = 'balanced' } = values
  if (temper !== 'cautious' && temper !== 'balanced' && temper !== 'talkative') {
    throw new UsageError('ask.temper', { value: temper })
  }
  const faqs = (await readGoodFaqs(files, terminal, values.locale)).map(({ faq }) => faq)
  const first = faqs[0]?.locale ?? ''
  const wanted = values.locale ?? first
  const there = faqs.some((faq) => faq.locale.split('-')[0] === wanted.split('-')[0])
  if (!there)
    terminal.err(
      `${commandSpeaker(languageOfTerminal(terminal))('ask.fallback', { wanted, locale: first })}\n`,
    )
  const locale = there ? wanted : first
  const lexicon = await readLexicon(values.lexicon, locale, terminal)
  const kb = createKnowledgeBase(faqs, { locale, decision: temper, ...(lexicon && { lexicon }) })
  // Built before the first question, whose time is measured.
  kb.search('')
  return kb
}

interface Reply {
  readonly answer: Answer
  readonly plain: object
}

function timed(kb: KnowledgeBase, query: string): Reply {
  const start = performance.now()
  const answer = kb.ask(query)
  const ms = Math.round((performance.now() - start) * 1000) / 1000
  const candidates = candidatesOf(answer).map(({ article, confidence }) => ({
    id: article.id,
    confidence: Math.round(confidence * 1e6) / 1e6,
  }))
  return {
    answer,
    plain: {
      query,
      kind: answer.kind,
      article: answer.kind === 'answer' ? answer.article.id : null,
      candidates,
      ms,
      ...(answer.kind === 'escalate' && { reason: answer.reason }),
      ...(answer.kind === 'answer' &&
        answer.alsoAsked.length > 0 && { alsoAsked: answer.alsoAsked.map(({ id }) => id) }),
    },
  }
}

/** The candidates of any answer, best first. */
export function candidatesOf(answer: Answer): readonly Candidate[] {
  return answer.kind === 'answer' ? [answer, ...answer.others].slice(0, 10) : answer.candidates
}

function tell(answer: Answer, language: string): string {
  const say = commandSpeaker(language)
  const line = ({ article, confidence }: Candidate): string =>
    `  ${decimal(confidence, 2, language)}  ${article.id}  ${article.question}\n`
  if (answer.kind === 'answer') {
    const also = answer.alsoAsked
      .map(({ id, question }) => `  ${say('ask.also', { id, question })}\n`)
      .join('')
    return `${say('ask.answer')}\n${line(answer)}${also}\n${answer.article.answer}\n`
  }
  if (answer.kind === 'clarify')
    return `${say('ask.clarify')}\n${answer.candidates.slice(0, answer.articles.length).map(line).join('')}`
  const reply = answer.reply === undefined ? '' : `  ${answer.reply}\n`
  const reason = say(`ask.reason.${answer.reason}`)
  return `${say('ask.escalate', { reason })}\n${reply}${answer.candidates.slice(0, 3).map(line).join('')}`
}
