import type { BrowserContext, Request } from 'playwright-core'

/** Sees everything that the pages of one browser profile ask for and complain about. */
export interface Witness {
  /** Console errors, uncaught exceptions and rejections, and violations of the content security policy. */
  readonly troubles: readonly string[]
  readonly requests: readonly Asked[]
  /** Takes troubles away that a story brings about on purpose; fails where there was none of that kind. */
  expects(trouble: RegExp): void
}

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly body: string
  readonly type: string
}

/** The browser says this of every answer above 399 that a page gets, beside what the page makes of it. */
const answeredBadly = /^Failed to load resource/

export async function watch(context: BrowserContext): Promise<Witness> {
  let troubles: string[] = []
  const requests: Asked[] = []
  const hear = (trouble: string): void => void troubles.push(trouble)
  context.on('console', (message) => {
    const from = message.location().url
    if (message.type() === 'error')
      hear(answeredBadly.test(message.text()) ? `${message.text()} ${from}` : message.text())
  })
  context.on('weberror', (error) => hear(`uncaught: ${String(error.error())}`))
  context.on('request', (request) => void requests.push(asked(request)))
  await context.exposeFunction('comptoirTestViolation', (what: string) =>
    hear(`content security policy: ${what}`),
  )
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sample } = event
      const tell: unknown = Reflect.get(window, 'comptoirTestViolation')
      if (typeof tell === 'function') tell(`${effectiveDirective} ${blockedURI} ${sample}`)
    })
  })
  return {
    get troubles() {
      return troubles
    },
    requests,
    expects(trouble) {
      const others = troubles.filter((heard) => !trouble.test(heard))
      if (others.length === troubles.length)
        throw new Error(`No trouble like ${trouble} was heard. Heard: ${troubles.join('\n') || 'nothing'}`)
      troubles = others
    },
  }
}

function asked(request: Request): Asked {
  return {
    method: request.method(),
    url: new URL(request.url()),
    body: request.postData() ?? '',
    type: request.resourceType(),
  }
}
