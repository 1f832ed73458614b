// A Vitest reporter: writes down which tests passed at the second try only, so that the summary can name them.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

export default class SecondTries {
  onTestRunEnd(modules) {
    const names = []
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        if (test.diagnostic()?.flaky)
          names.push(`${relative(process.cwd(), module.moduleId)}: ${test.fullName}`)
      }
    }
    writeFileSync(process.env.COMPTOIR_SECOND_TRIES, JSON.stringify(names))
  }
}
