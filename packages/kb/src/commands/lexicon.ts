import { parseArgs } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import type { Lexicon } from '../lexicon.ts'
import { packLexicon } from '../pack-terms.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { writeAtomically } from './faq-files.ts'
import { readLexicon } from './lexicons.ts'

/** Bytes after brotli that a language's lexicon may cost a page. */
const MOST = 14_000

export const lexicon: Command = {
  help: helpOf('lexicon'),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args,
      options: { out: { type: 'string' }, most: { type: 'string' } },
      allowPositionals: true,
    })
    const [source] = positionals
    if (source === undefined || positionals.length > 1) throw new UsageError('lexicon.source')
    if (values.out === undefined) throw new UsageError('lexicon.out')
    const read = await readLexicon(source, '', terminal)
    if (!read) throw new UsageError('lexicon.source')
    const most = Number(values.most ?? MOST)
    if (!(most > 0)) throw new UsageError('lexicon.most')
    const packed = packLexicon(read, (one) => bytes(one) <= most)
    await writeAtomically(values.out, textOf(packed), terminal)
    terminal.out(`${values.out}: ${bytes(packed)} bytes compressed, of ${bytes(read)}\n`)
    return 0
  },
}

function bytes(one: Lexicon): number {
  return brotliCompressSync(textOf(one)).length
}

function textOf(one: Lexicon): string {
  return `${JSON.stringify(one, null, 2)}\n`
}
