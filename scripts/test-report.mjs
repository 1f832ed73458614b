// A Vitest reporter: keeps a file of what has come out so far, so that a run that is stopped has told something too.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

export default class TestReport {
  #running = new Set()
  #report = { passed: 0, failures: [], skipped: 0, secondTries: [], running: [] }

  onTestModuleStart(module) {
    this.#running.add(nameOf(module))
    this.#write()
  }

  onTestModuleEnd(module) {
    const file = nameOf(module)
    const { failures, secondTries } = this.#report
    let failed = 0
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result()
      if (state === 'passed') this.#report.passed += 1
      else if (state === 'failed') failed = failures.push(`${file}: ${test.fullName}\n${said(errors)}`)
      else this.#report.skipped += 1
      if (test.diagnostic()?.flaky) secondTries.push(`${file}: ${test.fullName}`)
    }
    if (failed === 0 && module.state() === 'failed') failures.push(`${file}: ${said(module.errors())}`)
    this.#running.delete(file)
    this.#write()
  }

  onTestRunEnd(modules, errors) {
    for (const error of errors) this.#report.failures.push(`outside the tests: ${said([error])}`)
    this.#write()
  }

  #write() {
    const report = { ...this.#report, running: [...this.#running] }
    writeFileSync(process.env.COMPTOIR_TEST_REPORT, JSON.stringify(report))
  }
}

function nameOf(module) {
  return relative(process.cwd(), module.moduleId)
}

function said(errors = []) {
  return errors.map(({ message }) => message).join('\n')
}
