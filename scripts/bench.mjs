// `pnpm bench NAME [options]`: runs bench/NAME/main.ts on Node 24 and prints its table.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run, root } from './workspace.mjs'

const [name, ...args] = process.argv.slice(2).filter((argument) => argument !== '--')
const entry = join(root, 'bench', name ?? '', 'main.ts')
if (!name || !existsSync(entry)) {
  const names = readdirSync(join(root, 'bench'), { withFileTypes: true }).filter((one) => one.isDirectory())
  console.error(`Say which benchmark to run: pnpm bench ${names.map((one) => one.name).join(' | ')}.`)
  process.exit(2)
}
const { code } = await run('node', [
  '--conditions=@comptoir/source',
  '--expose-gc',
  '--disable-warning=ExperimentalWarning',
  entry,
  ...args,
])
process.exit(code)
