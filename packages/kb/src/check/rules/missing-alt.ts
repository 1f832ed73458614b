import type { Rule } from '../rule.ts'
import { linksOf } from '../links.ts'

/** A picture without words is nothing to those who do not see it. */
export const missingAlt: Rule = {
  id: 'missing-alt',
  check({ languages }, report) {
    for (const { articles } of languages) {
      for (const { value, file, path } of articles) {
        value.steps?.forEach((step, index) => {
          if (step.image !== undefined && (step.alt ?? '').trim() === '') {
            report({ file, path: `${path}.steps[${index}].image` }, 'missing-alt', { image: step.image })
          }
        })
        for (const link of linksOf(value)) {
          if (link.image && link.text?.trim() === '') {
            report({ file, path: `${path}.${link.path}`, index: link.start }, 'missing-alt', {
              image: link.address,
            })
          }
        }
      }
    }
  },
}
