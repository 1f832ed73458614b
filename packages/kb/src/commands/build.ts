import { parseArgs } from 'node:util'
import { prebuildIndex } from '../prebuilt.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { readGoodFaqs, writeAtomically } from './faq-files.ts'
import { readLexicon } from './lexicons.ts'

export const build: Command = {
  help: helpOf('build'),
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
