import type { messages } from './messages.ts'

type Messages = typeof messages

/** Something that the people of a site have to mend: a sentence of `messages.ts`, by name, and what fills it. */
export type Problem = {
  [Name in keyof Messages]: readonly [name: Name, ...details: Parameters<Messages[Name]>]
}[keyof Messages]

/** Hears of problems. */
export type Report = (problem: Problem) => void

/**
 * The error that says what is wrong. Its sentence is fetched, as there hardly ever is one to say; where that fails as
 * well, what fills it remains.
 */
export async function errorOf(problem: Problem, cause?: unknown): Promise<Error> {
  const [name, ...details] = problem
  const options = cause === undefined ? undefined : { cause }
  try {
    const { messages } = await import('./messages.ts')
    // The details are those of this very sentence.
    const sentence = messages[name] as (...given: readonly unknown[]) => string
    return new Error(sentence(...details), options)
  } catch {
    return new Error([name, ...details].join(' '), options)
  }
}
