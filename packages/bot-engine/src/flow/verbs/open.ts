import type { OpenStep } from '../flow.ts'
import type { StepSite } from '../step-site.ts'

/** Says what to look for with a link to the page, and goes on. */
export function compileOpen({ open, offer }: OpenStep, site: StepSite): void {
  site.instant([{ type: 'show', params: { show: 'look', text: open, ...(offer ? { offer } : {}) } }])
}
