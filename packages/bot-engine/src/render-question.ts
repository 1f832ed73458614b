import type { CompiledFlow } from './flow/compile-with.ts'
import { holds } from './flow/condition.ts'
import type { ChooseStep, Step } from './flow/flow.ts'
import { lookUp, type Scope } from './flow/path.ts'
import type { QuickReply } from './message.ts'
import type { Rendered } from './session.ts'
import type { TextBook } from './text-book.ts'

/** How a question is put: the first time, or again because the answer was not understood. */
export interface Asking {
  readonly again: boolean
  /** Why the answer was not understood, where it is known. */
  readonly reason?: string
}

/** Words for the question of one waiting step. */
export interface QuestionWords {
  readonly step: Step
  /** Which part of a step that is taught one by one, from 1. */
  readonly part: number
  /** What the ids of its choices begin with. */
  readonly prefix: string
  /** The question, or how it is put again. */
  say(ask: string, sharedRetry: string): string
  yesOrNo(key: string, shared?: string): readonly QuickReply[]
}

/** Renders the question of a step. */
export type RenderQuestion = (
  compiled: CompiledFlow,
  id: string,
  scope: Scope,
  book: TextBook,
  asking: Asking,
) => Rendered

/** The words for a waiting step; nothing where the flow has no such step. */
export function questionWords(
  { flow, waits }: CompiledFlow,
  id: string,
  scope: Scope,
  book: TextBook,
  asking: Asking,
): QuestionWords | undefined {
  const { step, part = 1 } = waits.get(id) ?? {}
  if (!step) return undefined
  const prefix = `${flow.id}.${id}=`
  return {
    step,
    part,
    prefix,
    say(ask, sharedRetry) {
      if (!asking.again) return book.say(flow.id, ask, scope)
      const own = 'retry' in step && step.retry !== undefined ? step.retry : `${ask}.retry`
      return book.shared(flow.id, own, sharedRetry, scope)
    },
    yesOrNo: (key, shared = '') =>
      (['yes', 'no'] as const).map((answer) => ({
        id: prefix + answer,
        label: book.shared(flow.id, `${key}.${answer}`, shared + answer, scope),
      })),
  }
}

/** The question of a plain step, with its choices; `render-any-question.ts` knows the others. */
export const renderPlainQuestion: RenderQuestion = (compiled, id, scope, book, asking) => {
  const words = questionWords(compiled, id, scope, book, asking)
  if (!words) return { text: id }
  const { step, prefix, say, yesOrNo } = words
  if ('collect' in step) {
    const type = compiled.flow.slots?.[step.collect]?.type ?? 'text'
    return {
      text: say(step.ask ?? step.collect, asking.reason ? `retry.${type}.${asking.reason}` : `retry.${type}`),
    }
  }
  if ('confirm' in step)
    return {
      text: say(step.ask ?? step.confirm, 'retry.confirm'),
      choices: yesOrNo(step.confirm),
    }
  if ('choose' in step)
    return {
      text: say(step.ask ?? step.choose, 'retry.choice'),
      choices: choicesOf(step, prefix, compiled, scope, book),
    }
  return { text: id }
}

function choicesOf(
  step: ChooseStep,
  prefix: string,
  { flow }: CompiledFlow,
  scope: Scope,
  book: TextBook,
): readonly QuickReply[] {
  const ask = step.ask ?? step.choose
  if (step.from !== undefined) {
    const list = lookUp(scope, step.from)
    return (Array.isArray(list) ? list : []).map((item: unknown, index) => ({
      id: `${prefix}${index}`,
      label: book.say(flow.id, step.label ?? `${ask}.entry`, { ...scope, item }),
    }))
  }
  return Object.entries(step.options ?? {})
    .filter(([, way]) => typeof way === 'string' || holds(way.if, scope))
    .map(([option]) => ({ id: `${prefix}${option}`, label: book.say(flow.id, `${ask}.${option}`, scope) }))
}
