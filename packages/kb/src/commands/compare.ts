import { parseArgs } from 'node:util'
import { decode } from '../check/decode.ts'
import { FaqSet } from '../check/faq-set.ts'
import type { Language } from '../check/faq-set.ts'
import { compareFaqs } from '../compare/compare-faqs.ts'
import type { Outcome } from '../compare/compare-faqs.ts'
import { readQueries } from '../compare/queries.ts'
import type { Queries } from '../compare/queries.ts'
import { speaker } from '../report/say.ts'
import type { Say } from '../report/say.ts'
import { languageOfTerminal } from './terminal-language.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { readBytes, readGoodFaqs } from './faq-files.ts'
import { readLexicons } from './lexicons.ts'

export const compare: Command = {
  help: helpOf('compare'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        queries: { type: 'string' },
        json: { type: 'boolean', default: false },
        now: { type: 'string' },
        language: { type: 'string' },
        locale: { type: 'string' },
        lexicon: { type: 'string' },
      },
      allowPositionals: true,
    })
    const [old, edited] = positionals
    if (old === undefined || edited === undefined || positionals.length > 2)
      throw new UsageError('compare.files')
    const now = values.now === undefined ? new Date() : new Date(values.now)
    const [[before], [after]] = await Promise.all([
      readGoodFaqs([old], terminal, values.locale),
      readGoodFaqs([edited], terminal, values.locale),
    ])
    const locales = [before?.locale ?? '']
    const lexicons = await readLexicons(values.lexicon, locales, terminal)
    const was = before && new FaqSet([before], now, lexicons).languages[0]
    const is = after && new FaqSet([after], now, lexicons).languages[0]
    if (!was || !is) throw new UsageError('compare.empty')
    if (was.locale !== is.locale)
      throw new UsageError('compare.locales', { old, was: was.locale, edited, is: is.locale })
    const say = speaker(values.language ?? languageOfTerminal(terminal))
    const asked =
      values.queries === undefined
        ? undefined
        : readQueries(decode(await readBytes(values.queries, terminal)).text)
    for (const sentence of asked ? doubts(asked, was, is, say) : [])
      terminal.err(`${values.queries}: ${sentence}\n`)
    const queries = asked?.queries
    const mine = queries?.filter(({ locale }) => locale === undefined || locale === is.locale)
    const comparison = compareFaqs(was, is, mine)
    if (values.json) terminal.out(`${JSON.stringify(comparison, null, 1)}\n`)
    else {
      const line = (kind: 'lost' | 'gained' | 'changed'): void => {
        for (const { question, expected, before: from, after: to, why } of comparison[kind]) {
          const because =
            why && kind !== 'gained' ? say('compare.why', { ...why, winner: to.articles[0] ?? '' }) : ''
          const wanted = expected ?? say('compare.no-article')
          terminal.out(
            `${say(`compare.${kind}`, { question, expected: wanted, before: inWords(from, say), after: inWords(to, say), why: because })}\n`,
          )
        }
      }
      line('lost')
      line('changed')
      line('gained')
      terminal.out(
        `${say('compare.summary', { locale: is.locale, asked: comparison.asked, gained: comparison.gained.length, lost: comparison.lost.length, changed: comparison.changed.length })}\n`,
      )
    }
    return comparison.lost.length > 0 ? 1 : 0
  },
}

/** What of a file of questions cannot be asked as it was meant. */
function doubts({ queries, bad }: Queries, was: Language, is: Language, say: Say): string[] {
  const unknown = queries.filter(
    ({ expected }) => typeof expected === 'string' && !was.byId.has(expected) && !is.byId.has(expected),
  )
  const listed = (list: readonly (string | number)[]): string =>
    `${list.slice(0, 10).join(', ')}${list.length > 10 ? ', …' : ''}`
  return [
    ...(bad.length > 0 ? [say('report.bad-lines', { count: bad.length, lines: listed(bad) })] : []),
    ...(unknown.length > 0
      ? [
          say('compare.unknown', {
            count: unknown.length,
            ids: listed(
              unknown.map(({ expected, line }) => `${say('quoted', { text: String(expected) })} (${line})`),
            ),
          }),
        ]
      : []),
  ]
}

function inWords({ kind, articles }: Outcome, say: Say): string {
  return say(`outcome.${kind}`, { articles: articles.join(', ') })
}
