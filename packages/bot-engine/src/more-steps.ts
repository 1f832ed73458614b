/** What few flows need: their verbs, questions and forms. Fetched with the first flow that has one; see `plain-steps.ts`. */
export { answeredRating } from './answered-card.ts'
export { compileStep } from './flow/compile-step.ts'
export { fittingSurvey, rememberSurvey } from './fitting-survey.ts'
export { hearDesk } from './hear-desk.ts'
export { readRating } from './read-rating.ts'
export { renderAnyQuestion } from './render-any-question.ts'
export { takenForm } from './taken-form.ts'
export { tellConsent, tellRating } from './tell-desk.ts'
