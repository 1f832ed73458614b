import type { Database } from '../database.ts'
import type { AnswerRows } from '../store.ts'
import { run } from '../work.ts'

/** What customers answered to surveys, and asked without finding an answer. */
export function answerRows(database: Database): AnswerRows {
  return {
    addSurveyAnswer: (conversationId, { scale, flow, value }, at) =>
      database.write(function* () {
        yield* run(
          `INSERT INTO survey_answer (conversation_id, scale, flow, value, at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (conversation_id, scale, flow) DO UPDATE SET value = excluded.value, at = excluded.at`,
          conversationId,
          scale,
          flow ?? '',
          value,
          at,
        )
      }),
    addUnanswered: (conversationId, question, at) =>
      database.write(function* () {
        yield* run(
          'INSERT INTO unanswered (conversation_id, text, locale, proposed, next, at) VALUES ($1, $2, $3, $4, $5, $6)',
          conversationId,
          question.text,
          question.locale,
          JSON.stringify(question.proposed),
          question.then,
          at,
        )
      }),
    addFigures: (conversationId, figures) =>
      database.write(function* () {
        for (const { run: flowRun, flow, version, step, phase, what, cause, at } of figures) {
          yield* run(
            `INSERT INTO flow_figure (conversation_id, run, flow, version, step, phase, what, cause, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
            conversationId,
            flowRun,
            flow,
            version,
            step ?? '',
            phase,
            what,
            cause ?? '',
            at,
          )
        }
      }),
  }
}
