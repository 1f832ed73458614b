import type { CompiledFlow } from './flow/compile-with.ts'
import type { SurveyStep } from './flow/flow.ts'
import { SCALES } from './flow/guards-and-actions.ts'
import type { Scope } from './flow/path.ts'
import { formFields } from './form.ts'
import { itemFields } from './item-form.ts'
import { lookOf } from './look.ts'
import type { QuickReply } from './message.ts'
import { questionWords, renderPlainQuestion, type RenderQuestion } from './render-question.ts'
import type { TextBook } from './text-book.ts'

/** The question of any waiting step, with its choices, form or scale. */
export const renderAnyQuestion: RenderQuestion = (compiled, id, scope, book, asking) => {
  const words = questionWords(compiled, id, scope, book, asking)
  if (!words) return { text: id }
  const { flow } = compiled
  const { step, part, prefix, say, yesOrNo } = words
  if ('form' in step) {
    const text = say(step.ask ?? step.form, 'retry.form')
    const submit = book.say(flow.id, `${step.form}.submit`, scope)
    return {
      text,
      card: { type: 'form', id: `${flow.id}.${id}`, submit, fields: formFields(flow, step, scope, book) },
    }
  }
  if ('consent' in step)
    return {
      text: say(step.ask ?? step.consent, 'retry.confirm'),
      choices: yesOrNo(step.consent, 'consent.'),
    }
  if ('wait' in step)
    return 'ask' in step
      ? { text: say(step.ask, 'retry.confirm'), choices: yesOrNo(step.ask, 'done.') }
      : { text: id }
  if ('teach' in step) {
    const key = `${step.teach}.${part}`
    const card = lookOf(flow.id, key, scope, book, { number: part, of: step.steps })
    return {
      text: say(key, 'retry.teach'),
      choices: [
        ...yesOrNo(step.teach, 'done.').slice(0, 1),
        {
          id: `${prefix}instead`,
          label: book.shared(flow.id, `${step.teach}.instead`, 'teach.instead', scope),
        },
      ],
      ...(card ? { card } : {}),
    }
  }
  if ('choose' in step && step.quantities) {
    const submit = book.shared(flow.id, `${step.choose}.submit`, 'items.submit', scope)
    return {
      text: say(step.ask ?? step.choose, 'retry.form'),
      card: {
        type: 'form',
        id: `${flow.id}.${id}`,
        submit,
        fields: itemFields(step, flow.id, scope, book),
      },
    }
  }
  if ('survey' in step) {
    const options = scaleOf(step, prefix, compiled, scope, book)
    return {
      text: say(step.ask ?? step.survey, 'retry.survey'),
      card: { type: 'rating', scale: step.survey, options },
    }
  }
  return renderPlainQuestion(compiled, id, scope, book, asking)
}

function scaleOf(
  step: SurveyStep,
  prefix: string,
  { flow }: CompiledFlow,
  scope: Scope,
  book: TextBook,
): readonly QuickReply[] {
  const [lowest, highest] = SCALES[step.survey]
  const ask = step.ask ?? step.survey
  const marks: QuickReply[] = []
  for (let mark = lowest; mark <= highest; mark++) {
    const value = String(mark)
    marks.push({
      id: `${prefix}${value}`,
      label: book.has(flow.id, `${ask}.${value}`) ? book.say(flow.id, `${ask}.${value}`, scope) : value,
    })
  }
  return marks
}
