import type { LogCode, LogEntry } from './messages.ts'

/** Notes something that went wrong and was survived: a code, what fills its sentence, and the cause. */
export type Report = (code: LogCode, details?: readonly unknown[], cause?: unknown) => void

/** Gives log entries with their sentence, which is only fetched when somebody listens. */
export function createReport(log: ((entry: LogEntry) => void) | undefined): Report {
  return async (code, details = [], cause) => {
    if (!log) return
    const { explain } = await import('./messages.ts')
    log({ code, message: explain(code, details, cause), ...(cause === undefined ? {} : { cause }) })
  }
}
