// `node scripts/ask-the-widget.mjs [--queries FILE] [--locale fr|en]`: types a whole file of questions through the
// widget in one browser run against a fresh demo, and ends with 1 on any error of the page, or any answer from
// which a human cannot be reached in two steps. FILE holds one {"q": "…", "lang": "fr"} a line.
import { resolve } from 'node:path'
import { findChromium } from './chromium.mjs'
import { environment, installWorkspace, run, root } from './workspace.mjs'

await installWorkspace()
const built = await run('pnpm', ['-r', 'run', 'build'], { quiet: true })
if (built.code !== 0) {
  process.stderr.write(`${built.output}\nThe build failed; the lines above say where.\n`)
  process.exit(1)
}
const args = process.argv
  .slice(2)
  .map((argument, index, all) => (all[index - 1] === '--queries' ? resolve(argument) : argument))
const { code } = await run(
  'node',
  [
    '--conditions=@comptoir/source',
    '--disable-warning=ExperimentalWarning',
    'examples/shop/test/browser/ask-the-widget.ts',
    ...args,
  ],
  { cwd: root, env: { ...environment(), COMPTOIR_CHROMIUM: (await findChromium()).path } },
)
process.exit(code)
