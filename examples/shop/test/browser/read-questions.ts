import type { Question } from './ask-questions.ts'

/**
 * Reads a file of questions: one JSON object a line, with `q` and optionally `lang`.
 *
 * @throws {Error} with file and line, for a line that is no question
 */
export function readQuestions(content: string, file: string): readonly Question[] {
  return content.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const question = parse(line)
    if (!question)
      throw new Error(
        `${file}:${index + 1} is no question. Expected {"q": "où est ma commande", "lang": "fr"}.`,
      )
    return [question]
  })
}

function parse(line: string): Question | undefined {
  try {
    const { q, lang }: { q?: unknown; lang?: unknown } = Object(JSON.parse(line))
    if (typeof q !== 'string') return undefined
    return { q, ...(lang === 'fr' || lang === 'en' ? { lang } : {}) }
  } catch {
    return undefined
  }
}
