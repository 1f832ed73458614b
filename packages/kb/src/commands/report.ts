import { parseArgs } from 'node:util'
import { decode } from '../check/decode.ts'
import { FaqSet } from '../check/faq-set.ts'
import { readQueries } from '../compare/queries.ts'
import { speaker } from '../report/say.ts'
import type { Say } from '../report/say.ts'
import { groupUnanswered } from '../report/unanswered.ts'
import { languageOfTerminal } from './terminal-language.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { readBytes, readGoodFaqs } from './faq-files.ts'
import { readLexicons } from './lexicons.ts'

export const report: Command = {
  help: helpOf('report'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        faq: { type: 'string', multiple: true },
        limit: { type: 'string', default: '20' },
        json: { type: 'boolean', default: false },
        language: { type: 'string' },
        locale: { type: 'string' },
        lexicon: { type: 'string' },
      },
      allowPositionals: true,
    })
    const [log, ...more] = positionals
    // `report LOG faq.fr.json faq.en.json` is understood too.
    const faqs = [...(values.faq ?? []), ...more]
    if (log === undefined || faqs.length === 0) throw new UsageError('report.files')
    if (!/^[1-9]\d{0,3}$/.test(values.limit)) throw new UsageError('report.limit', { value: values.limit })
    const files = await readGoodFaqs(faqs, terminal, values.locale)
    const { queries, bad } = readQueries(decode(await readBytes(log, terminal)).text)
    const say = speaker(values.language ?? languageOfTerminal(terminal))
    if (bad.length > 0) {
      terminal.err(
        `${log}: ${say('report.bad-lines', { count: bad.length, lines: `${bad.slice(0, 10).join(', ')}${bad.length > 10 ? ', …' : ''}` })}\n`,
      )
    }
    const locales = files.map(({ locale }) => locale)
    const lexicons = await readLexicons(values.lexicon, locales, terminal)
    const { languages } = new FaqSet(files, new Date(), lexicons)
    // The questions of a language without a FAQ are nobody's here: say so, or they are never answered.
    const foreign = queries.filter(
      ({ locale }) =>
        locale !== undefined && !languages.some((language) => sameLanguage(locale, language.locale)),
    )
    if (foreign.length > 0) {
      const found = [...new Set(foreign.map(({ locale }) => locale))].join(', ')
      terminal.err(`${log}: ${say('report.foreign', { count: foreign.length, locales: found })}\n`)
    }
    const reports = languages.map((language, index) => {
      const mine = queries.filter(({ locale }) =>
        locale === undefined ? index === 0 : sameLanguage(locale, language.locale),
      )
      const open = mine.filter(({ question }) => language.knowledgeBase.ask(question).kind !== 'answer')
      return {
        language,
        known: mine.length - open.length,
        groups: groupUnanswered(language, open, Number(values.limit)),
      }
    })
    if (values.json) {
      terminal.out(
        `${JSON.stringify(
          reports.map(({ language, known, groups }) => ({
            locale: language.locale,
            answeredByNow: known,
            groups,
          })),
          null,
          1,
        )}\n`,
      )
      return 0
    }
    for (const { language, known, groups } of reports) {
      if (known > 0) terminal.out(`${say('report.known', { count: known, locale: language.locale })}\n`)
      if (groups.length === 0) continue
      const asked = groups.reduce((sum, group) => sum + group.asked, 0)
      terminal.out(`${say('report.summary', { locale: language.locale, asked, groups: groups.length })}\n\n`)
      const once = groups.filter((group) => group.asked === 1)
      for (const {
        question,
        others,
        asked: times,
        article,
        closest,
        variants,
        answered,
        lost,
      } of groups.filter((group) => group.asked > 1)) {
        const also =
          others.length === 0
            ? ''
            : say('report.others', {
                others: `${quoted(others.slice(0, 4), say)}${others.length > 4 ? ', …' : ''}`,
              })
        const heading = language.byId.get(article ?? '')?.value.question ?? ''
        const advice =
          article !== undefined
            ? say('report.variant', { article, heading, variants: quoted(variants, say) })
            : variants.length > 1
              ? say('report.article', {
                  question,
                  variants: quoted(variants.slice(1), say),
                  closest: closest.join(', '),
                })
              : say('report.article.alone', { question, closest: closest.join(', ') })
        const effect = say('report.effect', {
          answered,
          asked: times,
          lost: lost === 0 ? '' : say('report.lost', { lost }),
        })
        terminal.out(
          `${say('report.group', { asked: times, question, others: also })}\n` +
            `${advice}\n` +
            `${effect}\n\n`,
        )
      }
      if (once.length > 0)
        terminal.out(
          `${say('report.once', {
            questions: quoted(
              once.map(({ question }) => question),
              say,
            ),
          })}\n`,
        )
    }
    if (reports.every(({ groups }) => groups.length === 0)) terminal.out(`${say('report.none')}\n`)
    return 0
  },
}

function sameLanguage(a: string, b: string): boolean {
  return a === b || a.split('-')[0] === b.split('-')[0]
}

function quoted(list: readonly string[], say: Say): string {
  return list.map((text) => say('quoted', { text })).join(', ')
}
