import { RefusedError } from './agent-client.ts'
import type { Texts } from './texts.ts'

/** What to tell the agent about a request that failed. */
export function problemText(error: unknown, { problem }: Texts): string {
  if (!(error instanceof RefusedError)) return problem.failed
  if (error.status === 0) return problem.offline
  if (error.status === 429) return problem.tooMany
  const byCode: Readonly<Record<string, string>> = {
    'DESK-113': problem.wrongLogin,
    'DESK-124': problem.codeNeeded,
    'DESK-115': problem.notYours,
    'DESK-116': problem.taken,
    'DESK-105': problem.fileRefused,
    'DESK-120': problem.closed,
    'DESK-127': problem.fileRefused,
    'DESK-128': problem.tooManyFiles,
  }
  return byCode[error.code] ?? problem.failed
}
