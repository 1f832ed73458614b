import { parseArgs } from 'node:util'
import { prebuildIndex } from '../prebuilt.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { readGoodFaqs, writeAtomically } from './faq-files.ts'
import { readLexicon } from './lexicons.ts'

export const build: Command = {
  usage: 'comptoir-kb build FILE... --out INDEX.json [--locale fr] [--fallback en] [--lexicon FILE|none]',
  summary:
    'Makes the index of a FAQ beforehand, so that a page loads it in one step instead of building it. Build it again\n' +
    '    whenever the FAQ or the lexicon changes: an index of another FAQ is refused.',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        out: { type: 'string' },
        locale: { type: 'string' },
        fallback: { type: 'string' },
        lexicon: { type: 'string' },
      },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('build.files')
    if (values.out === undefined) throw new UsageError('build.out')
    const faqs = (await readGoodFaqs(positionals, terminal, values.locale)).map(({ faq }) => faq)
    const locale = values.locale ?? faqs[0]?.locale ?? ''
    const lexicon = await readLexicon(values.lexicon, locale, terminal)
    const index = prebuildIndex(faqs, {
      locale,
      ...(values.fallback !== undefined && { fallback: values.fallback }),
      ...(lexicon && { lexicon }),
    })
    const text = `${JSON.stringify(index)}\n`
    await writeAtomically(values.out, text, terminal)
    terminal.out(
      `${values.out}: ${faqs.reduce((sum, faq) => sum + faq.articles.length, 0)} articles, ${Math.round(text.length / 1000)} kB\n`,
    )
    return 0
  },
}
