// Finds a Chromium for the browser tests, or gets one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root, node24, environment } from './workspace.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * Gives `{ path, version }` of a Chromium: the one `COMPTOIR_CHROMIUM` names, else one that is installed,
 * else Debian's package (as root), else Playwright's own download. Throws with a sentence where all four fail.
 */
export function findChromium() {
  const path = named() ?? installed() ?? fromDebian() ?? fromPlaywright()
  if (!path) {
    throw new Error(
      'No Chromium was found and none could be installed. Install one (Debian: `apt-get install chromium`) ' +
        'or set COMPTOIR_CHROMIUM to the path of one, then run the tests again.',
    )
  }
  const version =
    spawnSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8' }).stdout?.trim().split('\n')[0] ?? ''
  return { path, version: version.replace(/ built on.*/, '') }
}

function named() {
  const path = process.env.COMPTOIR_CHROMIUM
  return path && existsSync(path) ? path : undefined
}

function installed() {
  for (const name of NAMES) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
    if (found) return found
  }
  return undefined
}

function fromDebian() {
  if (
    process.getuid?.() !== 0 ||
    !spawnSync('sh', ['-c', 'command -v apt-get'], { encoding: 'utf8' }).stdout.trim()
  )
    return undefined
  process.stdout.write('Installing Chromium from Debian for the browser tests …\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const packages = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji']
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return installed()
}

function fromPlaywright() {
  process.stdout.write('Downloading a Chromium for the browser tests …\n')
  spawnSync('npx', ['-y', 'playwright-core', 'install', 'chromium'], {
    cwd: root,
    env: environment(),
    stdio: 'inherit',
  })
  const found = spawnSync(
    node24,
    ['-e', "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))"],
    { cwd: root, encoding: 'utf8', env: environment() },
  ).stdout?.trim()
  return found && existsSync(found) ? found : undefined
}
