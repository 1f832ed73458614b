/** A request that cannot be served, with what the answer says about it. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly details: ProblemDetails

  constructor(status: number, code: string, message: string, details: ProblemDetails = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

export interface ProblemDetails {
  /** What does not fit, e.g. `body.phone`. */
  readonly path?: string
  readonly expected?: string
  readonly retryAfterSeconds?: number
}

/** The body of every answer that is not a success. */
export interface ProblemBody {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly path?: string
    readonly expected?: string
  }
}

/** The answer that tells a problem. */
export function problemResponse({ status, code, message, details }: Problem): Response {
  const { path, expected, retryAfterSeconds } = details
  const body: ProblemBody = {
    error: { code, message, ...(path ? { path } : {}), ...(expected ? { expected } : {}) },
  }
  const headers: Record<string, string> = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  }
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds)
  // The rest of such a body is not read: nothing else can come over this connection.
  if (status === 413) headers['Connection'] = 'close'
  return Response.json(body, { status, headers })
}
