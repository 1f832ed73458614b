import { refusalReasons, type ActName, type Clock, type Refused } from '@comptoir/bot-engine'
import { shopMisanswered } from '../messages.ts'
import { check, type Schema } from '../schema/schema.ts'
import { customerCheck, shopCustomer, shopInfo, shopInvoices, shopOrder, shopOrders } from './answers.ts'
import { signShopRequest } from './signature.ts'
import { shopActAnswers, type ShopActAnswer } from '../schema/acts.ts'
import { ShopUnavailable, type ShopConnector, type ShopFile } from './shop.ts'

export interface HttpShopOptions {
  /** The contract's base address, e.g. `https://shop.example/comptoir/v1`. */
  readonly url: string
  /** The secret that desk and shop hold together. */
  readonly secret: string
  /** The longest wait for the head of an answer, and again for its body, in milliseconds. @default 3000 */
  readonly timeBoxMs?: number
  /** @default the platform's fetch */
  readonly fetch?: (request: Request) => Promise<Response>
  readonly clock: Clock
}

/** The most that is read of an answer in JSON. */
const jsonMax = 4 * 2 ** 20
/** The most that is passed on of a document. */
const fileMax = 25 * 2 ** 20

/**
 * A connector to any shop that speaks the shop contract. Requests are signed and time-boxed, redirects are not
 * followed, and an answer that does not fit the contract counts as no answer.
 */
export function createHttpShop(options: HttpShopOptions): ShopConnector {
  const { clock, timeBoxMs = 3000, fetch = (request: Request) => globalThis.fetch(request) } = options
  const base = options.url.replace(/\/+$/, '')

  const send = async <T>(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    read: Reader<T>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> => {
    const url = new URL(base + path)
    const text = body === undefined ? undefined : JSON.stringify(body)
    const abort = new AbortController()
    const cancel = clock.setAlarm(clock.now() + timeBoxMs, () =>
      abort.abort(new Error(`no answer in ${timeBoxMs} ms`)),
    )
    const request = new Request(url, {
      method,
      redirect: 'error',
      signal: abort.signal,
      headers: {
        Accept: 'application/json, application/pdf',
        ...headers,
        ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...signShopRequest({
          method,
          path: url.pathname + url.search,
          secret: options.secret,
          now: clock.now(),
          ...(text === undefined ? {} : { body: text }),
        }),
      },
      ...(text === undefined ? {} : { body: text }),
    })
    try {
      return await Promise.race([fetch(request).then(read), aborted(abort.signal)])
    } catch (cause) {
      throw new ShopUnavailable(`${method} ${path.replace(/\/[^/]*$/, '/…')}`, { cause })
    } finally {
      cancel()
    }
  }

  const get = <T>(path: string, schema: Schema<T>): Promise<T | undefined> =>
    send('GET', path, undefined, (answer) => jsonOf(answer, `GET ${path}`, schema))

  const file = (path: string): Promise<ShopFile | undefined> => send('GET', path, undefined, fileOf)

  return {
    info: async () => required(await get('/info', shopInfo), 'GET /info'),
    order: (reference) => get(`/orders/${encodeURIComponent(reference)}`, shopOrder),
    customer: (id) => get(`/customers/${encodeURIComponent(id)}`, shopCustomer),
    customerOrders: async (id) =>
      (await get(`/customers/${encodeURIComponent(id)}/orders`, shopOrders))?.orders ?? [],
    customerCheck: (claim) =>
      send('POST', '/customer-check', claim, async (answer) =>
        required(await jsonOf(answer, 'POST /customer-check', customerCheck), 'POST /customer-check'),
      ),
    invoices: async (reference) =>
      (await get(`/orders/${encodeURIComponent(reference)}/invoices`, shopInvoices))?.invoices ?? [],
    invoiceFile: (reference, number) =>
      file(`/orders/${encodeURIComponent(reference)}/invoices/${encodeURIComponent(number)}.pdf`),
    documentFile: (reference, id) =>
      file(`/orders/${encodeURIComponent(reference)}/documents/${encodeURIComponent(id)}.pdf`),
    act: (name, input, key, locale) =>
      send('POST', `/acts/${name}`, { key, input }, (answer) => actAnswerOf(name, answer), {
        'Accept-Language': locale,
      }),
  }
}

type Reader<T> = (answer: Response) => Promise<T>

async function fileOf(answer: Response): Promise<ShopFile | undefined> {
  if (answer.status === 404) return undefined
  const type = answer.headers.get('content-type') ?? ''
  if (!answer.ok || !answer.body || !type.startsWith('application/pdf')) {
    throw shopMisanswered('GET document', `status ${answer.status}, ${type || 'no content type'}`)
  }
  const size = Number(answer.headers.get('content-length'))
  return { body: await pdfOf(answer.body), ...(Number.isSafeInteger(size) && size > 0 ? { size } : {}) }
}

/** What an act gives, or why the shop did not do it: 409 with one of the reasons, 400, or 404 for an act it does not offer. */
async function actAnswerOf<Name extends ActName>(
  name: Name,
  answer: Response,
): Promise<ShopActAnswer<Name> | Refused> {
  const request = `POST /acts/${name}`
  if (answer.status === 409 || answer.status === 400 || answer.status === 404)
    return refusedOf(answer.status, parsed(await textOf(answer), request))
  return required(await jsonOf<ShopActAnswer<Name>>(answer, request, shopActAnswers[name]), request)
}

/** A reason that this version does not know is another reason: its sentence stays. */
function refusedOf(status: number, body: unknown): Refused {
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  const { code, message }: { code?: unknown; message?: unknown } =
    typeof error === 'object' && error !== null ? error : {}
  const otherwise = status === 400 ? 'invalid' : 'other'
  return {
    refused: refusalReasons.find((reason) => reason === code) ?? otherwise,
    message: typeof message === 'string' ? message.slice(0, 1000) : '',
  }
}

async function jsonOf<T>(answer: Response, request: string, schema: Schema<T>): Promise<T | undefined> {
  if (answer.status === 404) {
    await answer.body?.cancel()
    return undefined
  }
  if (!answer.ok) {
    await answer.body?.cancel()
    throw shopMisanswered(request, `status ${answer.status}`)
  }
  const checked = check(schema, parsed(await textOf(answer), request), 'answer')
  if ('misfit' in checked) throw shopMisanswered(request, checked.misfit.message)
  return checked.value
}

/** An error of JSON.parse quotes the text, which is a customer's: it goes no further than here. */
function parsed(text: string, request: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw shopMisanswered(request, 'it is not JSON')
  }
}

async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > jsonMax) throw new Error(`an answer of more than ${jsonMax} characters`)
  }
  return text + decoder.decode()
}

function required<T>(value: T | undefined, request: string): T {
  if (value === undefined) throw shopMisanswered(request, 'status 404')
  return value
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** The document, once its first bytes have shown that it is a PDF; it ends with an error above the limit. */
async function pdfOf(document: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const reader = document.getReader()
  const first = await reader.read()
  if (first.done || new TextDecoder('latin1').decode(first.value.subarray(0, 5)) !== '%PDF-') {
    await reader.cancel()
    throw shopMisanswered('GET document', 'the file does not begin as a PDF does')
  }
  let size = first.value.length
  return new ReadableStream({
    start: (controller) => controller.enqueue(first.value),
    async pull(controller) {
      const { done, value } = await reader.read()
      size += value?.length ?? 0
      if (size > fileMax) throw shopMisanswered('GET document', `the file is longer than ${fileMax} bytes`)
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
