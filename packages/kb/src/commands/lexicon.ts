import { parseArgs } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import type { Lexicon } from '../lexicon.ts'
import { packLexicon } from '../pack-terms.ts'
import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { writeAtomically } from './faq-files.ts'
import { readLexicon } from './lexicons.ts'

/** Bytes after brotli that a language's lexicon may cost a page. */
const MOST = 14_000

export const lexicon: Command = {
  usage: 'comptoir-kb lexicon SOURCE.json --out LEXICON.json [--most 14000]',
  summary:
    'Makes the lexicon that a page loads from the one that people write: the same words in half of the bytes. What is\n' +
    '    beyond --most bytes, compressed, is left out. Run it again whenever the source changes.',
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
