// Finds a Chromium for the browser tests, or gets one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { environment, node24, root, runAgain } from './workspace.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * Gives `{ path, version }` of a Chromium: the one `COMPTOIR_CHROMIUM` names, else one that is installed,
 * else Debian's package (as root), else Playwright's own download. Throws with a sentence where all four fail.
 */
export async function findChromium() {
  const path = named() ?? installed() ?? (await fromDebian()) ?? (await fromPlaywright())
  if (!path) {
    throw new Error(
      'No Chromium was found and none could be installed. Install one (Debian: `apt-get install chromium`) ' +
        'or set COMPTOIR_CHROMIUM to the path of one, then run the tests again.',
    )
  }
  const asked = spawnSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 60_000 })
  const [version = ''] = asked.stdout?.trim().split('\n') ?? []
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

async function fromDebian() {
  if (
    process.getuid?.() !== 0 ||
    !spawnSync('sh', ['-c', 'command -v apt-get'], { encoding: 'utf8' }).stdout.trim()
  )
    return undefined
  say('Installing Chromium from Debian for the browser tests …')
  const packages = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji']
  // Another program may be at the packages of this machine: it is waited for.
  const patient = ['-qq', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::http::Timeout=60']
  const options = { quiet: true, minutes: 5, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  for (const act of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { code, output } = await runAgain('apt-get', [...patient, ...act], options)
    if (code !== 0) say(`apt-get ${act[0]} ended with ${code}: ${output.trim().slice(-2000)}`)
  }
  return installed()
}

async function fromPlaywright() {
  say('Downloading a Chromium for the browser tests …')
  await runAgain('npx', ['-y', 'playwright-core', 'install', 'chromium'], { cwd: root, minutes: 5 })
  const found = spawnSync(
    node24,
    ['-e', "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))"],
    { cwd: root, encoding: 'utf8', env: environment() },
  ).stdout?.trim()
  return found && existsSync(found) ? found : undefined
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
