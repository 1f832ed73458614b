import type { CopyStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Says a text with words to be copied, and goes on. */
export function compileCopy({ copy, say, offer }: CopyStep, site: StepSite): void {
  site.instant([{ type: 'show', params: { show: 'copy', text: say, copy, ...(offer ? { offer } : {}) } }])
}
