// Looks at the four packages as a developer gets them: packed, checked, installed in an empty project, used.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { talkOnPage } from './talk-on-page.mjs'
import { root, run, runAgain } from './workspace.mjs'

const PACKAGES = ['kb', 'bot-engine', 'widget', 'desk']
const plainly = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']
const TYPESCRIPTS = { 'TypeScript 7': 'typescript@~7.0.2', 'TypeScript 5.9': 'typescript@~5.9.3' }

/** How each step is run: what has not ended by then never will. */
const kept = { quiet: true, minutes: 5 }

/** Gives one `{ name, problem? }` per check; builds must be up to date. */
export async function checkPackages() {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-packages-'))
  try {
    const tarballs = {}
    const outcomes = []
    for (const name of PACKAGES) {
      const packed = await run('pnpm', ['pack', '--pack-destination', folder], {
        cwd: join(root, 'packages', name),
        ...kept,
      })
      if (packed.code !== 0) return [{ name: `pack: ${name}`, problem: packed.output }]
      tarballs[name] = join(
        folder,
        readdirSync(folder).find((file) => file.startsWith(`comptoir-${name}-`) && file.endsWith('.tgz')),
      )
      outcomes.push(outcome(`publint: ${name}`, await run('publint', [tarballs[name], '--strict'], kept)))
      outcomes.push(
        outcome(
          `arethetypeswrong: ${name}`,
          await run('attw', [tarballs[name], '--profile', 'esm-only', '--no-emoji', '--no-color'], kept),
        ),
      )
    }
    outcomes.push(...(await useInEmptyProject(folder, tarballs)))
    for (const example of ['headless-dom', 'headless-react'])
      outcomes.push(...(await useInBundle(folder, tarballs, example)))
    return outcomes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A copy of an example with the packed packages installed. */
async function installExample(folder, tarballs, example) {
  const project = join(folder, example)
  cpSync(join(root, 'examples', example), project, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  })
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  for (const name of PACKAGES) manifest.dependencies[`@comptoir/${name}`] = `file:${tarballs[name]}`
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest, null, 2))
  const installed = await runAgain('npm', ['install', ...plainly], { cwd: project, ...kept })
  return { project, installed }
}

/** Type-checks and bundles an example of a user interface of one's own, and has a word with it in a browser. */
async function useInBundle(folder, tarballs, example) {
  const { project, installed } = await installExample(folder, tarballs, example)
  const built =
    installed.code === 0
      ? await run('npm', ['run', '--silent', 'build'], { cwd: project, ...kept })
      : installed
  if (built.code !== 0) return [outcome(`${example}: installs and builds`, built)]
  const problem = await talkOnPage(join(project, 'dist'))
  return [
    { name: `${example}: installs and builds` },
    { name: `${example}: answers in a browser`, ...(problem && { problem }) },
  ]
}

async function useInEmptyProject(folder, tarballs) {
  const { project, installed } = await installExample(folder, tarballs, 'npm-app')
  const outcomes = [outcome('npm-app: the tarballs install in an empty project', installed)]
  if (installed.code !== 0) return outcomes
  for (const [name, spec] of Object.entries(TYPESCRIPTS)) {
    const added = await runAgain('npm', ['install', ...plainly, '--no-save', spec], { cwd: project, ...kept })
    const tsc = join(project, 'node_modules', '.bin', 'tsc')
    const checked = added.code === 0 ? await run(tsc, ['-p', '.'], { cwd: project, ...kept }) : added
    outcomes.push(outcome(`npm-app: type-checks under ${name}`, checked))
  }
  outcomes.push(
    outcome('npm-app: runs', await run('npm', ['run', '--silent', 'try'], { cwd: project, ...kept })),
  )
  return outcomes
}

function outcome(name, { code, output }) {
  return code === 0 ? { name } : { name, problem: output.trim().slice(-4000) || `ended with ${code}` }
}
