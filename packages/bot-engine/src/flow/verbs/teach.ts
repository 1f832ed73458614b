import type { TeachStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Introduces, waits at each step until it is done, and congratulates. */
export function compileTeach(step: TeachStep, site: StepSite): void {
  const { id } = site
  const away = site.fail(step.instead ?? step.fail)
  const part = (number: number): string => (number === 1 ? id : `${id}~${number}`)
  site.add(`${id}?`, { entry: [{ type: 'say', params: { text: step.teach } }], always: [{ target: id }] })
  for (let number = 1; number <= step.steps; number++) {
    site.asking(
      {
        by: 'choice',
        names: [],
        on: {
          YES: [{ target: number < step.steps ? part(number + 1) : `${id}!` }],
          NO: [{ target: away }],
          PICK: [{ guard: { type: 'isOption', params: { option: 'instead' } }, target: away }],
        },
        fail: step.fail,
        tries: step.tries ?? 3,
      },
      { name: part(number), number },
    )
  }
  const praise = { text: `${step.teach}.done`, shared: 'teach.done' }
  site.add(`${id}!`, { entry: [{ type: 'say', params: praise }], always: [{ target: site.next() }] })
}
