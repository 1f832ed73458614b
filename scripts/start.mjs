// `npm start`: installs, builds, and runs the demo shop with its desk on one port. PORT and HOST are honoured.
import { spawn } from 'node:child_process'
import { installWorkspace, run, root, node24, environment } from './workspace.mjs'

await start()

async function start() {
  say('Installing …')
  await installWorkspace()
  say('Building the widget and the console …')
  const built = await run('pnpm', ['-r', 'run', 'build'], { quiet: true })
  if (built.code !== 0) {
    process.stderr.write(`${built.output}\nThe build failed; the lines above say where.\n`)
    process.exit(1)
  }
  const shop = spawn(
    node24,
    ['--conditions=@comptoir/source', '--disable-warning=ExperimentalWarning', 'examples/shop/src/main.ts'],
    {
      cwd: root,
      stdio: 'inherit',
      env: environment(),
    },
  )
  // Ctrl-C reaches the whole group; a signal sent to this process alone is handed on, and both wait for a clean end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => shop.kill(signal))
  shop.on('close', (code) => process.exit(code ?? 0))
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
