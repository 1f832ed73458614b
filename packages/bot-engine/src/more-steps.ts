/** What few flows need: their verbs, questions and forms. Fetched with the first flow that has one; see `plain-steps.ts`. */
export { answeredForm, answeredRating } from './answered-card.ts'
export { compileStep } from './flow/compile-step.ts'
export { readForm } from './form.ts'
export { readItemForm } from './item-form.ts'
export { renderAnyQuestion } from './render-any-question.ts'
